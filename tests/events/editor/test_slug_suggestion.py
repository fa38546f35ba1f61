"""What is suggested for the address of a new event."""

from __future__ import annotations

from typing import Any

import pytest

from tests.editing import Editor, at
from tests.factories import make_event
from wagtail_migration_events.events.editor.slug_suggestion import LONGEST, suggested_slug


@pytest.mark.parametrize(
    ("title", "language", "slug"),
    [
        ("Migration Week 2027", "en", "migration-week-2027"),
        ("Migration Week, 3–5 May 2027", "en", "migration-week-2027"),
        ("Migration Week 2027: May 3, 2027", "en", "migration-week-2027"),
        ("Town hall (2027-05-03)", "en", "town-hall-2027"),
        ("Town hall on 3 May", "en", "town-hall-on"),
        ("May Day talks 10", "en", "may-day-talks-10"),
        ("Forum du 3 au 5 mai 2027", "fr", "forum-du-2027"),
        ("Foro, 3 de mayo de 2027", "es", "foro-2027"),
        ("Форум 3 мая 2027", "ru", "форум-2027"),
        ("论坛 2027年5月3日", "zh-hans", "论坛-2027"),
        ("", "en", ""),
    ],
)
def test_a_slug_has_no_day(title: str, language: str, slug: str):
    assert suggested_slug(title, language) == slug


def test_a_slug_is_short_and_ends_with_a_word():
    slug = suggested_slug("Regional review of the implementation of the Global Compact for "
                          "Safe, Orderly and Regular Migration", "en")  # fmt: skip
    assert slug == "regional-review-of-the-implementation-of-the-global-compact"
    assert len(suggested_slug("x" * 10_000, "en")) <= 200
    assert len(suggested_slug("ab " * 5_000, "en")) <= LONGEST


@pytest.mark.django_db
def test_a_suggested_slug_that_is_taken_gets_a_number_and_a_typed_one_is_refused(
    site: Any, editor_client: Any
):
    parent = site.events["en"]
    make_event(parent, title="Side event", slug="side-event")
    editor = Editor.blank(editor_client, parent).fill(title="Side event")
    assert editor.data["slug"] == "side-event"
    editor.save_draft()
    assert editor.saved().slug == "side-event-1"
    unfilled = Editor.blank(editor_client, parent)
    unfilled.data |= {"title": "Side event", "slug": ""}
    unfilled.save_draft()
    assert unfilled.saved().slug == "side-event-2"
    typed = Editor.blank(editor_client, parent).fill(title="Another", slug="side-event")
    typed.save_draft()
    assert "slug" in typed.errors
    assert "data-w-slug-formatters-value" in Editor.adding(editor_client, parent).html


@pytest.mark.django_db
@pytest.mark.parametrize("filled_in", ["side-event", ""])
def test_a_form_that_was_saved_by_itself_still_knows_only_the_suggestion(
    site: Any, editor_client: Any, filled_in: str
):
    make_event(site.events["en"], title="Side event", slug="side-event")
    editor = at(Editor.blank(editor_client, site.events["en"]), title="Side event")
    editor.data["slug"] = filled_in
    editor.url = editor.autosave()["url"]
    editor.autosave()
    editor.publish()
    assert editor.saved().slug == "side-event-1"
    assert editor.saved().live
    # What readers have seen keeps its address.
    again = Editor.of(editor_client, editor.saved()).fill(slug="side-event")
    again.publish()
    assert "slug" in again.errors
