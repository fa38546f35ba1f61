"""Who may do what in which language: role × action × language, and every cell is a request.

The people are in the groups that ``events_setup_groups`` makes. What localize's own addresses
write while nothing is in review stands in ``test_doors.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse
from wagtail.models import Page, Revision, TaskState, WorkflowState
from wagtail.signal_handlers import disable_reference_index_auto_update

from tests.editing import Editor
from tests.factories import make_event, translated
from tests.translation.reviewing import act, person_of, set_up, start_review
from tests.translation.translating import in_language, segment_of, submit, translation_of
from wagtail_migration_events.pages.models import EventPage
from wagtail_migration_events.translation.site_settings import Gate, TranslationSettings

pytestmark = [pytest.mark.localize, pytest.mark.django_db]

LANGUAGES = ("fr", "ar")
ROLES = (
    *("admin", "editor", "translator-fr", "translator-ar", "reviewer-fr", "reviewer-ar"),
    "nobody",
)
Send = Callable[["World", Any, str], Any]


class World:
    """Two events with pages in French and Arabic: one in Wagtail's editor, one in localize's.

    Each page is handed in by the translator of its language, if at all. What a site demands of a
    translation before it goes live is another matter, so this site demands nothing.
    """

    def __init__(self, site: Any, on_commit: Any) -> None:
        set_up()
        TranslationSettings.objects.update(gate=Gate.READY)
        self.people = {role: person_of(role, site) for role in ROLES}
        self.plain = make_event(site.events["en"], title="Forum", summary="How cities take part.")
        for language in LANGUAGES:
            page = translated(self.plain, language, live=False, title=f"Forum {language}")
            page.save_revision()
        self.localized = make_event(site.events["en"], title="Summit", summary="A summary.")
        submit(self.people["admin"], self.localized, *LANGUAGES, on_commit=on_commit)
        admin = self.people["admin"]
        self.may = MAY
        self.stored = stored()
        self.forms = {to: Editor.of(admin, self.page(to)).data for to in LANGUAGES}

    def page(self, language: str) -> Any:
        return in_language(self.plain, language)

    def hand_in(self) -> None:
        """Let the translators hand in every page."""
        for event in (self.plain, self.localized):
            for language in LANGUAGES:
                start_review(in_language(event, language), self.people[f"translator-{language}"])
        self.may = MAY_IN_REVIEW
        self.stored = stored()

    def edit(self, client: Any, language: str, **data: str) -> Any:
        url = reverse("wagtailadmin_pages:edit", args=[self.page(language).pk])
        form = {**self.forms[language], "title": "Other words"}
        return client.post(url, {**form, **{name.replace("_", "-"): data[name] for name in data}})

    def string(self, client: Any, language: str) -> Any:
        segment = segment_of(self.localized, language, "summary")
        args = [translation_of(self.localized, language).pk, segment.pk]
        url = reverse("wagtail_localize:edit_string_translation", args=args)
        body = encode_multipart(BOUNDARY, {"value": "Words"})
        return client.put(url, body, content_type=MULTIPART_CONTENT)

    def publish_localized(self, client: Any, language: str) -> Any:
        page = in_language(self.localized, language)
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        return client.post(url, {"action": "publish"})

    def publish_in_bulk(self, client: Any, language: str) -> Any:
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        return client.post(f"{url}?id={self.page(language).pk}")


def _open(world: World, client: Any, to: str) -> Any:
    return client.get(reverse("wagtailadmin_pages:edit", args=[world.page(to).pk]))


def _report(world: World, client: Any, to: str) -> Any:
    url = reverse("wagtail_localize:translations_report")
    response = client.get(url, {"target_locale": to})
    assert response.status_code == 200
    response.status_code = 200 if "Summit" in response.content.decode() else 403
    return response


READING: dict[str, Send] = {"open": _open, "report": _report}
ACTIONS: dict[str, Send] = READING | {
    "save": lambda world, client, to: world.edit(client, to),
    "submit": lambda world, client, to: world.edit(client, to, action_submit="on"),
    "publish": lambda world, client, to: world.edit(client, to, action_publish="on"),
    "cancel": lambda world, client, to: world.edit(client, to, action_cancel_workflow="on"),
    "approve": lambda world, client, to: act(client, world.page(to), "approve"),
    "ask for changes": lambda world, client, to: act(client, world.page(to), "reject"),
    "publish in bulk": lambda world, client, to: world.publish_in_bulk(client, to),
    "localize's string": lambda world, client, to: world.string(client, to),
    "localize's publish": lambda world, client, to: world.publish_localized(client, to),
}


def cells(actions: set[str], *languages: str) -> set[tuple[str, str]]:
    return {(action, language) for action in actions for language in languages}


READS = {"open", "report"}
WRITES = {*READS, "save", "submit", "localize's string"}
PUBLISHES = {*WRITES, "publish", "publish in bulk", "localize's publish"}
MAY = {
    "admin": cells(PUBLISHES, *LANGUAGES),
    "editor": cells(PUBLISHES, *LANGUAGES),
    "translator-fr": cells(WRITES, "fr"),
    "translator-ar": cells(WRITES, "ar"),
    "reviewer-fr": cells(PUBLISHES, "fr"),
    "reviewer-ar": cells(PUBLISHES, "ar"),
    "nobody": set(),
}
#: Wagtail's own "Publish" asks before it ends a review; so it is left to those who have it.
REVIEWS = {*READS, "save", "localize's string", "approve", "ask for changes", "cancel", "publish"}
MAY_IN_REVIEW = {
    "admin": cells(REVIEWS, *LANGUAGES),
    "editor": cells(READS, *LANGUAGES),
    "translator-fr": cells({*READS, "cancel"}, "fr"),
    "translator-ar": cells({*READS, "cancel"}, "ar"),
    "reviewer-fr": cells(REVIEWS, "fr"),
    "reviewer-ar": cells(REVIEWS, "ar"),
    "nobody": set(),
}


def stored() -> list[Any]:
    from wagtail_localize.models import StringTranslation

    models = (EventPage, Page, Revision, StringTranslation, TaskState, WorkflowState)
    return [list(model._default_manager.order_by("pk").values()) for model in models]


def status(page: Any) -> str:
    state = page.workflow_states.order_by("pk").last()
    return state.status if state is not None else ""


#: What must be so afterwards, of the page that the action is about.
EFFECT: dict[str, Callable[[Any, Any], bool]] = {
    **dict.fromkeys(READING, lambda page, client: False),
    "save": lambda page, client: page.get_latest_revision_as_object().title == "Other words",
    "submit": lambda page, client: page.current_workflow_state.requested_by == client.user,
    "publish": lambda page, client: page.live,
    "cancel": lambda page, client: status(page) == "cancelled" and not page.live,
    "approve": lambda page, client: status(page) == "approved",
    "ask for changes": lambda page, client: status(page) == "needs_changes",
    "publish in bulk": lambda page, client: page.live,
    "localize's string": lambda page, client: True,
    "localize's publish": lambda page, client: page.live,
}


def did(world: World, role: str, action: str, language: str, on_commit: Any) -> bool:
    """Send one request, and take back what it did; return whether it did what was asked."""
    client = world.people[role]
    client.cookies.pop("messages", None)
    before = world.stored
    with transaction.atomic(), disable_reference_index_auto_update():
        with on_commit(execute=True):
            response = ACTIONS[action](world, client, language)
        changed = stored() != before
        event = world.localized if action.startswith("localize") else world.plain
        done = changed and EFFECT[action](in_language(event, language), client)
        transaction.set_rollback(True)
    if action in READING:
        assert not changed
        return bool(response.status_code == 200)
    # To a button that one does not have, Wagtail's editor answers by saving a draft.
    may_save = ("save", language) in world.may[role]
    assert response.status_code < 500
    assert done or not changed or may_save, (role, action, language)
    return bool(done)


def found(world: World, on_commit: Any) -> dict[str, set[tuple[str, str]]]:
    return {
        role: {
            (action, language)
            for action in ACTIONS
            for language in LANGUAGES
            if did(world, role, action, language, on_commit)
        }
        for role in ROLES
    }


def differences(world: World, on_commit: Any) -> dict[str, set[tuple[str, str]]]:
    """Return by role what may be done and should not, and the other way round."""
    both = found(world, on_commit)
    return {role: both[role] ^ world.may[role] for role in ROLES if both[role] != world.may[role]}


def test_what_everybody_may_do(site: Any, on_commit: Any):
    assert differences(World(site, on_commit), on_commit) == {}


def test_what_everybody_may_do_while_a_page_is_in_review(site: Any, on_commit: Any):
    world = World(site, on_commit)
    world.hand_in()
    assert differences(world, on_commit) == {}
