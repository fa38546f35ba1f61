"""localize's snapshot of a source is what is published, so what it says of it is true."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.editing import Editor
from tests.factories import MAY_3, make_event, make_page
from tests.status_steps import change
from tests.translation import translating
from tests.translation.translating import body_of, publish_source

pytestmark = [
    pytest.mark.localize,
    pytest.mark.django_db,
    pytest.mark.usefixtures("languages_live_at_will"),
]

JUNE_4 = dt.datetime(2027, 6, 4, 9, 0, tzinfo=dt.UTC)
TEN_BLOCKS = [{"type": "heading", "value": f"Heading {n}", "id": f"h{n}"} for n in range(10)]


def snapshot_of(page: Any) -> dict[str, Any]:
    from wagtail_localize.models import TranslationSource

    content: dict[str, Any] = json.loads(
        TranslationSource.objects.get_for_instance(page).content_json
    )
    return content


def status(page: Any, language: str) -> str:
    return str(translating.translation_of(page, language).get_status_display())


@pytest.fixture
def event(site: Any) -> Any:
    return make_event(
        site.events["en"],
        title="Forum of cities",
        summary="How cities take part",
        starts_at=MAY_3,
        timezone="UTC",
        body=body_of(TEN_BLOCKS),
    )


def test_a_translation_is_not_up_to_date_once_an_editor_has_published_other_text(
    event: Any, editor_client: Any, on_commit: Any
):
    translating.translate_all(editor_client, event, "fr", on_commit=on_commit)
    assert status(event, "fr") == "Up to date"
    Editor.of(editor_client, event).fill(summary="New words", body__count="0").save_draft()
    assert status(event, "fr") == "Up to date"
    Editor.of(editor_client, event).fill(summary="New words", body__count="0").publish()
    assert status(event, "fr") == "Waiting for translations"
    assert snapshot_of(event)["summary"] == "New words"
    assert translating.strings_of(event)["summary"] == "New words"


def test_a_new_reason_for_the_same_status_is_to_be_translated(
    event: Any, editor_client: Any, on_commit: Any
):
    translating.translate_all(editor_client, event, "fr", on_commit=on_commit)
    for reason in ("Flood", "Earthquake"):
        with on_commit(execute=True):
            change(editor_client, event, "cancel", reason=reason)
        assert translating.strings_of(event)["status_reason"] == reason
        assert status(event, "fr") == "Waiting for translations"
        translating.translate(editor_client, event, "fr", status_reason="Raison")
        translating.publish(editor_client, event, "fr", on_commit=on_commit)


def test_a_scheduled_publication_renews_the_snapshot_when_its_hour_comes(
    event: Any, editor_client: Any, on_commit: Any
):
    translating.translate_all(editor_client, event, "fr", on_commit=on_commit)
    event.summary, event.starts_at = "New words", JUNE_4
    event.go_live_at = timezone.now() + dt.timedelta(hours=1)
    event.save_revision().publish()
    assert snapshot_of(event)["summary"] == "How cities take part"
    in_two_hours = timezone.now() + dt.timedelta(hours=2)
    with time_machine.travel(in_two_hours), on_commit(execute=True):
        call_command("publish_scheduled")
    snapshot = snapshot_of(event)
    assert snapshot["summary"] == "New words"
    assert snapshot["starts_at"].startswith("2027-06-04")
    assert status(event, "fr") == "Waiting for translations"
    assert translating.in_language(event, "fr").starts_at == JUNE_4


def test_the_snapshot_of_a_translation_that_is_itself_a_source_gets_the_new_facts(
    event: Any, editor_client: Any, on_commit: Any
):
    french = translating.translate_all(editor_client, event, "fr", on_commit=on_commit)
    translating.translate_all(editor_client, french, "ar", on_commit=on_commit)
    publish_source(event, starts_at=JUNE_4, on_commit=on_commit)
    assert snapshot_of(french)["starts_at"].startswith("2027-06-04")
    assert status(french, "ar") == "Up to date"
    translating.publish(editor_client, french, "ar", on_commit=on_commit)
    assert translating.in_language(event, "ar").starts_at == JUNE_4


def test_a_snapshot_that_was_older_when_we_came_is_renewed_before_anything_is_written(
    event: Any, editor_client: Any, on_commit: Any
):
    from wagtail_localize.models import TranslationSource

    translating.translate_all(editor_client, event, "fr", on_commit=on_commit)
    old = TranslationSource.objects.get_for_instance(event).content_json
    event = publish_source(event, starts_at=JUNE_4, summary="New words", on_commit=on_commit)
    TranslationSource.objects.update(content_json=old.replace("take part", "took part"))
    translating.publish(editor_client, event, "fr", on_commit=on_commit)
    assert snapshot_of(event)["summary"] == "New words"
    french = translating.in_language(event, "fr")
    assert (french.starts_at, french.summary) == (JUNE_4, "part take cities How")


def test_pieces_of_text_move_come_and_go_as_in_localizes_own_snapshot(
    event: Any, editor_client: Any, on_commit: Any
):
    translating.translate_all(editor_client, event, "fr", on_commit=on_commit)
    blocks = [
        {"type": "heading", "value": "First", "id": "new"},
        *reversed(TEN_BLOCKS[3:]),
        {"type": "heading", "value": "Heading 3", "id": "again"},
    ]
    event = publish_source(event, title="Forum", summary="", body=body_of(blocks))
    assert ours(event) == localizes_own(event)


def ours(page: Any) -> list[tuple[str, str, int]]:
    from wagtail_localize.models import StringSegment, TranslationSource

    source = TranslationSource.objects.get_for_instance(page)
    rows = StringSegment.objects.filter(source=source).order_by("order")
    return list(rows.values_list("context__path", "string__data", "order"))


def localizes_own(page: Any) -> list[tuple[str, str, int]]:
    from wagtail_localize.models import TranslationSource

    from wagtail_migration_events.translation.guards.seams import ORIGINAL

    source = TranslationSource.objects.get_for_instance(page)
    getattr(TranslationSource.refresh_segments, ORIGINAL)(source)
    return ours(page)


def queries_of_publishing(page: Any, on_commit: Any, **values: Any) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        publish_source(page, on_commit=on_commit, **values)
    return len(queries)


def test_renewing_costs_few_queries(event: Any, site: Any, editor_client: Any, on_commit: Any):
    alone = make_event(site.events["en"], starts_at=MAY_3, timezone="UTC", body=body_of(TEN_BLOCKS))
    translating.submit(editor_client, event, "fr", "ar", "es", "ru", "zh-hans", on_commit=on_commit)
    plain = queries_of_publishing(alone, on_commit, starts_at=JUNE_4, summary="New words")
    facts_only = queries_of_publishing(event, on_commit, starts_at=JUNE_4)
    text = {"title": "Congress", "summary": "New words", "location_note": "Enter here"}
    both = queries_of_publishing(event, on_commit, starts_at=MAY_3, **text)
    assert both - facts_only <= 23
    assert both - plain <= 150


def test_pages_of_other_kinds_are_left_to_localize(site: Any, editor_client: Any, on_commit: Any):
    from wagtail.models import Page

    page = make_page(Page, site.home["en"], title="About us")
    translating.submit(editor_client, page, "fr", on_commit=on_commit)
    publish_source(page, title="About them")
    assert snapshot_of(page)["title"] == "About us"
    translating.update(editor_client, page, publish=True, on_commit=on_commit)
    assert translating.in_language(page, "fr").title == "About them"


def test_a_seam_that_localize_no_longer_has_is_a_check_error(monkeypatch: Any):
    from wagtail_localize import models

    from wagtail_migration_events.translation.guards.installing import check_seams, stand_guard

    assert check_seams(None) == []
    monkeypatch.delattr(models, "ingest_segments")
    (error,) = check_seams(None)
    assert error.id == "wagtail_migration_events.E020"
    assert "wagtail_localize.models.ingest_segments" in error.msg
    stand_guard("again")  # and nothing fails
