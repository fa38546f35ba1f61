"""No public address that lists events says anything of those that are not public."""

from __future__ import annotations

import itertools
from copy import deepcopy
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from wagtail.models import Page

from tests.built_once import for_a_module
from tests.hidden_events import SECRET, plant, public_keys
from wagtail_migration_events.pages.models import EventPage, OrganizerPage

pytestmark = pytest.mark.django_db
FILES = ("feed.ics", "feed.rss", "feed.atom", "export.csv", "export.xlsx")


@for_a_module
def _world(site: Any) -> Any:
    return plant(site)


@pytest.fixture
def world(_world: Any, db: None) -> Any:
    """Public events, and of each kind of what is not public one with a title of its own."""
    return deepcopy(_world)


def addresses(world: Any) -> list[str]:
    found = []
    for language in ("en", "fr"):
        index = world.events[language].url
        found += [index, *(f"{index}{rest}" for rest in ("objective/13/", "organizer/mayors/"))]
    return [*found, world.organizer.url, world.umbrella.url]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "when=all",
        "when=ongoing",
        "from=2000-01-01",
        f"q={SECRET}&when=all",
        "objective=21&when=all",
        "objective=13&when=all&attendance=online",
        "sdg=14&when=all",
        "area=548",
        "organizer=hidden&when=all",
    ],
)
def test_neither_titles_nor_counts_nor_options_speak_of_it(query: str, world: Any, client: Any):
    for address in addresses(world):
        html = client.get(f"{address}?{query}").content.decode()
        assert "events-found__count" in html
        # What the reader has typed themselves stands in its field and in its chip.
        typed = 2 if SECRET in query else 0
        said = html.replace(f"?q={SECRET}", "").replace(f"&amp;q={SECRET}", "")
        assert said.count(SECRET) <= typed, (address, query)
        offered = {"objective": "21", "sdg": "14", "area": "548", "organizer": "hidden"}
        for name, value in offered.items():
            is_chosen = f"{name}={value}" in query
            found = html.count(f'name="{name}"\n               value="{value}"')
            assert found <= is_chosen, (address, query)


def test_what_is_not_public_is_counted_nowhere(world: Any, client: Any):
    def count(address: str) -> str:
        html = client.get(address).content.decode()
        return html.split('events-found__count" role="status">')[1].split("<")[0].strip()

    index = world.events["en"].url
    assert count(f"{index}?objective=13&when=all") == "1 event found"
    assert count(f"{index}objective/13/") == "1 event found"
    assert count(f"{index}objective/21/") == "0 events found"
    assert count(world.organizer.url) == "1 event found"
    assert count(world.umbrella.url) == "1 event found"
    assert client.get(f"{index}organizer/hidden/").status_code == 404
    umbrella = world.umbrella.translation_key
    assert "1 event of this list is part of it" in client.get(index).content.decode()
    assert client.get(f"{index}?part_of={umbrella}").status_code == 200


@pytest.mark.urls("tests.events.page_api.urls")
def test_no_other_address_names_it_by_its_title_or_its_key(world: Any, client: Any):
    pages = Page.objects.filter(title__startswith=SECRET)
    keys = {str(key) for key in pages.values_list("translation_key", flat=True)} - public_keys()
    lists = [f"{world.events[language].url}{rest}" for language in ("ar", "en", "fr")
             for rest in ("", "area/548/", "?view=month", "?view=week", "?part_of=x")]  # fmt: skip
    lists += [world.organizers[language].url for language in ("ar", "en")]
    types = [f"?type={each._meta.label}&fields=*" for each in (EventPage, OrganizerPage)]
    v2 = [f"/api/v2/pages/{query}" for query in (*types, f"?search={SECRET}")]
    v2 += [f"/api/v2/pages/{page.pk}/" for page in pages]
    public = [page.url for page in Page.objects.exclude(title__startswith=SECRET) if page.url]
    assert client.get(v2[0]).json()["meta"]["total_count"] > 2
    for address in (*lists, *v2, *public, "/sitemap.xml"):
        said = client.get(address, follow=True).content.decode().lower()
        assert SECRET.lower() not in said, address
        assert not [key for key in keys if key in said], address


@pytest.mark.parametrize("query", ["when=all", "q=Zebra&when=all", "objective=21&when=all"])
def test_no_calendar_speaks_of_it(query: str, world: Any, client: Any):
    closed = Page.objects.get(title=f"{SECRET} umbrella").translation_key
    calendars = [world.organizer.url, world.umbrella.url]
    calendars += [world.events[language].url for language in ("en", "fr")]
    for address in calendars:
        content = client.get(f"{address}feed.ics?{query}").content.decode().replace("\r\n ", "")
        assert "BEGIN:VCALENDAR" in content
        said = content.replace(f"feed.ics?q={SECRET}", "")
        assert SECRET not in said
        assert SECRET.lower() not in said
        assert str(closed) not in said
        assert ("SUMMARY;LANGUAGE=en:Public" in content) == (query == "when=all")


def test_no_calendar_file_of_what_is_not_public_is_given_out(world: Any, client: Any):
    for page in Page.objects.filter(title__startswith=SECRET).type(EventPage):
        for name in ("event.ics", "event.jsonld", *FILES):
            response = client.get(f"{page.url or page.url_path}{name}")
            # A page with a password answers with a form that asks for it.
            assert "text/html" in response.headers.get("Content-Type", ""), page.title
            assert not any(each in response.content for each in (b"BEGIN", b"schema.org/Event"))


def test_no_file_of_a_list_speaks_of_it(world: Any, client: Any):
    lists = [world.events["en"], world.events["fr"], world.organizer, world.umbrella]
    pages = Page.objects.filter(title__startswith=SECRET)
    keys = {str(key) for key in pages.values_list("translation_key", flat=True)} - public_keys()
    queries = ("when=all", "objective=21&when=all", "organizer=hidden&when=all")
    asked = itertools.product(lists, FILES, queries)
    for page, name, query in asked:
        said = words_of(client.get(f"{page.url}{name}?{query}"))
        assert not [each for each in (SECRET, "|hidden:", *keys) if each in said], (page, name)
        assert ("Public" in said) == (query == "when=all")
    for page, name in itertools.product((world.hidden_organizer, *world.closed), FILES):
        response = client.get(f"{page.get_url()}{name}")
        # Not there, or a way to log in, or a form for the password.
        assert response.headers["Content-Type"].startswith("text/html")
        assert b"Public" not in response.content


def words_of(response: Any) -> str:
    """Return all that a file says, also one that is compressed or folded."""
    assert response.status_code == 200
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if content.startswith(b"PK"):
        book = ZipFile(BytesIO(content))
        content = b"".join(book.read(part) for part in book.namelist())
    return content.decode().replace("\r\n ", "")


def test_who_has_passed_a_restriction_sees_more_and_is_not_cached(
    world: Any, client: Any, django_user_model: Any
):
    client.force_login(django_user_model.objects.create_user("member", password="x"))
    response = client.get(f"{world.events['en'].url}?objective=21")
    assert f"{SECRET} private" in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    for name in FILES:
        response = client.get(f"{world.events['en'].url}{name}?objective=21")
        assert f"{SECRET} private" in words_of(response)
        assert "no-store" in response["Cache-Control"]
