"""The list of events as a reader narrows it, through the public page."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import quote

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from tests.adopter.models import GcmTalkPage
from tests.factories import MAY_3, make_event, make_organizer, translated
from tests.test_templates import check, text
from wagtail_migration_events.occurrences.facets import all_facets
from wagtail_migration_events.pages.models import EventIndexPage

pytestmark = pytest.mark.django_db
NOW = timezone.now()
DAY = dt.timedelta(days=1)


def get(client: Any, page: Any, query: str = "") -> BeautifulSoup:
    response = client.get(page.url + query)
    assert response.status_code == 200
    return check(response.content.decode())


def titles(soup: BeautifulSoup) -> list[str]:
    return [text(title) for title in soup.select(".events-card__title")]


def options(soup: BeautifulSoup, parameter: str) -> dict[str, str]:
    """Return what is offered of a facet: the words with the count, by value."""
    inputs = soup.select(f'.events-filters input[name="{parameter}"]')
    return {each["value"]: text(each.parent) for each in inputs}


def links(soup: BeautifulSoup, within: str) -> dict[str, str]:
    return {text(link): link["href"] for link in soup.select(f"{within} a")}


def soon(parent: Any, title: str, days: int = 1, **values: Any) -> Any:
    return make_event(parent, title=title, starts_at=NOW + days * DAY, **values)


def test_values_of_a_filter_are_alternatives_and_filters_add_up(client: Any, site: Any):
    parent = site.events["en"]
    soon(parent, "Talk", 1, attendance_mode="online", gcm_objectives=["13"])
    soon(parent, "Visit", 2, attendance_mode="in_person", gcm_objectives=["13"])
    soon(parent, "Other", 3, attendance_mode="online", gcm_objectives=["8"])
    soup = get(client, parent, "?objective=13&attendance=online&attendance=in_person")
    assert titles(soup) == ["Talk", "Visit"]
    assert text(soup.select_one(".events-found__count")) == "2 events found"
    assert set(options(soup, "objective")) == {"8", "13"}
    assert options(soup, "attendance") == {"in_person": "In person (1)", "online": "Online (1)"}
    chosen = soup.select(".events-filters input[checked]")
    assert {each["value"] for each in chosen} == {"13", "online", "in_person"}
    opened = {text(each.summary) for each in soup.select("details.events-filters__group[open]")}
    assert opened == {"GCM objectives", "Way of attending"}


def test_each_chip_leads_to_the_list_without_it_and_to_its_first_page(client: Any, site: Any):
    parent = site.events["en"]
    mayors = make_organizer(site.organizers["en"], "Mayors", acronym="MM")
    soon(parent, "Talk on cities", organizers=[mayors], gcm_objectives=["13", "8"])
    query = "?q=cities&from=2020-05-01&organizer=mm&objective=13&objective=8"
    soup = get(client, parent, f"{query}&utm_source=mail&page=1&to=")
    chips = links(soup, ".events-chips")
    assert list(chips.values()) == [
        "?from=2020-05-01&objective=8&objective=13&organizer=mm",
        "?q=cities&objective=8&objective=13&organizer=mm",
        "?q=cities&from=2020-05-01&objective=13&organizer=mm",
        "?q=cities&from=2020-05-01&objective=8&organizer=mm",
        "?q=cities&from=2020-05-01&objective=8&objective=13",
        parent.url,
    ]
    assert list(chips)[1] == "Leave out: From: 1 May 2020 ×"
    for address in list(chips.values())[:-1]:
        assert titles(get(client, parent, address)) == ["Talk on cities"]


@pytest.mark.parametrize("query", ["", "?objective=13", "?when=nonsense", "?from=2020-01-01"])
def test_an_event_without_parts_has_no_list_of_them_whatever_is_asked(
    query: str, client: Any, site: Any
):
    event = soon(site.events["en"], "Talk")
    assert not get(client, event, query).select("#event-parts")
    soon(site.events["en"], "Part", part_of=[str(event.translation_key)])
    assert get(client, event, query).select("#event-parts")


@pytest.mark.parametrize("rest", ["when=past", "from=2027-05-01&when=all&view=month"])
def test_without_all_chips_the_same_tab_stays_open(rest: str, client: Any, site: Any):
    make_event(site.events["en"], starts_at=MAY_3)
    soup = get(client, site.events["en"], f"?q=cities&objective=13&{rest}")
    assert links(soup, ".events-chips")["Leave out all filters"] == f"?{rest}"


@pytest.mark.parametrize(
    "query", ["", "?when=past&objective=13", "?from=2027-05-01&organizer=mm&view=month"]
)
def test_a_list_is_the_same_in_another_language(query: str, client: Any, site: Any):
    mayors = make_organizer(site.organizers["en"], "Mayors", acronym="MM")
    make_event(site.events["en"], starts_at=MAY_3, organizers=[mayors])
    also = "&page=2&utm_source=mail" if query else "?page=2"
    soup = get(client, site.events["en"], query + also)
    french = soup.select_one(".events-languages a[lang=fr]")
    assert french["href"] == site.events["fr"].url + query
    assert french.get("rel") == (["nofollow"] if query else None)
    chips = (".events-chips", ".events-periods", ".events-calendar__header h2")
    there = get(client, site.events["fr"], query)
    assert [len(soup.select(each)) for each in chips] == [len(there.select(e)) for e in chips]


def test_the_form_keeps_what_it_has_no_input_for(client: Any, site: Any):
    soon(site.events["en"], "Talk", sdgs=["10"])
    soup = get(client, site.events["en"], "?sdg=10&when=all&utm_source=mail&objective=13")
    hidden = soup.select(".events-filters input[type=hidden]")
    assert [(each["name"], each["value"]) for each in hidden] == [("when", "all"), ("sdg", "10")]


def test_periods_are_links_that_keep_the_filters(client: Any, site: Any):
    parent = site.events["en"]
    for title, start, end in (("Soon", 2, 3), ("Now", -1, 1), ("Gone", -3, -2)):
        make_event(
            parent,
            title=title,
            starts_at=NOW + start * DAY,
            ends_at=NOW + end * DAY,
            attendance_mode="online",
        )
    found = {}
    periods = links(get(client, parent, "?attendance=online&page=4"), ".events-periods")
    for name, address in periods.items():
        soup = get(client, parent, address)
        assert text(soup.select_one(".events-periods [aria-current]")) == name
        assert soup.select(".events-filters input[value=online][checked]")
        found[name] = titles(soup)
    assert found == {
        "Upcoming": ["Now", "Soon"],
        "Now": ["Now"],
        "Past": ["Gone"],
        "All": ["Now", "Soon", "Gone"],
    }


def test_headings_are_now_then_months_and_days_of_the_events_own_clock(client: Any, site: Any):
    parent = site.events["fr"]
    new_year = dt.datetime(2099, 12, 31, 23, 30, tzinfo=dt.UTC)
    make_event(parent, title="Tokyo", starts_at=new_year, timezone="Asia/Tokyo")
    make_event(
        parent, title="Lima", starts_at=new_year + dt.timedelta(hours=2), timezone="America/Lima"
    )
    make_event(
        parent, title="Month", starts_at=new_year.replace(day=1, hour=0), date_precision="month"
    )
    make_event(parent, title="Now", starts_at=NOW - DAY, ends_at=NOW + DAY)
    this_month = NOW.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    make_event(parent, title="Some day", starts_at=this_month, date_precision="month")
    headings = get(client, parent).select(".events-list__day, .events-card__title")
    named = [text(heading) for heading in headings]
    assert (named[1], named[3]) == ("Now", "Some day")
    assert named[4:] == [
        "décembre 2099", "Month", "31 décembre 2099", "Lima", "1 janvier 2100", "Tokyo",
    ]  # fmt: skip


@time_machine.travel(MAY_3 - DAY, tick=False)
def test_a_date_under_which_an_event_stands_says_if_it_is_cancelled(client: Any, site: Any):
    hours = [MAY_3 + DAY * number for number in (-3, 0, 1)]
    statuses = ("scheduled", "cancelled", "scheduled")
    make_event(
        site.events["en"],
        timezone="Europe/Zurich",
        dates=[
            {"key": str(at), "starts_at": at.isoformat(), "status": status}
            for at, status in zip(hours, statuses, strict=True)
        ],
    )
    soup = get(client, site.events["en"])  # the next date that goes ahead
    assert text(soup.select_one(".events-list__day")) == "4 May 2027"
    assert len(soup.select(".events-card__when")) == 1
    soup = get(client, site.events["en"], "?from=2027-05-03&to=2027-05-03")
    assert text(soup.select_one(".events-list__day")) == "3 May 2027"
    whole, this = (text(each) for each in soup.select(".events-card__when"))
    assert whole == "30 April – 4 May 2027 3 dates"
    assert this == "3 May 2027 15:00 Central European Summer Time (UTC+2) Cancelled"


def test_days_that_were_asked_for_stand_in_their_order_also_if_past(client: Any, site: Any):
    parent = site.events["en"]
    for day in (3, 5, 4):
        make_event(
            parent, title=f"Day {day}", starts_at=dt.datetime(2020, 5, day, 9, tzinfo=dt.UTC)
        )
    soup = get(client, parent, "?from=2020-05-04&to=2020-05-05")
    assert titles(soup) == ["Day 4", "Day 5"]
    assert [text(each) for each in soup.select(".events-list__day")] == ["4 May 2020", "5 May 2020"]
    assert [text(chip) for chip in soup.select(".events-chip bdi")] == ["4 May 2020", "5 May 2020"]
    assert soup.select_one("input[name=from]")["value"] == "2020-05-04"


def test_a_long_filter_shows_the_most_frequent_values_in_their_usual_order(client: Any, site: Any):
    parent = site.events["en"]
    for number in range(1, 21):
        soon(parent, f"Event {number}", gcm_objectives=[str(number), "20"])
    soon(parent, "One more", gcm_objectives=["19", "17"])
    soup = get(client, parent, "?objective=18")
    group = soup.find("input", value="18").find_parent(class_="events-filters__group")
    others = {each["value"] for each in group.select(".events-filters__others input")}
    every = [each["value"] for each in group.select("input")]
    shown = [value for value in every if value not in others]
    assert len(shown) == 12
    assert shown == sorted(shown, key=int)
    assert {"17", "18", "19", "20"} <= set(shown)
    assert text(group.select_one(".events-filters__others summary")) == "8 more"


def test_an_umbrella_says_how_many_of_its_parts_are_in_the_list(client: Any, site: Any):
    parent = site.events["en"]
    umbrella = soon(parent, "Week")
    key = [str(umbrella.translation_key)]
    part = soon(parent, "Part", part_of=key, attendance_mode="online")
    soon(parent, "Part too", part_of=key)
    soon(parent, "Draft", part_of=key, live=False)
    card = get(client, parent).select_one(".events-card__parts a")
    assert (text(card), card["href"]) == (
        "2 events of this list are part of it",
        f"{umbrella.url}#event-parts",
    )
    page = get(client, umbrella)
    way = page.select_one(".events-page__parts")
    assert text(way) == "Events that are part of this one (2)"
    assert page.select_one(way.a["href"])
    assert not get(client, part).select(".events-page__parts")


def test_an_empty_list_leads_to_the_nearest_that_is_not(client: Any, site: Any):
    parent = site.events["en"]
    soon(parent, "Talk", attendance_mode="online", gcm_objectives=["13"])
    soon(parent, "More", attendance_mode="online", gcm_objectives=["13"])
    make_event(parent, title="Old", starts_at=NOW - 9 * DAY, attendance_mode="hybrid")
    soup = get(client, parent, "?attendance=hybrid&objective=13")
    assert titles(soup) == []
    hints = [text(item) for item in soup.select(".events-empty li")]
    assert hints == ["Leave out the filter “Way of attending” (2)"]
    [address] = links(soup, ".events-empty").values()
    assert set(titles(get(client, parent, address))) == {"Talk", "More"}
    soup = get(client, parent, "?attendance=hybrid")
    assert links(soup, ".events-empty")["Look at all times"] == "?attendance=hybrid&when=all"


def test_only_a_list_that_is_narrowed_is_kept_from_search_engines(client: Any, site: Any):
    umbrella = soon(site.events["en"], "Week")
    organizer = make_organizer(site.organizers["en"])
    for page in (site.events["en"], umbrella, organizer):
        for query in ("", "?page=2", "?utm_source=x", "?q=", "?unknown=1"):
            assert not get(client, page, query).select("meta[name=robots]")
        for query in ("?q=a", "?objective=13", "?when=past", "?from=never"):
            assert get(client, page, query).select_one("meta[name=robots]")["content"] == "noindex"


def test_the_pages_of_organizers_and_umbrellas_have_filters_too(client: Any, site: Any):
    parent = site.events["en"]
    organizer = make_organizer(site.organizers["en"], "Mayors")
    umbrella = soon(parent, "Week")
    held = {"organizers": [organizer], "part_of": [str(umbrella.translation_key)]}
    soon(parent, "Online", attendance_mode="online", **held)
    make_event(parent, title="Old", starts_at=NOW - 9 * DAY, attendance_mode="hybrid", **held)
    soon(parent, "Of others", attendance_mode="online")
    for page in (organizer, umbrella):
        soup = get(client, page)
        assert titles(soup) == ["Online", "Old"]
        assert options(soup, "attendance") == {
            "online": "Online (1)",
            "hybrid": "In person and online (1)",
        }
        assert titles(get(client, page, "?attendance=hybrid")) == ["Old"]
        assert titles(get(client, page, "?attendance=in_person")) == []


@pytest.mark.parametrize(
    "query",
    [
        "objective=99",
        "objective=13&objective=99&attendance=nowhere",
        "from=2027-05-05&to=2027-05-01",
        "from=0000-01-01",
        "to=99999-01-01",
        "from=2027-02-30",
        "when=someday",
        "q=%00",
        "q=%00%00&objective=%00",
        "q=" + "a" * 10_000,
        "organizer=" + quote("' OR 1=1; DROP TABLE x; --"),
        "part_of=not-a-key",
        "&".join(["objective=13"] * 199 + ["objective=x"]),
        "&".join(f"type=t{number}" for number in range(200)),
        "&".join(f"q={number}" for number in range(200)),
    ],
)
def test_what_is_not_understood_is_said_and_finds_nothing(query: str, client: Any, site: Any):
    soon(site.events["en"], "Talk", attendance_mode="online")
    organizer = make_organizer(site.organizers["en"])
    soup = get(client, site.events["en"], f"?{query}")
    notice = soup.select_one(".events-notice[role=status]")
    assert notice.select("li")
    assert titles(soup) == []
    assert len(str(soup)) < 100_000
    assert get(client, organizer, f"?{query}").select(".events-notice")


def test_text_with_invisible_characters_is_searched_for_without_them(client: Any, site: Any):
    soon(site.events["en"], "Talk")
    soon(site.events["en"], "Visit")
    soup = get(client, site.events["en"], "?q=" + quote("\u202eTalk\u202c"))
    assert "invisible" in text(soup.select_one(".events-notice"))
    assert titles(soup) == ["Talk"]
    assert "\u202e" not in str(soup)


def test_text_like_sql_and_markup_is_only_text(client: Any, site: Any):
    soon(site.events["en"], "Talk")
    for words in ("' OR '1'='1", '"><script>alert(1)</script>', "%", "_", "\\", "Talk' DROP --"):
        soup = get(client, site.events["en"], f"?q={quote(words)}")
        assert titles(soup) == []
        assert soup.select_one("input[name=q]")["value"] == words
        scripts = soup.find_all("script", type=lambda kind: kind != "application/ld+json")
        assert not [tag for tag in scripts if not tag.get("src")]


@pytest.mark.parametrize("number", ["0", "-1", "1000000000", "x", "%00", "1.5"])
def test_a_page_number_that_is_none_is_said_and_keeps_the_filters(
    number: str, client: Any, site: Any
):
    soon(site.events["en"], "Talk", attendance_mode="online")
    soon(site.events["en"], "Visit", attendance_mode="in_person")
    soup = get(client, site.events["en"], f"?attendance=online&page={number}")
    assert titles(soup) == ["Talk"]
    assert text(soup.select_one(".events-notice li")).startswith("That page")
    assert not get(client, site.events["en"], "?attendance=online&page=1").select(".events-notice")


def test_an_event_that_is_not_translated_is_there_once_marked_and_linked(client: Any, site: Any):
    both = soon(site.events["en"], "Meeting")
    translated(both, "fr", title="Réunion")
    only = soon(site.events["en"], "Talk", 2)
    soup = get(client, site.events["fr"])
    assert titles(soup) == ["Réunion", "Talk"]
    french, english = soup.select(".events-card__title a")
    assert not french.get("lang")
    assert (english["lang"], english["hreflang"], english["href"]) == ("en", "en", only.url)


CHOSEN = "?type=webinar&objective=13&area=002&attendance=online&spoken=fr&registration=open"


def beyond_routing(client: Any, address: str, monkeypatch: Any) -> tuple[int, list[str]]:
    """Return how many queries a list takes beyond Wagtail's routing, and the titles it shows."""

    def queries() -> tuple[int, str]:
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            response = client.get(address)
        assert response.status_code == 200
        return len(captured), response.content.decode()

    with monkeypatch.context() as patch:
        patch.setattr(EventIndexPage, "serve", lambda *args, **kwargs: HttpResponse())
        routing, _nothing = queries()
    number, html = queries()
    return number - routing, titles(check(html))


