"""Fields that a site requires before an event is published."""

from __future__ import annotations

from typing import Any

import pytest

from tests.editing import Editor, at
from tests.factories import make_event, translated
from wagtail_migration_events.events.readiness.check import results

pytestmark = pytest.mark.django_db


@pytest.fixture
def require(settings: Any) -> Any:
    def required(*names: str) -> None:
        settings.WAGTAIL_MIGRATION_EVENTS_REQUIRED_FIELDS = names

    return required


def missing(event: Any) -> list[str]:
    found = results(event, only_blocking=True)
    return [each.finding.field for each in found if each.check.name == "required_fields"]


def test_without_it_an_event_is_saved_and_not_published(
    site: Any, editor_client: Any, require: Any
):
    require("summary", "venue", "gcm_objectives")
    editor = at(Editor.blank(editor_client, site.events["en"]), title="Forum", summary=" ")
    editor.publish()
    assert set(editor.errors) == {"summary", "venue", "gcm_objectives"}
    assert editor.errors["venue"] == ["“Venue” must be filled in before publishing."]
    assert editor.save_draft().status_code == 302


def test_with_it_the_event_is_published(site: Any, editor_client: Any, require: Any):
    require("summary", "venue")
    editor = at(Editor.blank(editor_client, site.events["en"]), title="Forum")
    editor.fill(summary="How", venue="Hall").publish()
    assert editor.saved().live


def test_a_language_must_fill_its_text_and_what_neither_it_nor_the_source_has(
    site: Any, require: Any
):
    event = make_event(site.events["en"], summary="How", registration_url="https://example.org")
    french = translated(event, "fr", summary="")
    require("summary", "venue", "registration_url", "livestream_url")
    assert missing(event) == ["venue", "livestream_url"]
    assert missing(french) == ["summary", "livestream_url"]


def test_what_is_hidden_or_unknown_or_in_rows_is_not_required(
    site: Any, require: Any, settings: Any
):
    settings.WAGTAIL_MIGRATION_EVENTS_HIDDEN_FIELDS = ("venue",)
    require("venue", "no_such_field", "organizer_links")
    assert missing(make_event(site.events["en"])) == []


def test_nothing_is_required_unless_the_site_says_so(site: Any):
    assert missing(make_event(site.events["en"])) == []
