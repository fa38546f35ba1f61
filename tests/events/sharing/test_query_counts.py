"""What publishing and freshness cost, in queries; `make bench` measures time and memory too."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import wagtail

from bench.measuring import counted_queries
from bench.seeding import make_events, really_published
from wagtail_migration_events.events.freshness.staleness import stale_names_by_page
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db

SIX_LANGUAGES = ("en", "fr", "ar", "es", "ru", "zh-hans")


def publish(page: Any, on_commit: Any) -> int:
    """Publish a page and return the number of queries, with what follows after the commit."""
    with counted_queries() as count, on_commit(execute=True):
        page.save_revision().publish()
    return count.number


def with_other_facts(pk: int, days: int) -> Any:
    page = EventPage.objects.get(pk=pk)
    page.starts_at += dt.timedelta(days=days)
    page.ends_at += dt.timedelta(days=days)
    page.venue = f"Room {days}"
    page.event_status = "rescheduled"
    links = list(page.organizer_links.all())
    for link in links:
        link.role = ("lead", "host")[days % 2]
    page.organizer_links = links
    return page


def test_a_source_with_five_siblings_costs_at_most_150_queries_more(
    site: Any, django_capture_on_commit_callbacks: Any
) -> None:
    (alone,), (source, *_) = really_published(("en",)), really_published(SIX_LANGUAGES)
    for days in (1, 2):  # the first of each warms up what Django and Wagtail keep
        one = publish(with_other_facts(alone.pk, days), django_capture_on_commit_callbacks)
        six = publish(with_other_facts(source.pk, days), django_capture_on_commit_callbacks)
    venues = EventPage.objects.filter(translation_key=source.translation_key)
    assert set(venues.values_list("venue", flat=True)) == {"Room 2"}
    # With the guards of wagtail-localize, which look for a snapshot; 11 keep the index,
    # and up to 9 note for harvesters that the event has changed, and tell who listens.
    assert one <= 135 + (wagtail.VERSION < (8,))  # Wagtail 7 reads the specific page once more
    assert six - one <= 131  # 150 are promised


def test_a_source_without_changes_costs_hardly_more_than_a_page_alone(
    site: Any, django_capture_on_commit_callbacks: Any
) -> None:
    (alone,), (source, *_) = really_published(("en",)), really_published(SIX_LANGUAGES)
    for _ in range(2):
        one = publish(EventPage.objects.get(pk=alone.pk), django_capture_on_commit_callbacks)
        six = publish(EventPage.objects.get(pk=source.pk), django_capture_on_commit_callbacks)
    assert six - one <= 10  # each sibling's facts are read, and none is written


def test_a_translation_costs_no_more_than_a_page_alone(
    site: Any, django_capture_on_commit_callbacks: Any
) -> None:
    (alone,), (_source, french, *_) = really_published(("en",)), really_published(SIX_LANGUAGES)
    for words in ("Un", "Deux"):
        one = publish(with_other_facts(alone.pk, 1), django_capture_on_commit_callbacks)
        page = EventPage.objects.get(pk=french.pk)
        page.summary = words
        cost = publish(page, django_capture_on_commit_callbacks)
    assert cost - one <= 5


@pytest.mark.parametrize("count", [3, 30])
def test_freshness_costs_the_same_few_queries_for_any_number_of_events(
    site: Any, count: int
) -> None:
    keys = make_events(count, SIX_LANGUAGES, stale_every=3, note=lambda line: None)
    with counted_queries() as for_all:
        stale = stale_names_by_page(EventPage)
    with counted_queries() as for_some:
        assert len(stale_names_by_page(EventPage, keys[:1])) == 5
    assert len(stale) == 5 * len(keys[::3])
    assert for_all.number <= 3  # 5 are promised
    assert for_some.number <= 3
