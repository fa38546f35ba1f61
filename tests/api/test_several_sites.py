"""Several Wagtail Sites in one installation: every answer is of the one that was asked."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from wagtail.models import Page, Site

from tests.factories import make_event, make_organizer, make_page, translated
from wagtail_migration_events.notices.stamping import stamp
from wagtail_migration_events.pages.models import EventPage, OrganizerIndexPage

pytestmark = pytest.mark.django_db
LIST = "/api/events/"
OTHER = "other.example.org"


@pytest.fixture
def other(site: Any) -> Any:
    """A second Wagtail Site beside the first."""
    root = Page.objects.get(depth=1)
    home = make_page(Page, root, title="Other", locale=site.home["en"].locale)
    Site.objects.create(hostname=OTHER, root_page=home)
    return SimpleNamespace(home=home, organizers=make_page(OrganizerIndexPage, home, title="Who"))


def get(client: Any, address: str, host: str = "localhost", **query: Any) -> Any:
    response = client.get(address, query, headers={"host": host})
    assert response.status_code == 200, response.content
    return response.json()


def changes(client: Any, host: str = "localhost", **query: Any) -> dict[str, Any]:
    stamp()
    items = get(client, f"{LIST}changes/", host, **query)["items"]
    return {item["key"]: item for item in items}


def in_french_elsewhere(event: Any, other: Any, **values: Any) -> Any:
    french = translated(event, "fr", **values)
    french.move(other.home, pos="last-child")
    return type(french).objects.get(pk=french.pk)


def test_of_an_event_on_two_sites_each_gives_its_own_page(site: Any, other: Any, client: Any):
    umbrella = make_event(site.events["en"], title="Week")
    in_french_elsewhere(umbrella, other, title="Semaine")
    event = make_event(site.events["en"], title="Ours", part_of=[str(umbrella.translation_key)])
    in_french_elsewhere(event, other, title="Les leurs")
    key = str(event.translation_key)
    told = get(client, f"{LIST}{key}/", locale="fr")
    assert [each["locale"] for each in told["translations"]] == ["en"]
    assert [each["title"]["text"] for each in told["part_of"]] == ["Week"]
    for host, title in (("localhost", "Ours"), (OTHER, "Les leurs")):
        found = changes(client, host, locale="fr", fields="title")[key]
        assert found["event"]["title"]["text"] == title
        assert found["event"]["url"].startswith(f"http://{host}/")


def test_an_event_that_another_site_mirrors_is_found_there(site: Any, other: Any, client: Any):
    event = make_event(site.events["en"], title="Meeting")
    event.create_alias(parent=other.home, update_slug="again")
    [listed] = get(client, LIST, OTHER, when="all")["items"]
    changed = changes(client, OTHER)[listed["key"]]
    assert (changed["is_gone"], changed["event"]["url"]) == (False, listed["url"])
    assert get(client, f"{LIST}{listed['key']}/", OTHER)["url"] == listed["url"]


def test_organizers_of_another_site_are_neither_named_nor_asked_for(
    site: Any, other: Any, client: Any
):
    ours = make_organizer(site.organizers["en"], "Ours", code="ours")
    theirs = make_organizer(other.organizers, "Theirs", code="theirs")
    umbrella = make_event(other.home, title="Week")
    event = make_event(
        site.events["en"],
        title="Meeting",
        organizers=[(theirs, "lead"), (ours, "host")],
        part_of=[str(umbrella.translation_key)],
    )
    told = get(client, f"{LIST}{event.translation_key}/")
    assert [each["code"] for each in told["organizers"]] == ["ours"]
    assert told["part_of"] == []
    answer = get(client, LIST, when="all", facets=["organizer", "part_of"], organizer="ours")
    assert [each["code"] for each in answer["facets"]["organizer"]] == ["ours"]
    assert answer["facets"]["part_of"] == []
    for name, value in (("organizer", "theirs"), ("part_of", str(umbrella.translation_key))):
        response = client.get(LIST, {name: value})
        assert response.status_code == 422, name
        assert value in response.json()["errors"][0]["msg"]
        assert client.get(LIST, {name: value}, headers={"host": OTHER}).status_code == 200


def test_changes_speak_of_what_was_public_on_this_site(site: Any, other: Any, client: Any):
    names = ("there", "gone", "moved")
    ours = {name: make_event(site.events["en"], title=name) for name in names}
    theirs = {name: make_event(other.home, title=name) for name in names}
    for pages, elsewhere in ((ours, other.home), (theirs, site.events["en"])):
        pages["gone"].unpublish()
        EventPage.objects.get(pk=pages["moved"].pk).move(elsewhere, pos="last-child")
    for host, own, others in (("localhost", ours, theirs), (OTHER, theirs, ours)):
        told = {key: item["is_gone"] for key, item in changes(client, host).items()}
        assert told == {
            str(own["there"].translation_key): False,
            str(own["gone"].translation_key): True,
            str(own["moved"].translation_key): True,
            str(others["moved"].translation_key): False,
        }


def test_a_site_that_was_added_later_tells_what_goes(site: Any, client: Any):
    root = Page.objects.get(depth=1)
    home = make_page(Page, root, title="Other", locale=site.home["en"].locale)
    event = make_event(home, title="Older than the Site")
    Site.objects.create(hostname=OTHER, root_page=home)
    key = str(event.translation_key)
    assert changes(client, OTHER)[key]["is_gone"] is False
    event.unpublish()
    assert changes(client, OTHER)[key]["is_gone"] is True
    assert key not in changes(client)