def with_everything(parent: Any, title: str, organizers: Any, **values: Any) -> Any:
    """Add an event that has something of every filter that a list has as a rule."""
    return soon(
        parent,
        title,
        event_type="webinar",
        gcm_objectives=["13"],
        areas=["404"],
        attendance_mode="online",
        languages=[{"language": "fr", "kind": "working"}],
        organizers=organizers,
        registration_url="https://example.org/",
        **values,
    )


@pytest.mark.parametrize(
    ("query", "most"),
    [("", 12), (CHOSEN, 12), (f"{CHOSEN}&organizer=o-0", 12), (f"{CHOSEN}&from=2020-01-01", 12)],
)
def test_a_list_with_all_filters_takes_twelve_queries_beyond_wagtails_routing(
    query: str, most: int, client: Any, site: Any, settings: Any, monkeypatch: Any
):
    settings.WAGTAIL_MIGRATION_EVENTS_PAGE_SIZE = 40
    counts = []
    made, first = 0, None
    for number in (3, 30):
        while made < number:
            held = [make_organizer(site.organizers["en"], f"O {made}", code=f"o-{made}")]
            first = first or held[0]
            held = list(dict.fromkeys([first, *held]))
            with_everything(site.events["en"], f"Event {made}", held)
            made += 1
        queries, shown = beyond_routing(client, site.events["en"].url + query, monkeypatch)
        assert len(shown) == made
        counts.append(queries)
    assert counts[0] == counts[1]
    assert counts[0] <= most


