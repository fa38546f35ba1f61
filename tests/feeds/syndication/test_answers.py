"""The feeds of what was published lately."""

from __future__ import annotations

import datetime as dt
from typing import Any
from xml.etree import ElementTree

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.adopter.models import AssemblyPage
from tests.factories import make_event, make_organizer, translated
from tests.feeds.representations import ATOM, atom_entries, get, rss_items
from wagtail_migration_events.feeds.syndication import answers

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2027, 5, 3, 12, 0, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture(autouse=True)
def clock() -> Any:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def channel(client: Any, page: Any, query: str = "") -> Any:
    response = get(client, f"{page.url}feed.rss{query}")
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert response["X-Robots-Tag"] == "noindex"
    return ElementTree.fromstring(response.content).find("channel")


def atom(client: Any, page: Any, query: str = "") -> Any:
    response = get(client, f"{page.url}feed.atom{query}")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def item(client: Any, page: Any) -> tuple[Any, str]:
    """Return the one item of a feed, and its text in words."""
    [found] = rss_items(get(client, f"{page.url}feed.rss"))
    soup = BeautifulSoup(found.findtext("description"), "html.parser")
    return soup, "\n".join(" ".join(line.get_text().split()) for line in soup.find_all("p"))


def link(feed: Any, relation: str) -> str:
    return str(feed.find(f"{ATOM}link[@rel='{relation}']").get("href"))


def test_an_item_is_dated_by_its_publication_and_says_in_words_when_the_event_is(
    site: Any, client: Any, clock: Any
):
    mayors = make_organizer(site.organizers["en"], "Mayors Mechanism")
    page = make_event(
        site.events["en"], title="Talk & <b>walk</b>", summary="Line <one>\nline two",
        starts_at=NOON + 20 * DAY, timezone="Africa/Nairobi", venue="Room 1\nNairobi",
        country="404", attendance_mode="hybrid", event_status="rescheduled",
        previous_starts_at=NOON + 9 * DAY, gcm_objectives=["13"], organizers=[mayors],
    )  # fmt: skip
    clock.shift(DAY)
    page.starts_at += DAY
    page.save_revision().publish()
    [entry] = rss_items(get(client, f"{site.events['en'].url}feed.rss"))
    assert entry.findtext("title") == "Talk & <b>walk</b>"
    assert entry.findtext("link") == page.full_url
    assert entry.findtext("pubDate") == "Mon, 03 May 2027 12:00:00 +0000"
    assert entry.findtext(f"{ATOM}updated") == "2027-05-04T12:00:00+00:00"
    assert entry.findtext("guid") == f"urn:uuid:{page.translation_key}"
    assert entry.find("guid").get("isPermaLink") == "false"
    assert entry.find(f"{DUBLIN_CORE}language") is None
    [category] = entry.findall("category")
    assert category.get("domain") == "gcm_objectives"
    assert category.text.startswith("13 ")
    soup, words = item(client, site.events["en"])
    assert words == (
        "Rescheduled: was 12 May 2027\n"
        "24 May 2027, 15:00 East Africa Time (UTC+3)\n"
        "Room 1 Nairobi · Kenya\n"
        "In person and online\n"
        "Mayors Mechanism\n"
        "Line <one>line two"
    )
    assert soup.find("one") is None


def test_atom_says_the_same(site: Any, client: Any, clock: Any):
    page = make_event(site.events["en"], title="A & B", starts_at=NOON, gcm_objectives=["13"])
    clock.shift(DAY)
    page.save_revision().publish()
    feed = atom(client, site.events["en"], "?when=all&utm_source=x")
    [entry] = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "A & B"
    assert entry.findtext(f"{ATOM}id") == f"urn:uuid:{page.translation_key}"
    assert entry.findtext(f"{ATOM}published") == "2027-05-03T12:00:00+00:00"
    assert entry.findtext(f"{ATOM}updated") == "2027-05-04T12:00:00+00:00"
    assert feed.findtext(f"{ATOM}updated") == "2027-05-04T12:00:00+00:00"
    assert link(entry, "alternate") == page.full_url
    assert entry.find(f"{ATOM}category").get("term") == "gcm_objectives:13"
    assert entry.find(f"{ATOM}category").get("label").startswith("13 ")
    assert link(feed, "self") == f"{site.events['en'].full_url}feed.atom?when=all"
    assert link(feed, "alternate") == f"{site.events['en'].full_url}?when=all"
    assert feed.get(XML_LANG) == "en"
    assert feed.findtext(f"{ATOM}author/{ATOM}name")


