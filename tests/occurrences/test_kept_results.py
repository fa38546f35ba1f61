"""What a process remembers of searches: less work, and never another answer."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Page, PageViewRestriction, Site

from tests.factories import make_event, make_organizer, make_page, translated
from tests.occurrences.index_checks import again, assert_what_is_remembered_is_right
from wagtail_migration_events.notices.stamping import stamp
from wagtail_migration_events.occurrences.candidates import Candidates
from wagtail_migration_events.occurrences.filters import EventFilters, When
from wagtail_migration_events.occurrences.found import FoundEvent
from wagtail_migration_events.occurrences.kept_results import KEPT_RESULTS, KeptResults
from wagtail_migration_events.occurrences.scope import Scope
from wagtail_migration_events.pages.models import EventIndexPage, EventPage

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2027, 5, 3, 12, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
ADDRESSES = (
    "/en/events/",
    "/en/events/?view=month&from=2027-05-01",
    "/en/events/feed.ics",
    "/en/events/export.csv",
    "/api/events/?locale=en",
    "/api/events/occurrences/?locale=en&from=2027-05-01&to=2027-05-31",
)


@pytest.fixture
def talk(site: Any) -> Any:
    with time_machine.travel(NOON - 24 * HOUR, tick=False):
        for hours in (1, 2, 3):
            moments = {"starts_at": NOON + hours * HOUR, "ends_at": NOON + (hours + 1) * HOUR}
            event = make_event(site.events["en"], title=f"Talk {hours}", **moments)
        stamp()  # as the commit does
    return event


def answers(client: Any) -> list[str]:
    found = []
    for url in ADDRESSES:
        response = client.get(url)
        assert response.status_code == 200
        found.append((response.getvalue()).decode())
    return found


def queries_of(client: Any, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(url)
    return len(queries)


@pytest.mark.parametrize("url", [ADDRESSES[0], ADDRESSES[4]])
def test_who_comes_second_has_less_read(url: str, talk: Any, client: Any, admin_client: Any):
    client.get(url), admin_client.get(url)  # what Django and Wagtail keep
    KEPT_RESULTS.forget()
    first, second = queries_of(client, url), queries_of(client, url)
    assert second <= first - 2
    if "api" not in url:  # where a session is nobody
        assert queries_of(admin_client, url) == queries_of(admin_client, url) >= first


def key_of(page: Any) -> str:
    return str(page.translation_key)


def publish(page: Any, **values: Any) -> None:
    page = again(page)
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()


def save_alone(page: Any, **values: Any) -> None:
    page = again(page)
    vars(page).update(values)
    page.save(update_fields=list(values))


def close(page: Any) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def part_alias(page: Any, parent: Any) -> None:
    again(page).create_alias(parent=parent, update_slug="mirrored")


def change(what: str, page: Any) -> None:
    if what == "publish":
        page.starts_at, page.ends_at = NOON + 26 * HOUR, NOON + 27 * HOUR
        page.save_revision().publish()
    elif what == "unpublish":
        page.unpublish()
    elif what == "delete":
        page.delete()
    elif what == "close":
        close(page)
    elif what == "rebuild":  # code wrote past everything
        EventPage.objects.filter(pk=page.pk).update(starts_at=NOON + 26 * HOUR, ends_at=None)
        call_command("events_rebuild_occurrences", verbosity=0)
    stamp()


@pytest.mark.parametrize("what", ["publish", "unpublish", "delete", "close", "rebuild", "time"])
def test_after_a_change_everything_is_found_anew(what: str, talk: Any, client: Any, settings: Any):
    with time_machine.travel(NOON, tick=False):
        before = answers(client)
        assert "Talk 3" in before[0]
        change(what, talk)
    with time_machine.travel(NOON + (5 * HOUR if what == "time" else HOUR / 60), tick=False):
        after = answers(client)
        settings.WAGTAIL_MIGRATION_EVENTS_FOUND_EVENTS_KEPT = 0
        KEPT_RESULTS.forget()
        assert after == answers(client)
    if what == "time":  # a calendar of all times says the same
        assert after[0] != before[0]
    else:
        assert all(then != now for then, now in zip(before, after, strict=True))


def test_whatever_changes_what_is_remembered_is_what_would_be_found_anew(
    site: Any, talk: Any, client: Any
):
    index, french = site.events["en"], site.events["fr"]
    elsewhere, narrow = [
        make_page(EventIndexPage, site.home["en"], title=title, only_below=True)
        for title in ("Elsewhere", "Narrow")
    ]
    lead = make_organizer(site.organizers["en"], "Harbour Forum")
    with time_machine.travel(NOON - HOUR):  # and on: no two changes have the same moment
        host = make_event(index, title="Week", starts_at=NOON + HOUR, organizers=[lead])
        part = make_event(index, title="Part", starts_at=NOON + 2 * HOUR, part_of=[key_of(host)])
        lists = [*ADDRESSES, *(url.replace("/en/", "/fr/") for url in ADDRESSES[:4])]
        lists += [url.replace("locale=en", "locale=fr") for url in ADDRESSES[4:]]
        for place in (elsewhere, narrow):
            lists += [url.replace("/en/events/", place.url) for url in ADDRESSES[:4]]
        for step in (
            lambda: None,
            lambda: again(talk).save_revision(),
            lambda: publish(talk, starts_at=NOON + 50 * HOUR, ends_at=None),
            lambda: translated(again(talk), "fr", title="Exposé"),
            lambda: publish(talk, title="Lecture", gcm_objectives=["13"]),
            lambda: publish(host, title="Forum week"),
            lambda: publish(lead, title="Harbour Council"),
            lambda: again(part).move(elsewhere, pos="last-child"),
            lambda: close(elsewhere),
            lambda: PageViewRestriction.objects.all().delete(),
            lambda: part_alias(part, narrow),
            lambda: again(narrow).move(
                again(elsewhere), pos="left"
            ),  # each has a path of the other
            lambda: ConvertAliasPageAction(again(narrow).get_children().get().specific).execute(
                True
            ),
            lambda: again(french).unpublish(),
            lambda: publish(host, slug="forum-week"),
            lambda: again(host).unpublish(),
            lambda: make_event(index, title="New", starts_at=NOON + 3 * HOUR),
            lambda: save_alone(talk, expire_at=NOON - 2 * HOUR),
            lambda: again(part).delete(),
            lambda: again(elsewhere).delete(),
        ):
            step()
            stamp()
            remembered = [client.get(url).getvalue() for url in lists]
            KEPT_RESULTS.forget()
            assert remembered == [client.get(url).getvalue() for url in lists]
            assert_what_is_remembered_is_right(("en", "fr", "ar"))


def test_a_date_that_code_takes_away_is_gone_after_a_rebuild(site: Any, client: Any):
    days = [{"key": f"d{day}", "starts_at": f"2027-05-{day:02}T10:00:00"} for day in (4, 5, 6)]
    with time_machine.travel(NOON - HOUR):
        talks = make_event(site.events["en"], title="Talks", timezone="UTC", dates=days)
        stamp()
        assert client.get(ADDRESSES[1]).content.count(b">Talks<") == 3
        left = [each for each in EventPage.objects.get(pk=talks.pk).dates if each["key"] != "d5"]
        EventPage.objects.filter(pk=talks.pk).update(dates=left)
        call_command("events_rebuild_occurrences", verbosity=0)
        stamp()
        assert client.get(ADDRESSES[1]).content.count(b">Talks<") == 2


def test_who_comes_after_a_draft_was_saved_has_nothing_searched(talk: Any, client: Any):
    url = ADDRESSES[4]
    client.get(url)
    KEPT_RESULTS.forget()
    first, again_then = queries_of(client, url), queries_of(client, url)
    again(talk).save_revision()
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    assert again_then < len(queries) < first
    assert not [each for each in queries if "MIN(" in each["sql"]]  # the dates of all events


def test_a_page_that_has_gone_from_one_event_to_another_is_no_error(talk: Any):
    events = [FoundEvent(None, uuid4(), talk.pk, False) for _event in range(2)]
    candidates = Candidates(EventFilters(When.ALL), Scope("en"), NOON)
    before = events, {talk.pk: "objective:13"}
    assert candidates.mended(before, {each.key for each in events}) == ([], {})


@pytest.mark.parametrize("hidden", [{"live": False}, {"expire_at": NOON - HOUR}])
def test_a_page_that_code_hides_without_a_trace_is_not_shown(
    hidden: dict[str, Any], talk: Any, client: Any
):
    with time_machine.travel(NOON, tick=False):
        assert all("Talk 3" in each for each in answers(client))
        Page.objects.filter(pk=talk.pk).update(**hidden)
        for each in answers(client):
            assert "Talk 3" not in each
            assert "Talk 2" in each


def test_an_organizer_is_named_until_its_page_expires(site: Any, talk: Any, client: Any):
    until = NOON + HOUR / 3  # at which nothing else happens
    with time_machine.travel(NOON - HOUR, tick=False):
        organizer = make_organizer(site.organizers["en"], "Harbour Forum", expire_at=until)
        make_event(talk.get_parent(), title="Theirs", starts_at=NOON + HOUR, organizers=[organizer])
        stamp()
    for moment, is_named in ((until - HOUR / 6, True), (until + HOUR / 6, False)):
        with time_machine.travel(moment, tick=False):
            for _visitor in range(2):
                answer = client.get(ADDRESSES[4]).json()
                [theirs] = [each for each in answer["items"] if each["title"]["text"] == "Theirs"]
                assert bool(theirs["organizers"]) == is_named


def test_a_site_that_code_gives_another_root_shows_its_events_at_once(
    site: Any, talk: Any, client: Any
):
    elsewhere = make_page(EventIndexPage, site.home["en"].get_parent(), title="Elsewhere")
    with time_machine.travel(NOON, tick=False):
        other = Site.objects.create(hostname="other.example.org", root_page=site.home["en"])
        asked = {"headers": {"host": other.hostname}}
        assert "Talk 3" in client.get(ADDRESSES[4], **asked).content.decode()
        other.root_page = elsewhere
        other.save()
        assert "Talk 3" not in client.get(ADDRESSES[4], **asked).content.decode()
        assert "Talk 3" in client.get(ADDRESSES[4]).content.decode()


def test_a_change_that_is_not_settled_leaves_nothing_behind(talk: Any, client: Any):
    make_event(talk.get_parent(), title="Being saved", starts_at=NOON + HOUR)
    url = ADDRESSES[0]
    client.get(url)
    assert queries_of(client, url) == queries_of(client, url)
    stamp()
    assert queries_of(client, url) > queries_of(client, url)


def test_questions_that_find_nothing_are_not_remembered_without_end(settings: Any):
    settings.WAGTAIL_MIGRATION_EVENTS_FOUND_EVENTS_KEPT = 5
    kept, read = KeptResults(lambda _before, _after: None), []
    for question in (*range(9), 8, 0):  # as a robot asks for one empty week after another
        kept.get("monday", question, lambda asked=question: (read.append(asked), ([], {}))[1])
    assert read == [*range(9), 0]


def test_results_share_the_set_of_what_has_changed_since(settings: Any):
    changes, sets = {"b": {1}, "c": {2}}, []
    kept = KeptResults(lambda _before, after: frozenset(changes[after]))
    for state, questions in (("a", "pq"), ("b", ""), ("b", "r"), ("c", "pqr")):
        for question in questions or "s":
            kept.get(
                state, question, lambda: ((), None), lambda was, keys: (sets.append(keys), was)[1]
            )
    assert [set(each) for each in sets] == [{1, 2}, {1, 2}, {2}]
    assert sets[0] is sets[1]


def test_only_so_many_events_are_remembered_those_asked_for_last(settings: Any):
    settings.WAGTAIL_MIGRATION_EVENTS_FOUND_EVENTS_KEPT = 7
    kept, read = KeptResults(lambda _before, _after: None), []

    def ask(state: str, question: str, events: int = 2) -> None:
        kept.get(state, question, lambda: (read.append(question), ([0] * events, {}))[1])

    for question in ("a", "b", "a", "c", "a", "b", "a"):
        ask("monday", question)
    assert read == ["a", "b", "c", "b"]
    ask("monday", "all", 8)
    ask("monday", "all", 8)
    assert read[4:] == ["all", "all"]
    ask("monday", "a")
    ask("tuesday", "a")
    ask("monday", "a")
    assert read[6:] == ["a", "a", "a"]