@pytest.mark.parametrize(
    ("filters", "most"),
    # With every filter there is, the names of umbrella events are read too.
    [(None, 12), (lambda: [{"facet": facet.parameter} for facet in all_facets()], 13)],
)
def test_so_it_does_where_languages_are_missing_and_pages_are_closed(
    filters: Any, most: int, client: Any, site: Any, monkeypatch: Any
):
    held = [make_organizer(site.organizers["en"], "Mayors", code="mayors")]
    facts = {"audiences": ["youth"], "workstream": "1"}
    week = with_everything(site.events["en"], "Week", held, **facts)
    facts["part_of"] = [str(week.translation_key)]
    for title, live in (("Both", True), ("Draft", False)):
        event = with_everything(site.events["en"], title, held, **facts)
        translated(event, "fr", title=f"{title} in French", live=live)
    closed = with_everything(site.events["fr"], "Closed", held, **facts)
    for kind in ("login", "password", "groups"):
        PageViewRestriction.objects.create(page=closed, restriction_type=kind)
    closed.create_alias(parent=site.events["fr"], update_slug="alias")
    index = site.events["fr"]
    index.listed_filters = filters() if filters else []
    index.save_revision().publish()
    queries, shown = beyond_routing(client, f"{index.url}{CHOSEN}&organizer=mayors", monkeypatch)
    assert sorted(shown) == ["Both in French", "Draft", "Week"]
    assert queries <= most


def test_every_class_of_event_has_its_own_card_in_one_list(client: Any, site: Any):
    soon(site.events["en"], "Page")
    soon(site.events["en"], "Talk", 2, model=GcmTalkPage)
    assert titles(get(client, site.events["en"])) == ["Page", "Talk"]
