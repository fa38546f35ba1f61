"""How far each translation is, as wagtail-localize knows it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_event
from tests.language_states import states_by_language
from tests.translation import translating
from wagtail_migration_events.events.language_states.deriving import language_states

pytestmark = [
    pytest.mark.localize,
    pytest.mark.django_db,
    pytest.mark.usefixtures("languages_live_at_will"),
]


@pytest.fixture
def event(site: Any) -> Any:
    return make_event(site.events["en"], title="Forum of cities", summary="How cities take part")


def words(event: Any, language: str = "fr") -> str:
    return states_by_language(event)[language].words


def test_a_translation_is_counted_piece_by_piece_until_it_is_live(
    event: Any, editor_client: Any, on_commit: Any
):
    translating.submit(editor_client, event, "fr", "ar", on_commit=on_commit)
    assert words(event) == "In translation (0 of 2)"
    translating.translate(editor_client, event, "fr", title="Colloque des villes")
    assert words(event) == "In translation (1 of 2)"
    assert words(event, "ar") == "In translation (0 of 2)"
    translating.translate(editor_client, event, "fr", summary="Comment participer")
    assert words(event) == "In translation (2 of 2)"
    translating.publish(editor_client, event, "fr", on_commit=on_commit)
    assert words(event) == "Live"
    assert words(event, "ru") == "Not wanted"


def test_what_a_machine_wrote_is_marked_until_somebody_has_saved_it(
    event: Any, editor_client: Any, on_commit: Any
):
    translating.submit(editor_client, event, "fr", on_commit=on_commit)
    translating.translate_by_machine(editor_client, event, "fr")
    assert words(event) == "Machine draft"
    translating.translate(editor_client, event, "fr", title="cities of Forum")
    assert words(event) == "Machine draft"
    translating.translate(editor_client, event, "fr", summary="Comment participer")
    assert words(event) == "In translation (2 of 2)"


def test_a_suggestion_counts_as_still_to_do(event: Any, editor_client: Any, on_commit: Any):
    french = translating.translate_all(editor_client, event, "fr", on_commit=on_commit)
    event = translating.publish_source(event, title="Meeting of towns")
    assert words(event) == "Live, older than the source: Title"
    type(french).objects.get(pk=french.pk).unpublish()
    assert words(event) == "In translation (1 of 2)"


def test_a_translation_of_a_translation_is_counted_against_its_own_source(
    event: Any, editor_client: Any, on_commit: Any
):
    french = translating.translate_all(editor_client, event, "fr", on_commit=on_commit)
    translating.submit(editor_client, french, "es", on_commit=on_commit)
    translating.translate(editor_client, french, "es", title="Foro de ciudades")
    assert words(event, "es") == "In translation (1 of 2)"
    assert words(event) == "Live"


def test_a_translation_that_was_stopped_is_a_page_like_any_other(
    event: Any, editor_client: Any, on_commit: Any
):
    translating.submit(editor_client, event, "fr", on_commit=on_commit)
    translating.stop(editor_client, event, "fr")
    assert words(event) == "Draft"


def test_progress_is_counted_in_one_query(
    site: Any, event: Any, editor_client: Any, on_commit: Any
):
    def queries() -> int:
        language_states(keys)
        with CaptureQueriesContext(connection) as captured:
            language_states(keys)
        return len(captured)

    translating.submit(editor_client, event, "fr", on_commit=on_commit)
    keys = [event.translation_key]
    few = queries()
    for _ in range(3):
        page = make_event(site.events["en"])
        translating.submit(editor_client, page, "fr", "ar", on_commit=on_commit)
        keys.append(page.translation_key)
    assert queries() == few
