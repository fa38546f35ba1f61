"""A rebuild beside people who publish."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any

import pytest
from django.conf import settings
from django.db import connections, transaction

from tests.factories import MAY_3, make_event
from tests.occurrences.index_checks import assert_index_is_right
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.occurrences.rebuilding import rebuild
from wagtail_migration_events.occurrences.rows import IndexedCodes, IndexedOccurrence
from wagtail_migration_events.pages.models import EventPage

on_postgresql = pytest.mark.skipif(
    "postgresql" not in settings.DATABASES["default"]["ENGINE"],
    reason="SQLite lets one connection write at a time: set DATABASE_URL to a PostgreSQL database",
)
JUNE_4 = dt.datetime(2027, 6, 4, 9, 0, tzinfo=dt.UTC)


@on_postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("known", [True, False], ids=["with its group", "before the package"])
def test_a_page_that_is_just_being_published_is_looked_at_afterwards(site: Any, known: bool):
    event, other = (make_event(site.events["en"], starts_at=MAY_3) for _ in range(2))
    IndexedOccurrence.objects.all().delete()
    IndexedCodes.objects.filter(page=other.pk).delete()
    if not known:
        EventGroup.objects.all().delete()
    written, commit = threading.Event(), threading.Event()

    def publish() -> None:
        try:
            with transaction.atomic():
                page = EventPage.objects.get(pk=event.pk)
                page.starts_at = JUNE_4
                page.save()
                written.set()
                commit.wait(timeout=60)
        finally:
            connections.close_all()

    def let_go() -> None:
        # The other page is mended while this one is still locked.
        assert commit.wait(timeout=0.5) is False
        commit.set()

    threads = [threading.Thread(target=publish), threading.Thread(target=let_go)]
    threads[0].start()
    assert written.wait(timeout=60)
    threads[1].start()
    [step] = rebuild()
    for thread in threads:
        thread.join()
    assert (step.pages, step.mended) == (2, 1)  # the one that was published has indexed itself
    assert_index_is_right()
