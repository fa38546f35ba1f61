"""A minor edit of the source leaves its translations as done as they were."""

from __future__ import annotations

from typing import Any

import pytest

from tests.built_once import again, for_a_module
from tests.editing import Editor
from tests.factories import make_event
from tests.language_states import states_by_language
from tests.translation import translating
from tests.translation.gates import approve, set_gate
from wagtail_migration_events.translation.gate.missing import what_is_missing
from wagtail_migration_events.translation.site_settings import Gate

pytestmark = [pytest.mark.localize, pytest.mark.django_db]


@for_a_module
def _event(site: Any, editor_client: Any, on_commit: Any) -> Any:
    page = make_event(site.events["en"], title="Forum of cities", summary="How cities take part")
    translating.submit(editor_client, page, "fr", on_commit=on_commit)
    translating.translate(
        editor_client, page, "fr", title="Forum des villes", summary="Comment participer"
    )
    return page


@pytest.fixture
def event(_event: Any) -> Any:
    return again(_event)


def edit(client: Any, page: Any, *, minor: bool = True, **values: Any) -> None:
    if minor:
        values = {**values, "minor_edit": "on", "minor_reason": "a comma"}
    assert Editor.of(client, page).fill(**values).publish().status_code == 302


def states_of_pieces(client: Any, page: Any) -> dict[str, str]:
    shown = translating.shown_at(client, page, "fr")
    return {path: piece["state"] for path, piece in shown.items()}


def test_what_was_translated_stays_translated_and_may_go_live(
    event: Any, editor_client: Any, on_commit: Any
):
    edit(editor_client, event, title="Forum of the cities")
    assert states_of_pieces(editor_client, event) == {"title": "done", "summary": "done"}
    assert str(states_by_language(event)["fr"].words) == "In translation (2 of 2)"
    translating.publish(editor_client, event, "fr", on_commit=on_commit)
    french = translating.in_language(event, "fr")
    assert (french.live, french.title, translating.stale(french)) == (
        True,
        "Forum des villes",
        [],
    )


def test_what_was_approved_stays_approved(event: Any, editor_client: Any, admin_user: Any):
    set_gate(event, Gate.TOGETHER, required=("fr", "es"))  # so that it is not live at once
    approve(translating.in_language(event, "fr"), admin_user)
    set_gate(event, Gate.APPROVED)
    edit(editor_client, event, title="Forum of the cities")
    assert what_is_missing(translating.in_language(event, "fr"), writes_words=True) == []


def test_a_translation_of_a_still_older_text_is_still_to_do(event: Any, editor_client: Any):
    edit(editor_client, event, minor=False, title="Meeting of towns")
    edit(editor_client, event, title="Meeting of the towns", summary="How cities take part!")
    assert states_of_pieces(editor_client, event) == {"title": "changed", "summary": "done"}


def test_what_a_machine_has_written_is_still_the_machines(event: Any, editor_client: Any):
    translation = translating.translation_of(event, "fr")
    rows = translation.source.stringsegment_set.get(context__path="title").string.translations
    rows.update(translation_type="machine", tool_name="Dummy")
    edit(editor_client, event, title="Forum of the cities")
    assert states_of_pieces(editor_client, event) == {"title": "machine", "summary": "done"}
