"""The events of an index page as a month and as a week, as a reader gets them."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import parse_qs

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from tests.adopter.models import GcmTalkPage, LegacyMeetingPage, TownHallPage
from tests.factories import MAY_3, make_event, make_page, translated
from wagtail_migration_events.listings.calendar_page import MOST_BY_MONTH, MOST_IN_A_DAY
from wagtail_migration_events.occurrences.rebuilding import rebuild
from wagtail_migration_events.pages.models import EventPage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noted_templates")]

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
MAY = "view=month&from=2027-05-20"


def shown(client: Any, page: Any, query: str = MAY) -> BeautifulSoup:
    response = client.get(f"{page.url}?{query}")
    assert response.status_code == 200
    return BeautifulSoup(response.content.decode(), "html5lib")


def text(element: Any) -> str:
    return " ".join(element.get_text(" ").split())


def days(soup: BeautifulSoup) -> dict[str, list[str]]:
    """Return the titles that stand on each day, days without any left out."""
    cells = soup.select("td:has(time.events-day__date)")
    found = {
        cell.time["datetime"]: [text(link) for link in cell.select(".events-entry a")]
        for cell in cells
    }
    return {day: titles for day, titles in found.items() if titles}


def entry(soup: BeautifulSoup, day: str) -> str:
    return text(soup.select_one(f"td:has(time[datetime='{day}']) .events-entry"))


def test_an_event_stands_on_its_day_with_hour_zone_way_of_attending_and_status(
    client: Any, site: Any
):
    event = make_event(
        site.events["en"],
        title="Briefing",
        starts_at=MAY_3,
        ends_at=MAY_3 + HOUR,
        timezone="Europe/Zurich",
        attendance_mode="online",
        event_status="cancelled",
    )
    soup = shown(client, site.events["en"])
    assert days(soup) == {"2027-05-03": ["Briefing"]}
    assert entry(soup, "2027-05-03") == "15:00–16:00 UTC+2 Briefing Cancelled Online"
    assert soup.select_one(".events-entry a")["href"] == event.url
    assert "its own time zone" in text(soup.caption)


def test_a_month_is_a_table_that_can_be_heard(client: Any, site: Any):
    make_event(site.events["en"], starts_at=MAY_3)
    soup = shown(client, site.events["en"])
    table = soup.select_one("table")
    assert text(table.caption).startswith("Events of May 2027.")
    names = [text(name) for name in table.select("thead th[scope=col]")]
    # Read out in full; "понедельник" would not fit into its column.
    assert (names[0], len(names)) == ("Mon Monday", 7)
    assert [each.get("aria-hidden") for each in table.th.select("span")] == ["true", None]
    assert [len(row.find_all("td")) for row in table.select("tbody tr")] == [7] * 6
    cell = table.select_one("td:has(time[datetime='2027-05-03'])")
    assert text(cell.select_one(".events-day__full")) == "Monday, 3 May 2027"
    assert soup.find(id=soup.select_one("section.events-calendar")["aria-labelledby"])


def test_an_event_over_midnight_and_over_the_end_of_the_month_stands_on_both_days(
    client: Any, site: Any
):
    start = dt.datetime(2027, 5, 31, 20, tzinfo=dt.UTC)
    make_event(
        site.events["en"],
        title="Night",
        starts_at=start,
        ends_at=start + 4 * HOUR,
        timezone="Europe/Zurich",
    )
    may, june = (
        shown(client, site.events["en"], f"view=month&from=2027-{month}-01")
        for month in ("05", "06")
    )
    assert days(may) == {"2027-05-31": ["Night"]}
    assert entry(may, "2027-05-31") == "22:00 UTC+2 Night"
    assert days(june) == {"2027-06-01": ["Night"]}
    assert entry(june, "2027-06-01") == "until 02:00 UTC+2 Night"


def test_each_of_several_dates_stands_on_its_day_with_its_own_status(client: Any, site: Any):
    rows = [
        {"key": str(day), "starts_at": f"2027-05-{day}T09:00:00+00:00", "status": status}
        for day, status in ((16, "scheduled"), (18, "cancelled"))
    ]
    make_event(site.events["en"], title="Mornings", dates=rows, timezone="UTC")
    soup = shown(client, site.events["en"])
    assert days(soup) == {"2027-05-16": ["Mornings"], "2027-05-18": ["Mornings"]}
    assert entry(soup, "2027-05-16") == "09:00 UTC Mornings"
    assert entry(soup, "2027-05-18") == "09:00 UTC Mornings Cancelled"


def test_an_event_of_which_only_the_month_is_known_stands_above_the_days(client: Any, site: Any):
    make_event(site.events["en"], title="Some day", starts_at=MAY_3, date_precision="month")
    make_event(site.events["en"], title="No date")
    for query in (MAY, "view=week&from=2027-05-20"):
        soup = shown(client, site.events["en"], query)
        strip = soup.select_one(".events-calendar__by-month")
        assert text(strip) == "Sometime in this month May 2027 Some day"
        assert days(soup) == {}


def test_a_week_is_one_row_of_seven_days_with_their_dates(client: Any, site: Any):
    make_event(site.events["en"], title="Briefing", starts_at=MAY_3, timezone="UTC")
    soup = shown(client, site.events["en"], "view=week&from=2027-05-05")
    assert text(soup.select_one("section.events-calendar h2")) == "3–9 May 2027"
    assert [text(name) for name in soup.select("th[scope=col]")][:2] == ["Mon, 3 May", "Tue, 4 May"]
    assert len(soup.select("tbody td")) == 7
    assert days(soup) == {"2027-05-03": ["Briefing"]}


def test_arabic_has_its_own_week_names_and_direction(client: Any, site: Any):
    make_event(site.events["ar"], title="اجتماع", starts_at=MAY_3)
    soup = shown(client, site.events["ar"])
    assert soup.html["dir"] == "rtl"
    assert text(soup.select_one("section.events-calendar h2")) == "مايو 2027"
    assert text(soup.th.select_one(".events-hidden")) == "السبت"


def test_an_event_of_another_language_is_marked_and_leads_to_its_own_page(client: Any, site: Any):
    event = make_event(site.events["en"], title="Meeting", starts_at=MAY_3)
    other = make_event(site.events["en"], title="Talk", starts_at=MAY_3 + DAY)
    translated(other, "fr", title="Exposé")
    soup = shown(client, site.events["fr"])
    links = {link.string: link for link in soup.select(".events-entry a")}
    assert set(links) == {"Meeting", "Exposé"}
    assert (links["Meeting"]["lang"], links["Meeting"]["dir"]) == ("en", "ltr")
    assert links["Meeting"]["href"] == event.url
    assert "anglais" in entry(soup, "2027-05-03")
    assert not links["Exposé"].has_attr("lang")


def test_an_imported_page_in_other_words_is_marked_with_the_language_of_these(
    client: Any, site: Any, monkeypatch: Any
):
    make_event(site.events["fr"], title="Meeting", starts_at=MAY_3, external_source="example.org")

    def tell(pages: Any) -> dict[int, str]:
        return {page.pk: "en" for page in pages}

    monkeypatch.setattr("wagtail_migration_events.groups.written_language._tellers", [tell])
    assert shown(client, site.events["fr"]).select_one(".events-entry a")["lang"] == "en"


def test_the_kosovo_footnote_stands_below_the_days_on_which_kosovo_is_named(
    client: Any, site: Any, settings: Any
):
    settings.WAGTAIL_MIGRATION_EVENTS_KOSOVO_FOOTNOTE = "when_named"
    make_event(site.events["en"], title="In Pristina", country="XKX", starts_at=MAY_3)
    make_event(site.events["en"], title="Kosovo and others", starts_at=MAY_3 + 14 * DAY)
    for day, footnotes in (("03", 1), ("10", 0), ("17", 1)):
        soup = shown(client, site.events["en"], f"view=week&from=2027-05-{day}")
        assert len(soup.select(".events-footnotes")) == footnotes, day


def test_events_of_all_classes_stand_there(client: Any, site: Any):
    models = (EventPage, GcmTalkPage, TownHallPage, LegacyMeetingPage)
    for number, model in enumerate(models):
        make_event(site.events["en"], model, title=str(number), starts_at=MAY_3 + number * DAY)
    found = days(shown(client, site.events["en"]))
    assert found == {f"2027-05-0{3 + number}": [str(number)] for number in range(4)}


@pytest.fixture
def hidden(site: Any) -> list[Any]:
    """Events on one day that nobody may be shown on this site."""
    values = {"starts_at": MAY_3, "date_precision": "time"}
    draft = make_event(site.events["en"], title="Draft", live=False, **values)
    closed = make_page(type(site.events["en"]), site.home["en"], title="Closed")
    PageViewRestriction.objects.create(page=closed, restriction_type="password", password="x")
    private = make_event(closed, title="Private", **values)
    expired = make_event(site.events["en"], title="Expired", **values)
    Page.objects.filter(pk=expired.pk).update(expire_at=timezone.now() - HOUR)
    root = make_page(Page, Page.objects.get(depth=1), title="Other", locale=draft.locale)
    Site.objects.create(hostname="other.example.org", root_page=root)
    theirs = make_event(root, title="Of another site", **values)
    return [draft, private, expired, theirs]


@pytest.mark.parametrize("precision", ["time", "day", "month"])
def test_what_nobody_may_see_is_in_no_cell_and_in_no_number(
    client: Any, site: Any, hidden: list[Any], precision: str
):
    for event in hidden:
        EventPage.objects.filter(pk=event.pk).update(date_precision=precision)
    list(rebuild())
    for number in range(MOST_IN_A_DAY["month"] + 1):
        title = f"Public {number}"
        make_event(site.events["en"], title=title, starts_at=MAY_3 + number * HOUR / 4)
    for query in (MAY, "view=week&from=2027-05-03"):
        soup = shown(client, site.events["en"], query)
        assert [title[:6] for title in days(soup)["2027-05-03"]] == ["Public"] * 5
        assert not soup.select(".events-calendar__by-month")
        assert not soup.select(".events-day__more")
        assert not [event for event in hidden if event.title in soup.get_text()]


def test_what_nobody_may_see_does_not_widen_the_calendar(client: Any, site: Any):
    far = timezone.now() + 1000 * DAY
    make_event(site.events["en"], starts_at=far, live=False)
    url = f"{site.events['en'].url}?view=month&from={far:%Y-%m-%d}"
    assert client.get(url).status_code == 404
    make_event(site.events["en"], starts_at=far)
    assert client.get(url).status_code == 200


def test_a_full_day_shows_some_and_a_link_to_its_list_in_the_same_filters(client: Any, site: Any):
    for number in range(MOST_IN_A_DAY["month"] + 3):
        make_event(
            site.events["en"],
            title=f"Event {number}",
            starts_at=MAY_3 + number * HOUR / 4,
            timezone="UTC",
            gcm_objectives=["13"],
        )
    soup = shown(client, site.events["en"], f"{MAY}&objective=13&when=past&utm_source=x")
    assert days(soup) == {"2027-05-03": ["Event 0", "Event 1", "Event 2", "Event 3"]}
    more = soup.select_one("a.events-day__more")
    assert text(more) == "3 more : Monday, 3 May 2027"
    assert more["href"] == "?objective=13&from=2027-05-03&to=2027-05-03"
    response = client.get(site.events["en"].url + more["href"])
    assert len(response.context["events"]) == 7
    week = shown(client, site.events["en"], "view=week&from=2027-05-03")
    assert len(days(week)["2027-05-03"]) == 7


def test_many_events_of_a_month_alone_are_shortened_to_a_link(client: Any, site: Any):
    for _number in range(MOST_BY_MONTH + 2):
        make_event(site.events["en"], starts_at=MAY_3, date_precision="month")
    strip = shown(client, site.events["en"]).select_one(".events-calendar__by-month")
    assert len(strip.select(".events-entry")) == MOST_BY_MONTH
    more = strip.select("a")[-1]
    assert (text(more), more["href"]) == ("2 more", "?from=2027-05-01&to=2027-05-31")


def test_the_filters_of_the_list_hold_in_a_calendar_but_for_when(client: Any, site: Any):
    make_event(site.events["en"], title="On 13", starts_at=MAY_3, gcm_objectives=["13"])
    make_event(site.events["en"], title="On 2", starts_at=MAY_3, gcm_objectives=["2"])
    for query in ("objective=13", "objective=13&when=past", "objective=13&to=2027-05-21", "q=13"):
        soup = shown(client, site.events["en"], f"{MAY}&{query}")
        assert days(soup) == {"2027-05-03": ["On 13"]}, query
    assert days(shown(client, site.events["en"], f"{MAY}&objective=99")) == {}
    # On a phone open filters fill the screen above the calendar: the day alone opens none.
    for query, is_open in ((MAY, False), (f"{MAY}&objective=13", True)):
        filters = shown(client, site.events["en"], query).select_one(".events-filters__all")
        assert filters.has_attr("open") is is_open


def test_the_views_keep_the_filters_and_the_day(client: Any, site: Any):
    make_event(site.events["en"], starts_at=MAY_3)
    soup = shown(client, site.events["en"], f"{MAY}&objective=13&when=all&page=3")
    links = {text(link): link for link in soup.select(".events-views a")}
    assert links["List"]["href"] == "?objective=13&when=all"
    assert links["Week"]["href"] == "?objective=13&view=week&from=2027-05-20&when=all"
    assert links["Month"]["aria-current"] == "page"
    soup = shown(client, site.events["en"], "")
    assert text(soup.select_one(".events-views a[aria-current]")) == "List"


@pytest.mark.parametrize(
    ("query", "opens_on"),
    [
        ("from=2010-01-01&when=all", "2027-05-01"),
        ("from=9999-12-31", "2028-05-31"),
        ("from=2028-01-15", "2028-01-15"),
        ("from=2028-02-30", None),
        # The week of 26 April, in which the first month begins.
        ("view=week&from=2027-04-26", "2027-05-01"),
    ],
)
@time_machine.travel(MAY_3 - DAY, tick=False)
def test_no_way_to_a_calendar_leads_beyond_its_bounds(
    query: str, opens_on: str | None, client: Any, site: Any
):
    make_event(site.events["en"], starts_at=MAY_3)
    soup = shown(client, site.events["en"], query)
    for link in soup.select(".events-views a[href*='view=']"):
        assert parse_qs(link["href"].removeprefix("?")).get("from") == (opens_on and [opens_on])
        assert client.get(site.events["en"].url + link["href"]).status_code == 200


def test_a_calendar_opens_at_the_present_day(client: Any, site: Any):
    today = timezone.localdate()
    make_event(site.events["en"], title="Now", starts_at=timezone.now(), timezone="UTC")
    for view in ("month", "week"):
        assert [*days(shown(client, site.events["en"], f"view={view}")).values()] == [["Now"]]
    response = client.get(f"{site.events['en'].url}?view=month")
    assert response.context["calendar"].weeks[2][0]["day"].month == today.month


def test_one_turns_from_month_to_month_as_far_as_there_are_events_and_a_year_more(
    client: Any, site: Any
):
    last = timezone.localdate() + 100 * DAY
    start = dt.datetime.combine(last, dt.time(12), dt.UTC)
    make_event(site.events["en"], starts_at=start, timezone="UTC")
    end = last.replace(year=last.year + 1, day=1)
    soup = shown(client, site.events["en"], f"view=month&from={end}")
    assert soup.select_one("a[rel~=prev]")["rel"] == ["nofollow", "prev"]
    assert not soup.select("a[rel~=next]")
    assert [each["content"] for each in soup.select("meta[name=robots]")] == ["noindex"]
    soup = shown(client, site.events["en"], "view=month")
    assert not soup.select("a[rel~=prev]")
    following = soup.select_one("a[rel~=next]")
    assert following["rel"] == ["nofollow", "next"]
    assert client.get(site.events["en"].url + following["href"]).status_code == 200
    assert not shown(client, site.events["en"], "").find("meta", attrs={"name": "robots"})


@pytest.mark.parametrize("view", ["month", "week"])
@pytest.mark.parametrize(
    "day", ["0001-01-01", "0001-01-09", "1900-05-03", "2999-12-31", "9999-12-31"]
)
def test_beyond_the_bounds_there_is_no_page(client: Any, site: Any, view: str, day: str):
    make_event(site.events["en"], starts_at=MAY_3)
    query = f"?view={view}&from={day}"
    assert client.get(site.events["en"].url + query).status_code == 404


def test_an_event_of_a_mistyped_year_does_not_open_thousands_of_months(client: Any, site: Any):
    make_event(site.events["en"], starts_at=MAY_3.replace(year=9999, month=12, day=31))
    make_event(site.events["en"], starts_at=MAY_3.replace(year=1, month=1, day=1))
    for day in ("0001-01-01", "9999-12-31"):
        for view in ("month", "week"):
            query = f"?view={view}&from={day}"
            assert client.get(site.events["en"].url + query).status_code == 404
    assert client.get(f"{site.events['en'].url}?view=month").status_code == 200


@pytest.mark.parametrize(
    "query", ["view=year", "view=month&view=week", "view=month%00", "view=" + "x" * 9999]
)
def test_an_unknown_view_is_the_list_and_is_said_to_be_none(client: Any, site: Any, query: str):
    response = client.get(f"{site.events['en'].url}?{query}")
    assert response.status_code == 200
    assert "events" in response.context
    [problem] = response.context["listing"].problems
    assert problem.parameter == "view"


@pytest.mark.parametrize("query", ["from=tomorrow", "from=2027-02-30", "from=2027-13-01"])
def test_a_day_that_is_none_shows_nothing_and_says_so(client: Any, site: Any, query: str):
    make_event(site.events["en"], starts_at=timezone.now())
    response = client.get(f"{site.events['en'].url}?view=month&{query}")
    assert response.status_code == 200
    assert response.context["calendar"].onward
    assert [problem.parameter for problem in response.context["listing"].problems] == ["from"]


def test_a_title_is_text_and_not_markup(client: Any, site: Any):
    make_event(site.events["en"], title="<b>Bold</b> & co", starts_at=MAY_3)
    assert days(shown(client, site.events["en"])) == {"2027-05-03": ["<b>Bold</b> & co"]}


def test_a_month_without_events_leads_to_what_comes_in_the_same_filters(client: Any, site: Any):
    make_event(site.events["en"], starts_at=MAY_3, title="Briefing", gcm_objectives=["2"])
    empty = shown(client, site.events["en"], "view=month&from=2027-04-20&objective=2")
    link = empty.select_one(".events-empty a")
    assert text(link) == "Events from 1 April 2027 on"
    assert "Briefing" in text(shown(client, site.events["en"], link["href"].removeprefix("?")))
    assert not shown(client, site.events["en"]).select(".events-empty")


def test_a_full_month_costs_as_many_queries_as_an_empty_one(client: Any, site: Any):
    from bench import seeding

    def queries() -> int:
        client.get(f"{site.events['en'].url}?view=month&from=2025-03-01")
        with CaptureQueriesContext(connection) as context:
            response = client.get(f"{site.events['en'].url}?view=month&from=2025-03-01")
        assert response.status_code == 200
        return len(context)

    seeding.make_events(3, ("en",), note=lambda line: None)
    EventPage.objects.update(starts_at=MAY_3.replace(year=2025, month=3), ends_at=None)
    list(rebuild())
    few = queries()
    seeding.make_events(300, ("en",), note=lambda line: None)
    for number, event in enumerate(EventPage.objects.all()):
        start = dt.datetime(2025, 3, 1, tzinfo=dt.UTC) + number * HOUR * 2
        EventPage.objects.filter(pk=event.pk).update(starts_at=start, ends_at=start + HOUR)
    list(rebuild())
    assert queries() == few
    assert few <= 25
