"""Lists of events: their order, what is in them, for whom, and at which cost."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from tests.adopter.models import GcmTalkPage, LegacyMeetingPage, TownHallPage
from tests.factories import make_event, make_page, translated
from wagtail_migration_events.occurrences.filters import EventFilters, When
from wagtail_migration_events.occurrences.listing import list_events
from wagtail_migration_events.occurrences.rows import IndexedCodes, IndexedOccurrence
from wagtail_migration_events.occurrences.scope import Scope, paths_of_site
from wagtail_migration_events.occurrences.search import EventSearch
from wagtail_migration_events.pages.models import EventIndexPage, EventPage

pytestmark = pytest.mark.django_db
NOW = timezone.now()
DAY = dt.timedelta(days=1)


def asked(host: str = "localhost") -> Any:
    from django.contrib.auth.models import AnonymousUser

    request = RequestFactory().get("/", headers={"host": host})
    request.user = AnonymousUser()
    request.session = {}
    return request


def listed(language: str = "en", number: Any = 1, host: str = "localhost", **scope: Any):
    request = asked(host)
    scope.setdefault("paths", paths_of_site(request))
    return list_events(
        EventSearch(EventFilters(When.ALL), Scope(language, request, **scope)), number
    )


def titles(entries: Any) -> list[tuple[str, str]]:
    return [(entry.page.title, entry.section) for entry in entries]


def test_what_is_to_come_stands_first_then_what_has_no_date_then_what_is_past(site: Any):
    def event(title: str, **values: Any) -> None:
        make_event(site.events["en"], title=title, **values)

    event("last year", starts_at=NOW - 365 * DAY)
    event("no date yet")
    event("in a month", starts_at=NOW + 30 * DAY)
    event("yesterday", starts_at=NOW - DAY, ends_at=NOW - DAY / 2)
    event("going on", starts_at=NOW - DAY, ends_at=NOW + DAY)
    event("tomorrow", starts_at=NOW + DAY)
    event("this day", starts_at=NOW, date_precision="day")
    event("next year", starts_at=NOW + 400 * DAY, date_precision="month")
    assert titles(listed()) == [
        ("going on", "upcoming"),
        ("this day", "upcoming"),
        ("tomorrow", "upcoming"),
        ("in a month", "upcoming"),
        ("next year", "upcoming"),
        ("no date yet", "undated"),
        ("yesterday", "past"),
        ("last year", "past"),
    ]


def test_events_of_all_classes_stand_in_one_list_each_as_what_it_is(site: Any):
    made = [
        make_event(site.events["en"], model, starts_at=NOW + number * DAY)
        for number, model in enumerate([EventPage, GcmTalkPage, TownHallPage, LegacyMeetingPage], 1)
    ]
    found = [entry.page for entry in listed()]
    assert found == made
    assert [type(page) for page in found] == [type(page) for page in made]


@pytest.mark.parametrize(
    ("reader", "title", "language"),
    [("fr", "Réunion", "fr"), ("ar", "Meeting", "en"), ("es", "Meeting", "en")],
)
def test_an_event_stands_there_once_in_its_best_language(reader, title, language, site: Any):
    event = make_event(site.events["en"], title="Meeting", starts_at=NOW + DAY)
    translated(event, "fr", title="Réunion")
    translated(event, "ar", title="اجتماع", live=False)
    [entry] = listed(reader)
    assert (entry.page.title, entry.event.language) == (title, language)


def test_nothing_is_told_of_a_page_that_is_hidden_in_whichever_language(site: Any):
    event = make_event(site.events["en"], title="Meeting", starts_at=NOW + 9 * DAY)
    drafts = [translated(event, code, live=False) for code in ("fr", "ar")]
    rows = IndexedOccurrence.objects.filter(page__in=drafts)
    # As a group has it that nobody has adopted yet.
    assert rows.update(starts_at=NOW + DAY, ends_at=NOW + 2 * DAY, event_ends_at=NOW + 2 * DAY)
    codes = IndexedCodes.objects.filter(page__in=drafts)
    assert codes.update(codes="objective:13")
    for reader in ("en", "fr", "es"):
        search = EventSearch(EventFilters(), Scope(reader, asked()))
        [found] = search.events
        assert (found.page, found.starts_at) == (event.pk, event.starts_at)
        assert search.facet_counts(["objective"]) == {"objective": {}}
        assert not EventSearch(EventFilters(last_day=(NOW + 5 * DAY).date()), search.scope).events


def test_an_alias_is_the_event_that_it_mirrors(site: Any, languages: Any):
    event = make_event(site.events["en"], title="Meeting")
    below_home = make_page(EventIndexPage, site.home["en"], title="More")
    event.create_alias(parent=below_home, update_slug="again")
    alias = event.copy_for_translation(languages["fr"], alias=True)
    alias.create_alias(parent=site.events["ar"], update_locale=languages["ar"], update_slug="x")
    for reader in ("en", "fr", "ar"):
        [entry] = listed(reader)
        assert entry.page == event
        assert entry.event.language == "en"


def test_an_alias_of_an_event_of_another_site_stands_in_for_it(site: Any, second_site: Any):
    event = make_event(site.events["en"], title="Meeting")
    alias = event.create_alias(parent=second_site.root_page, update_slug="again")
    [entry] = listed(host="other.example.org")
    assert entry.page.pk == alias.pk


@pytest.fixture
def second_site(site: Any) -> Site:
    root = make_page(Page, Page.objects.get(depth=1), title="Other", locale=site.home["en"].locale)
    return Site.objects.create(hostname="other.example.org", root_page=root)


def test_only_events_of_the_wagtail_site_that_was_asked_are_listed(site: Any, second_site: Any):
    make_event(site.events["en"], title="Ours")
    make_event(site.events["fr"], title="Les nôtres")
    make_event(second_site.root_page, title="Theirs")
    assert {title for title, _ in titles(listed())} == {"Ours", "Les nôtres"}
    assert titles(listed(host="other.example.org")) == [("Theirs", "undated")]


def test_where_there_is_no_site_there_are_no_events(site: Any):
    make_event(site.events["en"])
    Site.objects.all().delete()
    assert titles(listed()) == []


def test_what_nobody_may_see_is_not_listed(site: Any):
    make_event(site.events["en"], live=False)
    scheduled = make_event(site.events["en"], live=False)
    scheduled.go_live_at = NOW + DAY
    scheduled.save_revision().publish()
    expired = make_event(site.events["en"])
    expired.unpublish(set_expired=True)
    PageViewRestriction.objects.create(page=make_event(site.events["en"]), restriction_type="login")
    closed = make_page(EventIndexPage, site.home["en"], title="Closed")
    PageViewRestriction.objects.create(page=closed, restriction_type="password", password="x")
    inside = make_event(closed)
    inside.create_alias(parent=site.events["fr"], update_slug="alias")
    shown = [entry.page for entry in listed()]
    # Wagtail asks for no password at the alias: only what lies above its source is closed.
    assert [page.alias_of_id for page in shown] == [inside.pk]


@pytest.mark.parametrize(
    ("asked_for", "number", "count"),
    [
        (1, 1, 2),
        ("2", 2, 2),
        ("3", 3, 1),
        ("abc", 1, 2),
        ("", 1, 2),
        (None, 1, 2),
        ("1.5", 1, 2),
        ("9" * 5000, 1, 2),
        ("0", 3, 1),
        ("-1", 3, 1),
        (10**9, 3, 1),
        ("٢", 2, 2),
    ],
)
def test_any_page_number_gives_a_page(asked_for, number, count, site: Any, settings: Any):
    settings.WAGTAIL_MIGRATION_EVENTS_PAGE_SIZE = 2
    for _ in range(5):
        make_event(site.events["en"])
    page = listed(number=asked_for)
    assert (page.number, len(page), page.paginator.count) == (number, count, 5)


@pytest.mark.parametrize("number", ["abc", "-1", "1000000000", "1&page=2", "%00", "<b>"])
def test_the_index_page_answers_any_page_number(number: str, site: Any, client: Any):
    make_event(site.events["en"], title="Meeting")
    response = client.get(f"{site.events['en'].url}?page={number}")
    assert response.status_code == 200
    assert "Meeting" in response.content.decode()


def test_without_events_the_list_is_one_empty_page(site: Any):
    page = listed(number=7)
    assert (page.number, list(page)) == (1, [])


def test_the_number_of_queries_does_not_depend_on_the_number_of_events(site: Any, languages: Any):
    def make() -> None:
        for model in (EventPage, GcmTalkPage, TownHallPage):
            event = make_event(site.events["en"], model, starts_at=NOW + DAY)
            translated(event, "fr")
            event.copy_for_translation(languages["ar"], alias=True)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            for entry in listed("ar"):
                assert entry.page.title
                assert entry.page.get_url()
                assert entry.page.get_stretch()
        return len(captured)

    make()
    queries()  # fills what Wagtail and Django keep: content types, paths of the sites
    few = queries()
    for _ in range(3):
        make()
    assert queries() == few


def test_a_list_may_be_narrowed_to_branches_and_to_parts(site: Any):
    umbrella = make_event(site.events["en"], title="Week")
    make_event(umbrella, title="Part", part_of=[umbrella.translation_key])
    make_event(site.events["fr"], title="Partie", part_of=[str(umbrella.translation_key)])
    make_event(umbrella, TownHallPage, title="Only below it")
    parts = listed(fixed={"part_of": frozenset([str(umbrella.translation_key)])})
    assert {title for title, _ in titles(parts)} == {"Part", "Partie"}
    in_branch = titles(listed(paths=(umbrella.path,)))
    assert {title for title, _ in in_branch} == {"Week", "Part", "Only below it"}
    assert titles(listed(paths=())) == []
