"""What cannot be done at the end: it is said why, and what was reached stays."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.models import Comment, Page

from tests.factories import make_event
from tests.translation.desk.desk_form import Desk, stored_texts, told
from tests.translation.desk.test_review import act, translate_everything
from tests.translation.reviewing import person_of, set_up
from tests.translation.translating import draft_of, in_language

pytestmark = [pytest.mark.localize, pytest.mark.django_db]


def test_an_approved_page_that_wagtail_does_not_save_stays_approved_and_it_is_said_why(
    site: Any, event: Any, on_commit: Any
):
    set_up()
    translator, reviewer = person_of("translator-fr", site), person_of("reviewer-fr", site)
    translate_everything(translator, event)
    with on_commit(execute=True):
        Desk(translator, event, "fr").press("action-submit")
    slug = draft_of(event, "fr").slug
    Page.objects.filter(pk=in_language(event, "fr").pk).update(slug="as-it-was")
    make_event(site.events["fr"], title="Taken", slug=slug)
    with on_commit(execute=True):
        response = act(Desk(reviewer, event, "fr"), "approve")
    (words,) = told(response)
    assert words.startswith(
        "Approved, and not live yet. French: the page cannot be saved: The slug"
    )
    page = in_language(event, "fr")
    assert (page.live, page.workflow_states.get().status) == (False, "approved")


def test_who_may_not_publish_any_more_is_told_so_and_that_the_words_are_saved(
    event: Any, translator: Any
):
    response = (
        Desk(translator, event, "fr").type("title", "Forum des villes").press("action-publish")
    )
    assert response.status_code == 302
    saved, refused = told(response)
    assert saved == "The translation has been saved."
    assert refused == "Sorry, you do not have permission to access this area."
    assert list(stored_texts(event, "fr")) == ["title"]


def test_where_the_site_has_no_comments_no_question_is_taken(
    event: Any, translator: Any, settings: Any
):
    desk = Desk(translator, event, "fr")
    name = next(each for each in desk.data if each.startswith("question-"))
    desk.data[name] = "Which cities?"
    settings.WAGTAILADMIN_COMMENTS_ENABLED = False
    desk.press("ask", name.removeprefix("question-"))
    assert not Comment.objects.exists()
    assert name not in Desk(translator, event, "fr").data
