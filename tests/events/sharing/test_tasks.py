"""A site may have the facts written to the other languages in a task, after the commit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from tests.factories import MAY_3, make_event, translated
from wagtail_migration_events.events.sharing.change_of_source import make_source
from wagtail_migration_events.events.sharing.signals import facts_changed
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db

JUNE_4 = dt.datetime(2027, 6, 4, 13, 0, tzinfo=dt.UTC)
JULY_5 = dt.datetime(2027, 7, 5, 13, 0, tzinfo=dt.UTC)


@pytest.fixture
def event(site: Any) -> Any:
    return make_event(site.events["en"], starts_at=MAY_3, timezone="UTC")


@pytest.fixture
def french(event: Any) -> Any:
    return translated(event, "fr")


@pytest.fixture
def in_background(settings: Any, event: Any) -> None:
    settings.WAGTAIL_MIGRATION_EVENTS_FACTS_IN_BACKGROUND = True


@pytest.fixture
def heard() -> Iterator[list[dict[str, Any]]]:
    """What the signal has told."""
    told: list[dict[str, Any]] = []

    def listen(**arguments: Any) -> None:
        told.append(arguments)

    facts_changed.connect(listen)
    yield told
    facts_changed.disconnect(listen)


def publish(event: Any, starts_at: dt.datetime) -> None:
    page = EventPage.objects.get(pk=event.pk)
    page.starts_at = starts_at
    page.save_revision().publish()


def start_of(page: Any) -> dt.datetime:
    return EventPage.objects.get(pk=page.pk).starts_at


def test_by_default_siblings_follow_in_the_same_transaction(
    french: Any, event: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks():
        publish(event, JUNE_4)
        assert start_of(french) == JUNE_4


def test_in_the_background_siblings_follow_after_the_commit(
    french: Any, event: Any, in_background: None, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        publish(event, JUNE_4)
        assert start_of(event) == JUNE_4
        assert start_of(french) == MAY_3
    assert start_of(french) == JUNE_4


def test_a_task_that_runs_late_writes_what_is_published_by_then(
    french: Any, event: Any, in_background: None, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks() as late:
        publish(event, JUNE_4)
    with django_capture_on_commit_callbacks(execute=True):
        publish(event, JULY_5)
    run(late)
    assert start_of(french) == JULY_5


def unpublish_and_draft(event: Any, starts_at: dt.datetime) -> None:
    page = EventPage.objects.get(pk=event.pk)
    page.unpublish()
    page.starts_at = starts_at
    page.save()


def test_a_task_that_runs_after_the_source_was_unpublished_writes_what_was_published_last(
    french: Any, event: Any, in_background: None, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks() as late:
        publish(event, JUNE_4)
        unpublish_and_draft(event, JULY_5)
    assert start_of(french) == MAY_3
    run(late)
    assert start_of(french) == JUNE_4


@pytest.mark.parametrize("leads", [False, True])
def test_a_source_that_goes_before_the_task_runs_leaves_what_it_has_published_last(
    french: Any,
    event: Any,
    in_background: None,
    leads: bool,
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks() as late:
        publish(event, JUNE_4)
        unpublish_and_draft(event, JULY_5)
        if leads:
            make_source(french)
        else:
            EventPage.objects.get(pk=event.pk).delete()
    run(late)
    assert start_of(french) == JUNE_4


def test_a_sibling_that_is_published_before_the_task_has_the_new_facts_already(
    french: Any, event: Any, in_background: None, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks():
        publish(event, JUNE_4)
        EventPage.objects.get(pk=french.pk).save_revision().publish()
        assert start_of(french) == JUNE_4


@pytest.mark.parametrize("has_sibling", [True, False])
def test_the_signal_tells_which_facts_have_changed_also_in_the_background(
    event: Any,
    in_background: None,
    has_sibling: bool,
    heard: list[dict[str, Any]],
    django_capture_on_commit_callbacks: Any,
) -> None:
    pages = [translated(event, "fr")] if has_sibling else []
    with django_capture_on_commit_callbacks(execute=True):
        publish(event, JUNE_4)
    (told,) = heard
    assert told["names"] == ["starts_at"]
    assert told["source"].pk == event.pk
    assert [page.pk for page in told["pages"]] == [page.pk for page in pages]


def run(callbacks: list[Any]) -> None:
    for callback in callbacks:
        callback()
