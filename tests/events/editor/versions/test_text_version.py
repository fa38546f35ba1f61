"""What a translation was made from is what its translator has seen."""

from __future__ import annotations

from typing import Any

import pytest

from tests.editing import Editor
from tests.factories import MAY_3, make_event, translated
from wagtail_migration_events.events.editor.facts_form import TEXT_VERSION
from wagtail_migration_events.events.freshness.staleness import stale_texts
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def english(site: Any) -> Any:
    return make_event(
        site.events["en"], title="Forum", summary="Old", starts_at=MAY_3, timezone="UTC"
    )


@pytest.fixture
def french(english: Any) -> Any:
    return translated(english, "fr", title="Le forum", summary="Ancien")


def stale(page: Any) -> list[str]:
    return [each.name for each in stale_texts(EventPage.objects.get(pk=page.pk))]


def test_text_that_the_source_published_meanwhile_was_not_translated(
    english: Any, french: Any, editor_client: Any
):
    opened = Editor.of(editor_client, french)
    Editor.of(editor_client, english).fill(summary="New").publish()
    opened.fill(summary="Traduction de l’ancien").publish()
    opened.saved()
    assert stale(french) == ["summary"]
    Editor.of(editor_client, french).fill(summary="Nouveau").publish()
    assert stale(french) == []


@pytest.mark.parametrize(
    "version",
    ["", "nonsense", "[]", "[" * 5000, '{"summary": "unknown"}', '{"summary": []}', '{"x": 1}'],
)
def test_a_version_that_says_nothing_counts_for_nothing(
    english: Any, french: Any, editor_client: Any, version: str
):
    Editor.of(editor_client, english).fill(summary="New").publish()
    Editor.of(editor_client, french).fill(summary="Nouveau", **{TEXT_VERSION: version}).publish()
    assert stale(french) == []


def test_only_siblings_have_a_version(english: Any, french: Any, editor_client: Any):
    assert TEXT_VERSION not in Editor.of(editor_client, english).data
    assert TEXT_VERSION in Editor.of(editor_client, french).data
