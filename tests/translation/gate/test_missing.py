"""What keeps a language of an event from going live under each of the four gates."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Workflow, WorkflowState, WorkflowTask

from tests.built_once import again, for_a_module
from tests.factories import make_event, translated
from tests.translation.gates import approve, in_review, set_gate
from tests.translation.translating import (
    body_of,
    in_language,
    publish_source,
    stop,
    submit,
    translate,
    translate_by_machine,
    translation_of,
)
from wagtail_migration_events.translation.gate.missing import (
    may_go_live,
    what_is_missing,
    what_is_missing_of,
)
from wagtail_migration_events.translation.review.task import ReviewByLanguageTask
from wagtail_migration_events.translation.site_settings import Gate

pytestmark = [pytest.mark.localize, pytest.mark.django_db]
WORDS = {"title": "Forum des villes", "summary": "Comment participer"}
NOT_APPROVED = "French: its newest version has not been approved by its reviewers."
WAITS_FOR_ARABIC = "Arabic: it is not live, and all required languages go live together."


@for_a_module
def _event(site: Any, editor_client: Any, on_commit: Any) -> Any:
    page = make_event(site.events["en"], title="Forum", summary="How cities take part")
    submit(editor_client, page, "fr", "ar", on_commit=on_commit)
    return page


@pytest.fixture
def event(_event: Any, editor_client: Any) -> Any:
    """An event in English with drafts in French and Arabic, of which nothing is translated."""
    return again(_event)


def missing(event: Any, language: str = "fr") -> list[str]:
    found = what_is_missing(in_language(event, language), writes_words=True)
    return [each.sentence for each in found]


def test_by_default_every_piece_of_text_must_be_translated(event: Any, editor_client: Any):
    assert missing(event) == ["French: 2 of 2 pieces of text are not translated."]
    translate(editor_client, event, "fr", title=WORDS["title"])
    assert missing(event) == ["French: 1 of 2 pieces of text is not translated."]
    assert not may_go_live(in_language(event, "fr"))
    set_gate(event, Gate.READY)
    assert missing(event) == []


def test_the_source_and_other_pages_wait_for_nothing(site: Any, event: Any):
    assert missing(event, "en") == []
    assert what_is_missing(site.events["fr"]) == []


def test_words_that_are_not_in_the_page_yet_are_missing_unless_they_are_written_first(
    event: Any, editor_client: Any
):
    translate(editor_client, event, "fr", **WORDS)
    assert missing(event) == []
    (unwritten,) = what_is_missing(in_language(event, "fr"))
    assert unwritten.words == (
        "the translators' newest words are not in its newest version. Publish it where it is "
        "translated, or with “Publish all languages”: these take them along."
    )
    translation_of(event, "fr").save_target(publish=False)
    assert may_go_live(in_language(event, "fr"))


def test_what_a_machine_wrote_is_missing_until_a_person_or_a_reviewer_has_read_it(
    event: Any, editor_client: Any
):
    translate_by_machine(editor_client, event, "fr")
    words = "French: 2 pieces of text were translated by a machine, and nobody has read them."
    assert missing(event) == [words]
    approve(in_language(event, "fr"), editor_client.user)
    set_gate(event, Gate.COMPLETE)
    assert missing(event) == []
    translate_by_machine(editor_client, event, "ar")
    translate(editor_client, event, "ar", **WORDS)
    assert missing(event, "ar") == []


@pytest.mark.parametrize("is_stopped", [False, True])
def test_handing_in_a_language_that_nobody_reviews_does_not_mean_that_somebody_has_read_it(
    is_stopped: bool, event: Any, editor_client: Any
):
    set_gate(event, Gate.APPROVED, unreviewed=("fr",))
    if is_stopped:
        stop(editor_client, event, "fr")
        words = "these texts are still those of the source: Title, Summary."
    else:
        translate_by_machine(editor_client, event, "fr")
        translation_of(event, "fr").save_target(publish=False)
        words = "2 pieces of text were translated by a machine, and nobody has read them."
    workflow = Workflow.objects.create(name="By language")
    task = ReviewByLanguageTask.objects.create(name="By language")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    page = in_language(event, "fr")
    assert workflow.start(page, editor_client.user).status == WorkflowState.STATUS_APPROVED
    assert missing(event) == [f"French: {words}"]
    assert not in_language(event, "fr").live


def test_a_page_that_nobody_translates_by_localize_must_not_repeat_the_source(
    event: Any, editor_client: Any
):
    stop(editor_client, event, "fr")
    assert missing(event) == ["French: these texts are still those of the source: Title, Summary."]
    page = in_language(event, "fr")
    page.summary = WORDS["summary"]
    page.save_revision()
    assert missing(event) == []  # many an event is called the same in every language


def test_nor_may_it_be_half_a_translation_that_was_taken_out_of_localize(
    site: Any, editor_client: Any, on_commit: Any
):
    body = [{"type": "heading", "value": f"Part {name}", "id": name} for name in "ab"]
    event = make_event(site.events["en"], title="Forum", body=body_of(body))
    submit(editor_client, event, "fr", on_commit=on_commit)
    translate(editor_client, event, "fr", title="Forum", **{"body.a": "Partie a"})
    translation_of(event, "fr").save_target(publish=False)
    stop(editor_client, event, "fr")
    assert missing(event) == ["French: these texts are still those of the source: Body."]


def test_nor_may_a_copy_that_nobody_handed_to_localize_be_half_of_the_source(site: Any):
    part = "Registration opens in the spring and closes a month before the forum."
    body = [{"type": "heading", "value": each, "id": each[0]} for each in (part, "Geneva")]
    event = make_event(site.events["en"], title="Forum", body=body_of(body))
    page = translated(event, "fr", title="Colloque", live=False)
    page.body = body_of([{**body[0], "value": "Inscriptions au printemps."}, body[1]])
    page.save_revision()
    assert missing(event) == []  # a place is called the same in many languages
    page.body = body_of([body[0], {**body[1], "value": "Genève"}])
    page.save_revision()
    assert missing(event) == ["French: these texts are still those of the source: Body."]


def test_only_the_newest_words_are_approved(event: Any, editor_client: Any, on_commit: Any):
    set_gate(event, Gate.APPROVED)
    translate(editor_client, event, "fr", **WORDS)
    assert missing(event) == [NOT_APPROVED]
    in_review(in_language(event, "fr"), editor_client.user)
    assert missing(event) == [NOT_APPROVED]
    state = in_language(event, "fr").current_workflow_state
    with on_commit(execute=True):
        state.current_task_state.approve(user=editor_client.user)
    assert in_language(event, "fr").live
    assert missing(event) == []  # there is nothing new to publish
    translate(editor_client, event, "fr", title="Forum des cités")
    assert missing(event) == [NOT_APPROVED]


def test_an_approved_page_lacks_what_the_source_has_added_before_it_went_live(
    event: Any, editor_client: Any, on_commit: Any
):
    set_gate(event, Gate.TOGETHER, required=("en", "fr", "ar"))
    translate(editor_client, event, "fr", **WORDS)
    approve(in_language(event, "fr"), editor_client.user)
    assert missing(event) == [WAITS_FOR_ARABIC]
    publish_source(event, on_commit=on_commit, summary="How towns take part")
    assert "French: 1 of 2 pieces of text is not translated." in missing(event)


def test_a_language_without_review_must_only_be_complete(event: Any, editor_client: Any):
    set_gate(event, Gate.APPROVED, unreviewed=("fr",))
    assert missing(event) == ["French: 2 of 2 pieces of text are not translated."]
    translate(editor_client, event, "fr", **WORDS)
    assert missing(event) == []


def test_required_languages_go_live_together_and_the_others_when_they_are_approved(
    site: Any, event: Any, editor_client: Any
):
    set_gate(event, Gate.TOGETHER, required=("en", "ar"), unreviewed=("fr", "ar"))
    for language in ("fr", "ar"):
        translate(editor_client, event, language, **WORDS)
        assert missing(event, language) == []  # French is not required, and English is live
    set_gate(event, Gate.TOGETHER, required=("fr", "ar", "es"), unreviewed=("fr", "ar"))
    no_page = "Spanish: there is no page yet, and all required languages go live together."
    assert missing(event) == [WAITS_FOR_ARABIC, no_page]


def test_together_holds_the_source_back_too_until_it_is_live(
    site: Any, event: Any, editor_client: Any
):
    set_gate(event, Gate.TOGETHER, required=("en", "ar"))
    assert missing(event, "en") == []
    in_language(event, "en").unpublish()
    assert missing(event, "en") == [WAITS_FOR_ARABIC]


def test_who_may_not_publish_is_told_so(event: Any, django_user_model: Any):
    user = django_user_model.objects.create_user("translator")
    (obstacle,) = what_is_missing(in_language(event, "en"), user)
    assert obstacle.sentence == "English: you may not publish it."


def test_many_pages_are_asked_about_in_the_queries_of_one(
    site: Any, event: Any, editor_client: Any, on_commit: Any
):
    def queries(pages: list[Any]) -> int:
        what_is_missing_of(pages)
        with CaptureQueriesContext(connection) as captured:
            what_is_missing_of(pages)
        return len(captured)

    set_gate(event, Gate.TOGETHER, required=("en", "fr", "ar"))
    pages = [in_language(event, "fr")]
    few = queries(pages)
    for _ in range(3):
        other = make_event(site.events["en"])
        submit(editor_client, other, "fr", "ar", on_commit=on_commit)
        pages += [in_language(other, "fr"), in_language(other, "ar")]
    assert queries(pages) <= few
    assert few <= 14


def test_no_translation_goes_live_before_its_source(site: Any, event: Any, editor_client: Any):
    translate(editor_client, event, "fr", **WORDS)
    never_live = {"live": False, "first_published_at": None, "last_published_at": None}
    type(event).objects.filter(pk=in_language(event, "en").pk).update(**never_live)
    words = "French: the source (English) was never live, and no translation goes live before it."
    assert missing(event) == [words]
    state = in_review(in_language(event, "fr"), editor_client.user)
    state.current_task_state.approve(user=editor_client.user)
    assert not in_language(event, "fr").live
    pages = [in_language(event, language) for language in ("en", "fr")]
    assert what_is_missing_of(pages) == []  # both in one go
    for language, day, said in (("en", 2, []), ("fr", 1, [words]), ("fr", 2, [])):
        page = in_language(event, language).get_latest_revision_as_object()
        page.go_live_at = dt.datetime(2099, 5, day, 9, tzinfo=dt.UTC)
        revision = page.save_revision()
        assert missing(event, language) == said
        if language == "en":
            revision.publish()
    set_gate(event, Gate.READY)
    assert missing(event) == []


def test_a_source_that_was_taken_down_holds_no_language_back(event: Any, editor_client: Any):
    translate(editor_client, event, "fr", **WORDS)
    in_language(event, "en").unpublish()
    assert missing(event) == []
    approve(in_language(event, "fr"), editor_client.user)
    assert in_language(event, "fr").live


def test_what_was_approved_and_taken_down_may_go_live_again_as_it_is(
    event: Any, editor_client: Any
):
    set_gate(event, Gate.APPROVED)
    translate(editor_client, event, "fr", **WORDS)
    approve(in_language(event, "fr"), editor_client.user)
    in_language(event, "fr").unpublish()
    assert missing(event) == []
    translate(editor_client, event, "fr", title="Forum")
    assert missing(event) == [NOT_APPROVED]
    approve(in_language(event, "fr"), editor_client.user)
    in_language(event, "fr").unpublish()
    in_language(event, "fr").save_revision()
    assert missing(event) == [NOT_APPROVED]
