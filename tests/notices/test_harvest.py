"""A harvester that asks what has changed since misses nothing and learns of nothing else."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any

import pytest
import time_machine
from django.conf import settings as site_settings
from django.core.management import call_command
from django.db import connections, transaction
from django.utils import timezone
from wagtail.models import PageViewRestriction

from bench.measuring import counted_queries
from tests.factories import MAY_3, make_event, make_organizer, make_page, translated
from wagtail_migration_events.notices.change import EventChange
from wagtail_migration_events.notices.harvest import Change, changes
from wagtail_migration_events.occurrences.rows import IndexedOccurrence
from wagtail_migration_events.occurrences.scope import Scope
from wagtail_migration_events.pages.models import EventIndexPage, EventPage

on_a_server = pytest.mark.skipif(
    "sqlite" in site_settings.DATABASES["default"]["ENGINE"],
    reason="SQLite lets one connection write at a time: set DATABASE_URL to another database",
)
pytestmark = pytest.mark.django_db
EVERYWHERE = Scope("en")


def harvest(since: Any = None, limit: int = 100, scope: Scope = EVERYWHERE) -> list[Change]:
    return changes(since, None, limit, scope)


def state() -> dict[Any, bool]:
    """Return whether each event that a harvester learns of is gone."""
    return {change.key: change.is_gone for change in harvest()}


def again(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk)


def publish_as(page: Any, title: str) -> None:
    page = again(page)
    page.title = title
    page.save_revision().publish()


def test_pages_of_changes_hold_each_event_once_in_order(site: Any):
    events = [make_event(site.events["en"]) for _ in range(5)]
    found: list[Change] = []
    since, key = None, None
    while some := changes(since, key, 2, EVERYWHERE):
        found += some
        since, key = some[-1].changed_at, some[-1].key
    assert found == harvest()
    assert [each.changed_at for each in found] == sorted(each.changed_at for each in found)
    assert sorted(each.key for each in found) == sorted(e.translation_key for e in events)


def test_what_changes_later_comes_after_all_that_was_harvested(site: Any):
    first, second = make_event(site.events["en"]), make_event(site.events["en"])
    last = harvest()[-1]
    page = again(first)
    page.summary = "More"
    page.save_revision().publish()
    news = changes(last.changed_at, last.key, 10, EVERYWHERE)
    assert [each.key for each in news if each.changed_at > last.changed_at] == [
        first.translation_key
    ]
    assert second.translation_key in state()


def test_a_draft_is_never_named_whatever_happens_to_it(site: Any):
    draft = make_event(site.events["en"], live=False)
    draft.title = "Secret"
    draft.save()
    private = make_page(EventIndexPage, site.home["en"], title="Closed")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    hidden = make_event(private)
    expired = make_event(site.events["en"], live=False)
    expired.expire_at = MAY_3.replace(year=2020)
    expired.live = True
    expired.save()
    for page in (draft, hidden, expired):
        again(page).delete()
    assert state() == {}


def test_what_was_public_leaves_its_key_and_nothing_else(site: Any):
    events = {name: make_event(site.events["en"], title=name) for name in ("a", "b", "c", "d")}
    again(events["a"]).unpublish()
    again(events["b"]).delete()
    index = make_page(EventIndexPage, site.home["en"], title="Closed")
    again(events["c"]).move(index, pos="last-child")
    PageViewRestriction.objects.create(page=index, restriction_type="password", password="x")
    expected = {events[name].translation_key: name != "d" for name in "abcd"}
    assert state() == expected


def test_an_event_whose_time_has_run_out_is_gone_before_anybody_takes_it_down(site: Any):
    event = make_event(site.events["en"])
    soon = dt.datetime.now(dt.UTC) + dt.timedelta(minutes=1)
    EventPage.objects.filter(pk=event.pk).update(expire_at=soon)
    assert state() == {event.translation_key: False}
    with time_machine.travel(soon + dt.timedelta(minutes=1)):
        assert state() == {event.translation_key: True}


def test_one_language_left_is_enough_and_a_harvester_of_one_language_sees_that_go(site: Any):
    event = make_event(site.events["en"])
    french = translated(event, "fr")
    only_french = Scope("fr", translated_only=True)
    assert not harvest(scope=only_french)[0].is_gone
    again(french).unpublish()
    assert state() == {event.translation_key: False}
    assert harvest(scope=only_french)[0].is_gone


def test_a_privacy_that_changes_touches_only_what_is_below(site: Any):
    index = make_page(EventIndexPage, site.home["en"], title="Closed")
    below, other = make_event(index), make_event(site.events["en"])
    since = harvest()[-1].changed_at + dt.timedelta(microseconds=1)
    restriction = PageViewRestriction.objects.create(page=index, restriction_type="login")
    assert [(each.key, each.is_gone) for each in harvest(since)] == [(below.translation_key, True)]
    since = harvest(since)[-1].changed_at + dt.timedelta(microseconds=1)
    restriction.delete()
    assert [(each.key, each.is_gone) for each in harvest(since)] == [(below.translation_key, False)]
    assert state()[other.translation_key] is False


def test_privacy_of_a_branch_and_a_harvest_cost_the_same_for_any_number_of_events(site: Any):
    def cost(events: int) -> tuple[int, int]:
        index = make_page(EventIndexPage, site.home["en"], title="Closed")
        for _ in range(events):
            make_event(index)
        harvest()
        with counted_queries() as closing:
            PageViewRestriction.objects.create(page=index, restriction_type="login")
        harvest()
        with counted_queries() as harvesting:
            harvest()
        return closing.number, harvesting.number

    assert cost(2) == cost(6)


def test_events_that_were_there_before_are_known_after_a_rebuild(site: Any):
    event = make_event(site.events["en"])
    gone = make_event(site.events["en"])
    IndexedOccurrence.objects.all().delete()
    EventChange.objects.filter(pk=event.translation_key).delete()
    EventPage.objects.filter(pk=gone.pk).update(live=False)
    call_command("events_rebuild_occurrences")
    assert state() == {event.translation_key: False, gone.translation_key: True}
    before = harvest()
    call_command("events_rebuild_occurrences")
    assert harvest() == before


def test_a_change_after_a_clock_was_put_back_still_comes_last(site: Any):
    before, late = make_event(site.events["en"]), make_event(site.events["en"])
    harvest()
    ahead = timezone.now() + dt.timedelta(hours=1)
    EventChange.objects.filter(key=before.translation_key).update(changed_at=ahead)
    again(late).save_revision().publish()
    assert [each.key for each in harvest(ahead)] == [before.translation_key, late.translation_key]


@on_a_server
@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_committed_late_does_not_hide_behind_those_harvested(site: Any):
    late, quick = make_event(site.events["en"]), make_event(site.events["en"])
    since = harvest()[-1].changed_at
    written, harvested = threading.Event(), threading.Event()

    def slowly() -> None:
        try:
            with transaction.atomic():
                again(late).save_revision().publish()
                written.set()
                harvested.wait(timeout=60)
        finally:
            connections.close_all()

    thread = threading.Thread(target=slowly)
    thread.start()
    written.wait(timeout=60)
    again(quick).save_revision().publish()
    last = harvest(since)[-1]
    assert last.key == quick.translation_key
    harvested.set()
    thread.join()
    assert [each.key for each in changes(last.changed_at, last.key, 10, EVERYWHERE)] == [
        late.translation_key
    ]


def test_the_events_of_an_organizer_change_with_its_name_its_place_and_whether_it_is_shown(
    site: Any, on_commit: Any
):
    with on_commit(execute=True):
        organizer = make_organizer(site.organizers["en"])
        held, other = (
            make_event(site.events["en"], organizers=[organizer]),
            make_event(site.events["en"]),
        )
    last = harvest()[-1]
    with on_commit(execute=True):
        publish_as(organizer, "Another name")
    news = changes(last.changed_at, last.key, 10, EVERYWHERE)
    assert [each.key for each in news] == [held.translation_key]
    above = PageViewRestriction(page=organizer.get_parent(), restriction_type="login")
    for change in (
        above.save,
        above.delete,
        lambda: again(organizer).move(site.home["en"], pos="last-child"),
        lambda: again(organizer).unpublish(),
    ):
        with on_commit(execute=True):
            change()
        news = changes(news[-1].changed_at, news[-1].key, 10, EVERYWHERE)
        assert [(each.key, each.is_gone) for each in news] == [(held.translation_key, False)]
    assert other.translation_key in state()


def test_the_parts_of_an_umbrella_change_with_its_name_and_whether_it_is_shown(
    site: Any, on_commit: Any
):
    with on_commit(execute=True):
        umbrella = make_event(site.events["en"])
        part, other = (
            make_event(site.events["en"], part_of=[str(umbrella.translation_key)]),
            make_event(site.events["en"]),
        )
    last = harvest()[-1]
    above = PageViewRestriction(page=umbrella, restriction_type="login")
    for change in (
        lambda: publish_as(umbrella, "Another name"),
        above.save,
        above.delete,
        lambda: again(umbrella).unpublish(),
        lambda: publish_as(umbrella, "Another name"),
        lambda: again(umbrella).delete(),
    ):
        with on_commit(execute=True):
            change()
        news = changes(last.changed_at, last.key, 10, EVERYWHERE)
        assert {each.key for each in news} == {umbrella.translation_key, part.translation_key}
        last = news[-1]
    assert state()[other.translation_key] is False
