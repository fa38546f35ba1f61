"""The text of a live translation stays its own until somebody has translated the new text."""

from __future__ import annotations

from typing import Any

import pytest

from tests.adopter.models import TownHallPage
from tests.built_once import again, for_a_module
from tests.factories import make_event
from tests.translation import translating
from tests.translation.gates import set_gate
from tests.translation.translating import body_of, publish_source, stale
from wagtail_migration_events.translation.site_settings import Gate

pytestmark = [
    pytest.mark.localize,
    pytest.mark.django_db,
    pytest.mark.usefixtures("languages_live_at_will"),
]

BODY = [
    {"type": "heading", "value": "Why come", "id": "a"},
    {"type": "heading", "value": "How to come", "id": "b"},
]


@for_a_module
def _event(site: Any, editor_client: Any, on_commit: Any) -> Any:
    set_gate(site.home["en"], Gate.READY)
    page = make_event(
        site.events["en"],
        title="Forum of cities",
        summary="How cities take part",
        location_note="Enter here",
        body=body_of(BODY),
    )
    translating.submit(editor_client, page, "fr", on_commit=on_commit)
    translating.translate_by_machine(editor_client, page, "fr")
    translating.publish(editor_client, page, "fr", on_commit=on_commit)
    return page


@pytest.fixture
def event(_event: Any, editor_client: Any) -> Any:
    """An event that is published in English and in French."""
    return again(_event)


def french_of(page: Any) -> Any:
    return translating.in_language(page, "fr")


def headings(page: Any) -> list[str]:
    return [block.value for block in page.body]


def press(button: str, client: Any, page: Any, on_commit: Any) -> None:
    if button == "sync":
        translating.update(client, page, publish=True, on_commit=on_commit)
    elif button == "publish":
        translating.publish(client, page, "fr", on_commit=on_commit)
    else:
        with on_commit(execute=True):
            translating.translation_of(page, "fr").save_target(publish=button == "code")


BUTTONS = ["sync", "publish", "code", "draft by code"]


@pytest.mark.parametrize("button", BUTTONS)
def test_no_button_puts_source_words_on_a_live_translation(
    button: str, event: Any, editor_client: Any, on_commit: Any
):
    event = publish_source(
        event,
        title="Meeting of towns",
        summary="New words",
        body=body_of([BODY[0], {**BODY[1], "value": "By bus"}]),
    )
    press(button, editor_client, event, on_commit)
    french = french_of(event)
    assert french.title == "cities of Forum"
    assert french.summary == "part take cities How"
    assert headings(french) == ["come Why", "come to How"]
    assert french.live
    assert stale(french) == ["body", "summary", "title"]


@pytest.mark.parametrize("button", BUTTONS)
def test_a_text_the_source_did_not_have_before_stays_empty_until_it_is_translated(
    button: str, event: Any, editor_client: Any, on_commit: Any
):
    event = publish_source(event, accessibility_note="There is a lift")
    press(button, editor_client, event, on_commit)
    assert french_of(event).accessibility_note == ""
    assert stale(french_of(event)) == ["accessibility_note"]
    translating.translate(editor_client, event, "fr", accessibility_note="Ascenseur")
    translating.publish(editor_client, event, "fr", on_commit=on_commit)
    assert french_of(event).accessibility_note == "Ascenseur"
    assert stale(french_of(event)) == []


def test_what_was_translated_goes_live_and_the_rest_waits(
    event: Any, editor_client: Any, on_commit: Any
):
    event = publish_source(
        event, title="Meeting of towns", summary="New words", location_note="Enter there"
    )
    translating.translate(editor_client, event, "fr", title="Réunion des villes")
    translating.publish(editor_client, event, "fr", on_commit=on_commit)
    french = french_of(event)
    assert (french.title, french.summary) == ("Réunion des villes", "part take cities How")
    assert stale(french) == ["location_note", "summary"]


def test_blocks_wait_for_the_last_of_them(event: Any, editor_client: Any, on_commit: Any):
    changed = [{**BODY[0], "value": "Why to come"}, {"type": "heading", "value": "When", "id": "c"}]
    event = publish_source(event, body=body_of(changed))
    translating.translate(editor_client, event, "fr", **{"body.a": "Pourquoi venir"})
    translating.publish(editor_client, event, "fr", on_commit=on_commit)
    assert headings(french_of(event)) == ["come Why", "come to How"]
    assert stale(french_of(event)) == ["body"]
    translating.translate(editor_client, event, "fr", **{"body.c": "Quand"})
    translating.publish(editor_client, event, "fr", on_commit=on_commit)
    assert headings(french_of(event)) == ["Pourquoi venir", "Quand"]
    assert stale(french_of(event)) == []


def test_rich_text_waits_for_its_last_paragraph(site: Any, editor_client: Any, on_commit: Any):
    page = make_event(site.events["en"], TownHallPage, agenda="<p>One by one</p><p>Then all</p>")
    translating.submit(editor_client, page, "fr", on_commit=on_commit)
    translating.translate_by_machine(editor_client, page, "fr")
    translating.publish(editor_client, page, "fr", on_commit=on_commit)
    page = publish_source(page, agenda="<p>Two by two</p><p>Then all</p>")
    translating.update(editor_client, page, publish=True, on_commit=on_commit)
    assert french_of(page).agenda == "<p>one by One</p><p>all Then</p>"
    assert stale(french_of(page)) == ["agenda"]
    translating.translate_by_machine(editor_client, page, "fr")
    translating.publish(editor_client, page, "fr", on_commit=on_commit)
    assert french_of(page).agenda == "<p>two by Two</p><p>all Then</p>"
    assert stale(french_of(page)) == []


