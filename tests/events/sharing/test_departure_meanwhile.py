"""A page of an event is deleted, or made its source, while somebody publishes the source."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.db import connection, connections, transaction

from tests.factories import MAY_3, make_event, translated
from wagtail_migration_events.events.group import EventGroup, group_of
from wagtail_migration_events.events.sharing.change_of_source import make_source
from wagtail_migration_events.pages.models import EventPage

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer only"),
]
JUNE_4 = dt.datetime(2027, 6, 4, 9, 0, tzinfo=dt.UTC)


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")  # kept for a whole transaction
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return bool(cursor.fetchone()[0])


def meanwhile(action):
    """Start ``action`` in another connection, let it come as far as it can; return what waits
    for its end."""
    faults = []

    def run():
        try:
            action()
        except Exception as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    while thread.is_alive() and not somebody_waits():
        pass

    def end():
        thread.join()
        assert faults == []

    return end


@pytest.mark.parametrize(
    ("name", "do"),
    [
        ("fr", lambda page: page.delete()),
        ("en", lambda page: page.delete()),
        ("fr", make_source),
    ],
    ids=["sibling deleted", "source deleted", "sibling made source"],
)
def test_whoever_comes_second_waits_and_finds_the_new_facts(site, name, do):
    event = make_event(site.events["en"], starts_at=MAY_3, timezone="UTC")
    french, arabic = translated(event, "fr"), translated(event, "ar")
    french.save_revision()
    page = EventPage.objects.get(pk={"fr": french, "en": event}[name].pk)
    with transaction.atomic():
        group_of(event, lock=True)
        end = meanwhile(lambda: do(page))
        event = EventPage.objects.get(pk=event.pk)
        event.starts_at = JUNE_4
        event.save_revision().publish()
    end()
    left = EventPage.objects.filter(translation_key=event.translation_key)
    assert {each.starts_at for each in left} == {JUNE_4}
    assert {each.get_latest_revision_as_object().starts_at for each in left} == {JUNE_4}
    origin = EventGroup.objects.get(pk=event.translation_key).origin_id
    assert origin in {each.pk for each in left}
    assert (origin == event.pk) == (do is not make_source and name == "fr")
    assert arabic.pk in {each.pk for each in left}