def test_the_identifier_of_a_feed_is_its_own_for_each_language_and_choice(site: Any, client: Any):
    feeds = [
        atom(client, site.events[language], query)
        for language in ("en", "fr")
        for query in ("", "?objective=13")
    ]
    found = [feed.findtext(f"{ATOM}id") for feed in feeds]
    assert len(set(found)) == 4
    assert all(each.startswith("urn:uuid:") for each in found)
    site.events["en"].slug = "renamed"
    site.events["en"].save()
    assert atom(client, site.events["en"]).findtext(f"{ATOM}id") == found[0]


def test_the_newest_come_first_and_not_too_many(
    site: Any, client: Any, clock: Any, monkeypatch: Any
):
    monkeypatch.setattr(answers, "MOST_ITEMS", 3)
    for number in range(5):
        make_event(site.events["en"], title=f"E{number}", starts_at=NOON + (9 - number) * DAY)
        clock.shift(HOUR)
    unknown = make_event(site.events["en"], title="Nobody knows since when", starts_at=NOON + DAY)
    type(unknown).objects.filter(pk=unknown.pk).update(
        first_published_at=None, last_published_at=None
    )
    titles = [
        each.findtext("title")
        for each in rss_items(get(client, site.events["en"].url + "feed.rss"))
    ]
    assert titles == ["E4", "E3", "E2"]
    monkeypatch.setattr(answers, "MOST_ITEMS", 50)
    entries = atom_entries(get(client, f"{site.events['en'].url}feed.atom?page=2"))
    assert len(entries) == 6
    assert entries[-1].findtext(f"{ATOM}title") == "Nobody knows since when"
    assert entries[-1].find(f"{ATOM}published") is None
    assert entries[-1].findtext(f"{ATOM}updated")


def test_an_item_in_another_language_than_the_feed_says_so(site: Any, client: Any):
    page = make_event(site.events["en"], title="Talk", summary="Words", starts_at=NOON + DAY)
    assert channel(client, site.events["ar"]).findtext("language") == "ar"
    [entry] = rss_items(get(client, f"{site.events['ar'].url}feed.rss"))
    assert entry.findtext(f"{DUBLIN_CORE}language") == "en"
    [entry] = atom_entries(get(client, f"{site.events['ar'].url}feed.atom"))
    assert entry.get(XML_LANG) == "en"
    soup, _words = item(client, site.events["ar"])
    assert (soup.div["lang"], soup.div["dir"]) == ("ar", "rtl")
    assert soup.find("span", lang="en").text == "Words"
    translated(page, "ar", title="لقاء")
    [entry] = atom_entries(get(client, f"{site.events['ar'].url}feed.atom"))
    assert entry.get(XML_LANG) is None
    assert entry.findtext(f"{ATOM}title") == "لقاء"
    assert entry.findtext(f"{ATOM}id") == f"urn:uuid:{page.translation_key}"


def test_a_feed_of_an_organizer_and_of_an_umbrella(site: Any, client: Any, clock: Any):
    mayors = make_organizer(site.organizers["en"], "Mayors")
    umbrella = make_event(site.events["en"], title="Week", starts_at=NOON)
    clock.shift(HOUR)
    part = {"part_of": [str(umbrella.translation_key)], "organizers": [mayors]}
    make_event(umbrella, title="Part", starts_at=NOON - 30 * DAY, **part)
    make_event(site.events["en"], title="Other", starts_at=NOON + DAY)
    for page, titles in ((mayors, ["Part"]), (umbrella, ["Part", "Week"])):
        feed = channel(client, page)
        assert feed.findtext("title").startswith(page.title)
        assert [each.findtext("title") for each in feed.findall("item")] == titles


