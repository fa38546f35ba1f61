from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from tests.adopter.models import AssemblyPage, LegacyMeetingPage
from tests.factories import MAY_3, make_event, make_organizer
from wagtail_migration_events.events.display.fact_words import (
    fact_in_words,
    fact_label,
    fact_lines,
    stored_lines,
)
from wagtail_migration_events.events.fact_columns import read_facts
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(site: Any) -> Any:
    host = make_organizer(site.organizers["en"], "Host")
    umbrella = make_event(site.events["en"], title="Migration Week")
    return make_event(
        site.events["en"],
        organizers=[(host, "partner")],
        starts_at=MAY_3,
        timezone="Europe/Zurich",
        event_status="postponed",
        dates=[{"starts_at": "2027-05-03T13:00:00Z", "status": "cancelled"}],
        country="404",
        gcm_objectives=["1"],
        is_regional_review=True,
        languages=[{"language": "fr", "kind": "sign"}],
        part_of=[str(umbrella.translation_key)],
        resources=[("link", {"title": "Agenda", "url": "https://example.org", "language": "en"})],
    )


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("starts_at", "3 May 2027, 15:00 Central European Summer Time (UTC+2)"),
        ("event_status", "Postponed"),
        ("dates", "3 May 2027, 15:00 Central European Summer Time (UTC+2) (Cancelled)"),
        ("country", "Kenya"),
        ("is_regional_review", "Yes"),
        ("is_workstream_output", ""),
        ("languages", "French (Sign language interpretation)"),
        ("part_of", "Migration Week"),
        ("resources", "Agenda, https://example.org, English"),
        ("organizer_links", "Host (Partner)"),
        ("venue", ""),
        ("no_such_fact", ""),
    ],
)
def test_a_fact_is_said_in_words(event: Any, name: str, words: str) -> None:
    assert fact_in_words(event, name) == words


def test_what_the_history_has_kept_reads_as_the_facts_did(event: Any) -> None:
    kept = json.loads(json.dumps(read_facts(event), cls=DjangoJSONEncoder))
    bare = EventPage(timezone="Europe/Zurich")
    assert {name: stored_lines(bare, name, each) for name, each in kept.items()} == {
        name: fact_lines(event, name) for name in kept
    }


def test_what_cannot_be_read_any_more_is_shown_as_it_is_kept() -> None:
    assert stored_lines(EventPage(), "starts_at", {"odd": 1}) == ['{"odd": 1}']
    assert stored_lines(EventPage(), "no_such_fact", 1) == []


def test_a_fact_is_found_in_the_column_of_the_site(site: Any) -> None:
    meeting = make_event(site.events["en"], LegacyMeetingPage, location="Palais")
    assert fact_in_words(meeting, "venue") == "Palais"
    assert fact_label(LegacyMeetingPage, "venue") == "location"
    assembly = make_event(
        site.events["en"], AssemblyPage, opens=dt.datetime(2027, 5, 3, tzinfo=dt.UTC)
    )
    assert "2027" in fact_in_words(assembly, "starts_at")
    assert fact_in_words(assembly, "dates") == ""


def test_what_was_written_past_all_validation_is_shown_as_it_is(event: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {EventPage._meta.db_table} SET dates = %s, venue = %s WHERE page_ptr_id = %s",
            ["[3]", "a\x1b[2J\nb", event.pk],
        )
    event = EventPage.objects.get(pk=event.pk)
    assert fact_in_words(event, "dates") == "[3]"
    assert fact_in_words(event, "venue") == "a [2J b"
