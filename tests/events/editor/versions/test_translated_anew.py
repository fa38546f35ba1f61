"""A mended letter in a stale translation is no new translation, if its editor says so."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.editing import Editor
from tests.factories import MAY_3, make_event, translated
from wagtail_migration_events.events.freshness.staleness import stale_texts
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db
BOXES = "translated_anew"


@pytest.fixture
def french(site: Any, editor_client: Any) -> Any:
    """A translation of which title and summary are stale."""
    english = make_event(site.events["en"], title="Forum", summary="Old", starts_at=MAY_3)
    french = translated(english, "fr", title="Le forum", summary="Ancien")
    Editor.of(editor_client, english).fill(title="Big forum", summary="New").publish()
    return french


def stale(page: Any) -> list[str]:
    return [each.name for each in stale_texts(EventPage.objects.get(pk=page.pk))]


def stale_in_draft(page: Any) -> list[str]:
    draft = EventPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return [each.name for each in stale_texts(draft)]


def test_each_stale_text_has_a_box_which_is_ticked(french: Any, editor_client: Any):
    editor = Editor.of(editor_client, french)
    assert editor.data[BOXES] == ["title", "summary"]
    editor.fill(summary="Nouveau").publish()
    assert stale(french) == ["title"]


def test_without_the_tick_a_text_stays_stale(french: Any, editor_client: Any):
    editor = Editor.of(editor_client, french)
    editor.fill(title="Grand forum", summary="Ancien.", **{BOXES: ["title"]}).publish()
    assert EventPage.objects.get(pk=french.pk).summary == "Ancien."
    assert stale(french) == ["summary"]
    Editor.of(editor_client, french).fill(summary="Nouveau").publish()
    assert stale(french) == []


def test_a_refused_form_keeps_the_boxes_as_they_were(french: Any, editor_client: Any):
    editor = Editor.of(editor_client, french).clear(BOXES).fill(title="", summary="Ancien.")
    editor.publish()
    assert "title" in editor.errors
    assert BOXES not in editor.shown
    editor.fill(title="Le forum").publish()
    assert stale(french) == ["title", "summary"]


def test_a_tick_taken_away_after_an_automatic_save_counts(french: Any, editor_client: Any):
    editor = Editor.of(editor_client, french).fill(summary="Ancien.")
    editor.save_draft()
    assert stale_in_draft(french) == ["title"]
    editor.clear(BOXES).save_draft()
    assert stale_in_draft(french) == ["title", "summary"]
    editor.fill(**{BOXES: ["summary"]}).save_draft()
    assert stale_in_draft(french) == ["title"]


def test_words_that_come_back_before_the_form_is_closed_are_as_old_as_they_were(
    french: Any, editor_client: Any
):
    editor = Editor.of(editor_client, french).fill(summary="Nouveau")
    editor.autosave()
    editor.fill(summary="Ancien").autosave()
    assert stale_in_draft(french) == ["title", "summary"]


CONTROL_CHARACTERS = json.dumps({"summary": ["\0" * 32, "\0" * 32]})


@pytest.mark.parametrize(
    "sent",
    ["", "nonsense", "[]", "[" * 5000, '{"summary": 1}', '{"x": ["", ""]}', CONTROL_CHARACTERS],
)
def test_nonsense_in_the_hidden_field_is_passed_over(french: Any, editor_client: Any, sent: str):
    editor = Editor.of(editor_client, french).clear(BOXES)
    editor.fill(summary="Nouveau", stale_when_shown=sent).publish()
    assert stale(french) == ["title"]


def test_where_nothing_is_stale_there_is_no_box(site: Any, editor_client: Any):
    english = make_event(site.events["en"], starts_at=MAY_3)
    french = translated(english, "fr")
    for page in (english, french):
        assert BOXES not in Editor.of(editor_client, page).html
