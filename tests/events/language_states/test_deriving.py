"""How far each language of an event is, as its pages and their reviews say."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

import pytest
from bs4 import BeautifulSoup
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Workflow, WorkflowState
from wagtail.signal_handlers import disable_reference_index_auto_update

from tests.factories import make_event, translated
from tests.language_states import states_by_language as states
from wagtail_migration_events.events.freshness.digests import digest
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.language_states import rules
from wagtail_migration_events.events.language_states.deriving import language_states
from wagtail_migration_events.events.language_states.state import TranslationState
from wagtail_migration_events.events.sharing.change_of_source import make_source
from wagtail_migration_events.groups.page_model import base_page_model

pytestmark = pytest.mark.django_db


def words(event: Any, language: str) -> str:
    return states(event)[language].words


def publish(page: Any, **values: Any) -> Any:
    page = type(page).objects.get(pk=page.pk)
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return page


@pytest.fixture
def event(site: Any) -> Any:
    return make_event(site.events["en"], title="Forum", summary="Summary")


@pytest.fixture
def french(event: Any) -> Any:
    return translated(event, "fr", live=False, title="Colloque", summary="Résumé")


def test_a_language_without_a_page_of_its_own_is_not_wanted(event: Any, languages: Any):
    event.copy_for_translation(languages["ar"], copy_parents=True, alias=True)
    found = states(event)
    assert list(found) == ["ar", "zh-hans", "en", "fr", "ru", "es"]
    assert {tag for tag, each in found.items() if each.words == "Not wanted"} == {
        "ar", "zh-hans", "fr", "ru", "es"
    }  # fmt: skip
    assert found["ar"].page is None
    assert (found["en"].words, found["en"].page, found["en"].is_source) == ("Live", event.pk, True)


def test_a_page_is_a_draft_then_live_then_older_than_the_source(event: Any, french: Any):
    assert (words(event, "fr"), states(event)["fr"].page) == ("Draft", french.pk)
    publish(french)
    assert words(event, "fr") == "Live"
    event = publish(event, title="Congress", summary="New summary")
    assert states(event)["fr"].stale == ("title", "summary")
    assert words(event, "fr") == "Live, older than the source: Title, Summary"
    assert words(event, "en") == "Live"
    type(french).objects.get(pk=french.pk).unpublish()
    assert words(event, "fr") == "Draft"


def test_another_source_has_other_stale_translations(event: Any, french: Any):
    make_source(publish(french))
    publish(french, title="Congrès")
    assert words(event, "en") == "Live, older than the source: Title"
    assert (words(event, "fr"), states(event)["fr"].is_source) == ("Live", True)


def test_a_review_is_seen_until_what_was_approved_is_live(
    event: Any, french: Any, django_user_model: Any
):
    user = django_user_model.objects.create_superuser("reviewer")

    def current() -> Any:
        return type(french).objects.get(pk=french.pk)

    french.get_workflow().start(french, user)
    assert words(event, "fr") == "In review"
    current().current_workflow_state.current_task_state.specific.reject(user)
    assert words(event, "fr") == "Changes asked"
    page = current()
    page.go_live_at = timezone.now() + dt.timedelta(days=3)
    page.save_revision()
    page.current_workflow_state.resume(user)
    assert words(event, "fr") == "In review"
    current().current_workflow_state.current_task_state.specific.approve(user)
    assert words(event, "fr") == "Approved"
    publish(current(), go_live_at=None)
    assert words(event, "fr") == "Live"
    page = current()
    page.save_revision()
    page.get_workflow().start(page, user)
    assert words(event, "fr") == "In review, an earlier version is live"


def test_what_is_approved_is_approved_until_it_is_changed_or_published(
    event: Any, french: Any, django_user_model: Any, monkeypatch: pytest.MonkeyPatch
):
    # As the setting WAGTAIL_FINISH_WORKFLOW_ACTION may have it: somebody publishes later.
    monkeypatch.setattr(WorkflowState, "on_finish", lambda state, user=None: None)
    user = django_user_model.objects.create_superuser("reviewer")

    def approve() -> Any:
        page = type(french).objects.get(pk=french.pk)
        page.get_workflow().start(page, user)
        page.current_workflow_state.current_task_state.specific.approve(user)
        return type(french).objects.get(pk=french.pk)

    page = approve()
    assert words(event, "fr") == "Approved"
    page.save_revision()
    assert words(event, "fr") == "Draft"
    page = approve()
    page.latest_revision.publish()
    assert words(event, "fr") == "Live"
    type(page).objects.get(pk=page.pk).unpublish()
    assert words(event, "fr") == "Draft"


def test_a_site_without_workflows_has_no_reviews(
    event: Any, french: Any, django_user_model: Any, settings: Any
):
    french.get_workflow().start(french, django_user_model.objects.create_superuser("reviewer"))
    settings.WAGTAIL_WORKFLOW_ENABLED = False
    assert words(event, "fr") == "Draft"


def test_who_wants_a_language_is_told_by_rules(
    event: Any, french: Any, monkeypatch: pytest.MonkeyPatch
):
    def requested(keys: Any) -> dict[tuple[UUID, str], TranslationState]:
        return dict.fromkeys([(key, tag) for key in keys for tag in ("fr", "ar")], asked)

    def promised(keys: Any) -> dict[tuple[UUID, str], TranslationState]:
        return dict.fromkeys([(key, tag) for key in keys for tag in ("ar", "es")], missing)

    asked, missing = TranslationState.REQUESTED, TranslationState.MISSING
    for order in ([requested, promised], [promised, requested]):
        monkeypatch.setattr(rules, "WANTED_RULES", order)
        found = {tag: each.words for tag, each in states(event).items()}
        assert found == {
            "ar": "Requested",
            "zh-hans": "Not wanted",
            "en": "Live",
            "fr": "Draft",
            "ru": "Not wanted",
            "es": "Missing",
        }


def test_the_states_of_twenty_events_take_as_many_queries_as_of_two(
    site: Any, django_user_model: Any
):
    user = django_user_model.objects.create_superuser("reviewer")

    def add(number: int) -> None:
        for _ in range(number):
            page = make_event(site.events["en"])
            french = copy_row(page, site.events["fr"])
            keys.append(page.translation_key)
            review(french, user)
        EventGroup.objects.update(published_text={"title": "of another digest"})

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            found = language_states(keys)
        for each in found.values():
            assert (each[3].state, each[3].stale) == ("in_review", ("title",))
        return len(captured)

    keys: list[UUID] = []
    add(2)
    queries()  # content types
    few = queries()
    add(18)
    assert queries() == few <= 7
    assert language_states([]) == {}


def copy_row(page: Any, parent: Any) -> Any:
    """Add a live translation of a page without the revisions that an editor would leave."""
    with disable_reference_index_auto_update():
        return parent.add_child(
            instance=type(page)(
                title="Colloque",
                slug=page.slug,
                locale=parent.locale,
                translation_key=page.translation_key,
                text_basis={"title": [digest(page.title), digest("Colloque")]},
            )
        )


def review(page: Any, user: Any) -> None:
    kind = ContentType.objects.get_for_model(base_page_model())
    WorkflowState.objects.create(
        content_type=page.content_type,
        base_content_type=kind,
        object_id=str(page.pk),
        workflow=Workflow.objects.first(),
        requested_by=user,
    )


# --- In the editor ---


def panel(client: Any, page: Any) -> dict[str, tuple[str, str]]:
    """Return what the editor of a page says: state and address by the name of the language."""
    response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    soup = BeautifulSoup(response.content, "html.parser")
    (section,) = soup.select("section[id$=translation-section]")
    shown = {}
    for item in section.select("li"):
        status = item.select_one(".w-status").get_text(strip=True)
        link = item.find("a")
        name = " ".join(item.get_text(" ", strip=True).split()).split(" " + status)[0]
        shown[name] = (status, link["href"] if link else "")
    return shown


def test_the_editor_says_how_far_each_language_is(event: Any, french: Any, editor_client: Any):
    shown = panel(editor_client, event)
    assert list(shown) == [
        "Arabic", "Chinese (Simplified)", "English", "French", "Russian", "Spanish"
    ]  # fmt: skip
    assert shown["Arabic"] == ("Not wanted", "")
    assert shown["French"] == ("Draft", reverse("wagtailadmin_pages:edit", args=[french.pk]))
