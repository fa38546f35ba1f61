"""Organizers through the front door of the API."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, PageViewRestriction, Site

from tests.factories import make_event, make_organizer, make_page, translated

pytestmark = pytest.mark.django_db
ROOT = "/api/events/organizers/"


def answer(client: Any, path: str = "", **query: Any) -> Any:
    response = client.get(ROOT + path, query)
    assert response.status_code == 200, response.content
    return response.json()


def names(client: Any, **query: Any) -> list[str]:
    return [each["name"]["text"] for each in answer(client, **query)["items"]]


def test_organizers_stand_in_the_order_of_their_names_in_the_language_asked_for(
    site: Any, client: Any
):
    zebra = make_organizer(site.organizers["en"], "Zebra Fund")
    make_organizer(site.organizers["en"], "École of Cities")
    make_organizer(site.organizers["en"], "Forum")
    translated(zebra, "fr", title="Association zèbre")
    assert names(client) == ["École of Cities", "Forum", "Zebra Fund"]
    assert names(client, locale="fr") == ["Association zèbre", "École of Cities", "Forum"]
    assert names(client, limit=1, offset=1) == ["Forum"]
    assert answer(client, limit=1)["count"] == 3


def test_an_organizer_is_told_in_full(site: Any, client: Any):
    picture = Image.objects.create(title="logo", file=get_test_image_file(size=(64, 48)))
    parent = make_organizer(site.organizers["en"], "United Nations", code="un")
    page = make_organizer(
        site.organizers["en"], "Organization for Migration", acronym="OM", code="om",
        kind="un_entity", country="404", website="https://om.example.org/", logo=picture,
        parent_organization=parent.translation_key,
        body=[{"type": "paragraph", "value": f'<a linktype="page" id="{parent.pk}">UN</a>'}],
    )  # fmt: skip
    french = translated(page, "fr", title="Organisation pour les migrations", acronym="OpM")
    found = answer(client, "om/", locale="fr", renditions="card")
    assert found["key"] == str(page.translation_key)
    assert (found["locale"], found["url"]) == ("fr", french.full_url)
    assert found["name"]["text"] == "Organisation pour les migrations"
    assert (found["acronym"], found["kind"]["code"]) == ("OpM", "un_entity")
    assert (found["country"]["code"], found["country"]["language"]) == ("404", "fr")
    assert found["website"] == "https://om.example.org/"
    assert found["logo"]["renditions"]["card"]["width"] > 0
    assert found["parent_organization"]["code"] == "un"
    assert found["parent_organization"]["name"]["is_fallback"]
    assert client.get(found["parent_organization"]["href"]).json()["code"] == "un"
    assert {each["locale"]: each["url"] for each in found["translations"]} == {
        "en": page.full_url, "fr": french.full_url,
    }  # fmt: skip
    assert parent.full_url in found["content"]["body"]["html"]
    assert answer(client, f"{page.translation_key}/", locale="fr", renditions="card") == found


def test_the_number_of_its_events_is_that_of_the_list_it_leads_to(site: Any, client: Any):
    page = make_organizer(site.organizers["en"], code="om")
    event = make_event(site.events["en"], organizers=[page])
    translated(event, "fr")
    make_event(site.events["en"], organizers=[(page, "partner")])
    make_event(site.events["en"], organizers=[page], live=False)
    [told] = client.get(f"/api/events/{event.translation_key}/").json()["organizers"]
    assert (told["code"], told["acronym"]) == ("om", "")
    events = client.get(told["href"]).json()["events"]
    assert events["count"] == 2
    assert client.get(events["href"]).json()["count"] == 2


def test_hidden_organizers_are_nowhere_to_be_found(site: Any, client: Any):
    hidden = [
        make_organizer(site.organizers["en"], "Sesame draft", code="draft", live=False),
        make_organizer(site.organizers["en"], "Sesame closed", code="closed"),
    ]
    PageViewRestriction.objects.create(page=hidden[1], restriction_type="login")
    for number, page in enumerate(hidden):
        key = page.translation_key
        make_organizer(
            site.organizers["en"], f"Part {number}", code=f"part-{number}", parent_organization=key
        )
        for path in (page.code, str(key)):
            response = client.get(f"{ROOT}{path}/")
            assert response.status_code == 404
            assert response.headers["Content-Type"] == "application/problem+json"
        assert answer(client, f"part-{number}/")["parent_organization"] is None
    assert "Sesame" not in client.get(ROOT).content.decode()


def test_organizers_of_another_wagtail_site_are_not_told_here(site: Any, client: Any):
    from wagtail_migration_events.pages.models import OrganizerIndexPage

    root = Page.objects.get(depth=1)
    home = make_page(Page, root, title="Other", locale=site.home["en"].locale)
    Site.objects.create(hostname="other.example.org", root_page=home)
    index = make_page(OrganizerIndexPage, home, title="Organizers")
    make_organizer(index, "Elsewhere", code="elsewhere")
    assert names(client) == []
    assert client.get(f"{ROOT}elsewhere/").status_code == 404
    there = client.get(f"{ROOT}elsewhere/", headers={"host": "other.example.org"})
    assert there.json()["name"]["text"] == "Elsewhere"


def test_more_organizers_take_no_more_queries(site: Any, client: Any):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            answer(client, locale="fr", renditions="card")
        return len(captured)

    def add() -> None:
        picture = Image.objects.create(title="logo", file=get_test_image_file(size=(64, 48)))
        parent = make_organizer(site.organizers["en"])
        page = make_organizer(
            site.organizers["en"], logo=picture, parent_organization=parent.translation_key
        )
        translated(page, "fr")
        make_event(site.events["en"], organizers=[page])

    add()
    queries()  # makes the renditions
    few = queries()
    add()
    add()
    queries()
    assert queries() == few <= 16
