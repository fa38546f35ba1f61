"""Texts that somebody else changes while a form is open."""

from __future__ import annotations

from typing import Any

import pytest

from tests.editing import Editor
from tests.factories import make_event, translated
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db

PARAGRAPH = {"body-count": "1", "body-0-deleted": "", "body-0-order": "0", "body-0-id": ""}


def newest(page: Any) -> Any:
    return EventPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def paragraph(text: str) -> dict[str, str]:
    return {**PARAGRAPH, "body-0-type": "heading", "body-0-value": text}


def test_of_two_who_write_at_once_nobody_loses_a_text(site: Any, editor_client: Any):
    event = make_event(site.events["en"], title="Forum", summary="One\ntwo", venue="Palais")
    first, second = (Editor.of(editor_client, event) for _ in range(2))
    first.fill(title="Forum of May", summary="New", **paragraph("Theirs")).save_draft()
    second.fill(location_note="Gate 3", summary="One\r\ntwo").save_draft()
    kept = newest(event)
    texts = (kept.title, kept.summary, kept.location_note, str(kept.body[0].value))
    assert texts == ("Forum of May", "New", "Gate 3", "Theirs")


def test_a_text_that_both_have_written_is_asked_about_once_at_its_field(
    site: Any, editor_client: Any
):
    source = make_event(site.events["en"], title="Forum", summary="Old")
    for page in (source, translated(source, "fr", title="Forum", summary="Ancien")):
        first, second = (Editor.of(editor_client, page) for _ in range(2))
        first.fill(title="Theirs", summary="Of others", **paragraph("Theirs")).save_draft()
        second.fill(title="Theirs", summary="Mine", **paragraph("Mine")).save_draft()
        assert set(second.errors) == {"summary", "body"}
        assert "“Of others”" in second.errors["summary"][0]
        assert second.shown["summary"] == "Mine"
        assert newest(page).summary == "Of others"
        second.data = {**second.shown, **paragraph("Mine")}
        second.save_draft()
        kept = newest(page)
        assert (kept.title, kept.summary, str(kept.body[0].value)) == ("Theirs", "Mine", "Mine")


def test_ones_own_automatic_saves_and_a_garbled_version_stop_nobody(site: Any, editor_client: Any):
    event = make_event(site.events["en"], title="Forum")
    editor = Editor.of(editor_client, event)
    for title in ("F", "Fo", "For"):
        editor.fill(title=title).autosave()
    for version in ("nonsense", '{"title": []}', "[]"):
        editor.fill(title=f"After {version}", own_text_version=version).save_draft()
        if editor.response.status_code == 302:
            continue
        editor.data = editor.shown  # "[]" is no digest of a text: the person is asked
        editor.save_draft()
        assert editor.saved().title == f"After {version}"