def test_where_nothing_is_found_the_feed_says_why_and_does_not_change(
    site: Any, client: Any, clock: Any
):
    empty = channel(client, site.events["en"])
    assert empty.findtext("description").endswith("No events yet.")
    make_event(site.events["en"], starts_at=NOON)
    unknown = channel(client, site.events["en"], "?objective=99&from=tomorrow")
    assert not unknown.findall("item")
    assert "“99” is not among the values." in unknown.findtext("description")
    assert "Write a day as" in unknown.findtext("description")
    assert unknown.findtext("description").endswith("No event has all of this.")
    before = atom(client, site.events["en"], "?q=nowhere").findtext(f"{ATOM}updated")
    clock.shift(DAY)
    assert atom(client, site.events["en"], "?q=nowhere").findtext(f"{ATOM}updated") == before


@pytest.mark.parametrize("query", ["q=%00%0b", "q=%ed%a0%80", "from=%F0", "objective=" + "9" * 999])
@pytest.mark.parametrize("name", ["feed.rss", "feed.atom", "export.csv", "export.xlsx"])
def test_nonsense_is_never_an_error(name: str, query: str, site: Any, client: Any):
    for page in (site.events["en"], make_organizer(site.organizers["en"])):
        get(client, f"{page.url}{name}?{query}")


def test_a_footnote_stands_where_an_area_is_named_that_needs_it(site: Any, client: Any):
    make_event(site.events["en"], title="Talk", starts_at=NOON, country="XKX")
    assert "1244" in item(client, site.events["en"])[1]
    assert "Kosovo*" in item(client, site.events["en"])[1]


def test_a_class_without_most_fields_has_an_item(site: Any, client: Any):
    make_event(site.events["en"], AssemblyPage, title="Assembly", opens=NOON + DAY)
    assert (
        item(client, site.events["en"])[1] == "4 May 2027, 12:00 Coordinated Universal Time (UTC)"
    )


def test_pages_name_their_feeds_and_tables_with_what_the_reader_has_chosen(site: Any, client: Any):
    mayors = make_organizer(site.organizers["en"], "Mayors", code="mayors")
    make_event(site.events["en"], starts_at=NOON, gcm_objectives=["13"], organizers=[mayors])
    index = site.events["en"].url

    def links(address: str, selector: str) -> list[str]:
        soup = BeautifulSoup(client.get(address).content, "html.parser")
        return [str(each["href"]) for each in soup.select(selector)]

    in_head = "head link[rel=alternate][type]"
    feeds = [f"{index}feed.rss?objective=13", f"{index}feed.atom?objective=13"]
    files = [f"{index}{name}?objective=13" for name in ("feed.rss", "export.csv", "export.xlsx")]
    for address in ("?utm_source=x&objective=13", "objective/13/"):
        assert links(index + address, in_head) == feeds
        assert links(index + address, ".events-files a") == files
        calendar = f"{index}feed.ics?objective=13"
        assert links(index + address, ".events-subscribe a") == [
            calendar,
            f"webcal://localhost{calendar}",
        ]
    assert links(f"{index}organizer/mayors/", in_head)[0] == f"{index}feed.rss?organizer=mayors"
    assert links(f"{index}?view=month&from=2027-05-01&objective=13", in_head) == feeds
    assert links(mayors.url, in_head)[0] == f"{mayors.url}feed.rss"


@pytest.mark.parametrize("name", ["feed.rss", "feed.atom"])
def test_the_number_of_queries_does_not_depend_on_the_number_of_items(
    name: str, site: Any, client: Any
):
    mayors = make_organizer(site.organizers["en"], "Mayors")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            get(client, f"{site.events['en'].url}{name}")
        return len(captured)

    def add() -> None:
        page = make_event(
            site.events["en"], starts_at=NOON, organizers=[mayors], event_status="cancelled",
            status_reason="Storm", event_type="workshop", gcm_objectives=["13"],
        )  # fmt: skip
        translated(page, "fr")

    add()
    queries()
    few = queries()
    for _number in range(4):
        add()
    assert queries() == few <= 25