def test_the_same_words_saved_again_are_a_translation_of_the_new_text(
    event: Any, editor_client: Any, on_commit: Any
):
    event = publish_source(event, summary="How the cities take part")
    assert stale(french_of(event)) == ["summary"]
    translating.translate(editor_client, event, "fr", summary="part take cities How")
    assert stale(french_of(event)) == ["summary"]
    translating.publish(editor_client, event, "fr", on_commit=on_commit)
    assert french_of(event).summary == "part take cities How"
    assert stale(french_of(event)) == []


def test_a_text_that_the_source_has_dropped_goes_when_the_translation_is_published(
    event: Any, editor_client: Any, on_commit: Any
):
    event = publish_source(event, location_note="", body=body_of([]))
    french = french_of(event)
    assert (french.location_note, headings(french)) == ("here Enter", ["come Why", "come to How"])
    translating.publish(editor_client, event, "fr", on_commit=on_commit)
    french = french_of(event)
    assert (french.location_note, headings(french)) == ("", [])
    assert stale(french) == []


def test_a_translation_saved_as_a_draft_by_code_does_not_go_live(
    event: Any, editor_client: Any, on_commit: Any
):
    event = publish_source(event, summary="New words")
    translating.translate(editor_client, event, "fr", summary="Nouveaux mots")
    with on_commit(execute=True):
        translating.translation_of(event, "fr").save_target(publish=False)
    french = french_of(event)
    assert (french.summary, stale(french)) == ("part take cities How", ["summary"])
    assert french.has_unpublished_changes
    draft = french.get_latest_revision()
    assert draft.as_object().summary == "Nouveaux mots"
    draft.publish()
    assert (french_of(event).summary, stale(french_of(event))) == ("Nouveaux mots", [])


def test_the_first_draft_may_show_what_is_not_translated_yet(
    site: Any, editor_client: Any, on_commit: Any
):
    page = make_event(site.events["en"], title="Forum", summary="How cities take part")
    translating.submit(editor_client, page, "fr", on_commit=on_commit)
    page = publish_source(page, summary="New words")
    translating.translate(editor_client, page, "fr", title="Forum des villes")
    translating.publish(editor_client, page, "fr", on_commit=on_commit)
    french = french_of(page)
    assert (french.title, french.summary) == ("Forum des villes", "New words")
    assert stale(french) == ["summary"]  # nobody has translated it


def test_a_half_translated_page_can_be_finished_piece_by_piece(
    site: Any, editor_client: Any, on_commit: Any
):
    """What stands there in English already may be replaced bit by bit."""
    page = make_event(site.events["en"], title="Forum", body=body_of(BODY))
    translating.submit(editor_client, page, "fr", on_commit=on_commit)
    translating.publish(editor_client, page, "fr", on_commit=on_commit)
    translating.translate(editor_client, page, "fr", **{"body.a": "Pourquoi venir"})
    translating.publish(editor_client, page, "fr", on_commit=on_commit)
    assert headings(french_of(page)) == ["Pourquoi venir", "How to come"]


def test_the_preview_shows_what_would_be_published(event: Any, editor_client: Any, on_commit: Any):
    event = publish_source(event, title="Meeting of towns", summary="New words")
    translating.translate(editor_client, event, "fr", title="Réunion des villes")
    html = translating.preview(editor_client, event, "fr")
    assert "Réunion des villes" in html
    assert "part take cities How" in html
    assert "New words" not in html
    assert french_of(event).title == "cities of Forum"


def test_a_translation_that_was_emptied_is_not_done(event: Any, editor_client: Any, on_commit: Any):
    event = publish_source(event, summary="New words")
    translating.translate(editor_client, event, "fr", summary="")
    translating.publish(editor_client, event, "fr", on_commit=on_commit)
    assert french_of(event).summary == "part take cities How"
    assert stale(french_of(event)) == ["summary"]


def test_a_translation_that_is_refused_says_why_and_leaves_the_page_alone(
    event: Any, editor_client: Any, on_commit: Any
):
    event = publish_source(event, image_alt="People in a hall", summary="New words")
    translating.translate(editor_client, event, "fr", image_alt="x" * 300, summary="Nouveau")
    translating.publish(editor_client, event, "fr", on_commit=on_commit)
    french = french_of(event)
    assert (french.image_alt, french.summary) == ("", "part take cities How")
    shown = translating.shown_at(editor_client, event, "fr")
    assert [path for path, each in shown.items() if each["state"] == "wrong"] == ["image_alt"]
    assert "255" in shown["image_alt"]["words"]
    # "Click publish again to ignore these translations for now."
    translating.publish(editor_client, event, "fr", on_commit=on_commit)
    french = french_of(event)
    assert (french.image_alt, french.summary) == ("", "Nouveau")
    assert stale(french) == ["image_alt"]
