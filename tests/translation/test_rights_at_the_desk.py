"""Who may do what at the desk and on the screens around it: every cell is a request.

Role × action × language, as in ``test_rights.py``, of an event whose text is complete.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse
from wagtail.models import Comment, CommentReply, Locale, Page, Revision, TaskState, WorkflowState

from tests.factories import make_event
from tests.translation.desk.desk_form import Desk
from tests.translation.reviewing import person_of, set_up
from tests.translation.test_rights import LANGUAGES, ROLES, cells
from tests.translation.translating import in_language, submit, translation_of
from wagtail_migration_events.pages.models import EventPage
from wagtail_migration_events.translation.models import TranslationRequest
from wagtail_migration_events.translation.site_settings import Gate, TranslationSettings

pytestmark = [pytest.mark.localize, pytest.mark.django_db]

FILES, REQUESTS = "wagtail_migration_events_files", "wagtail_migration_events_requests"


class World:
    """An event in French and Arabic, all of whose text is translated and read."""

    def __init__(self, site: Any, on_commit: Any) -> None:
        set_up()
        self.people = {role: person_of(role, site) for role in ROLES}
        self.event = make_event(site.events["en"], title="Summit", summary="A summary.")
        submit(self.people["admin"], self.event, *LANGUAGES, on_commit=on_commit)
        self.pages, self.desks, self.comments = {}, {}, {}
        for to in LANGUAGES:
            Desk(self.people["admin"], self.event, to).press("action-machine")
            desk = Desk(self.people["admin"], self.event, to)
            desk.tick("title").tick("summary").press()
            self.pages[to] = in_language(self.event, to)
            self.comments[to] = Comment.objects.create(
                page=self.pages[to], user=desk.client.user, text="?", contentpath="title"
            )
            self.desks[to] = Desk(self.people["admin"], self.event, to)
        self.spot = {
            to: desk.soup.select_one(".translator-desk__spot")["id"].removeprefix("place-")
            for to, desk in self.desks.items()
        }

    def hand_in(self) -> None:
        for to in LANGUAGES:
            Desk(self.people[f"translator-{to}"], self.event, to).press("action-submit")

    def address(self, name: str, to: str) -> str:
        return reverse(name, args=[self.pages[to].pk])

    def read(self, client: Any, url: str) -> bool:
        return bool(client.get(url).status_code == 200)

    def press(self, client: Any, to: str, data: dict[str, str], **headers: Any) -> None:
        client.post(self.desks[to].url, data, **headers)

    def type(self, client: Any, to: str, **headers: Any) -> None:
        desk = self.desks[to]
        pk = desk.pk("title")
        typed = {f"text-{pk}": "Other words", f"base-{pk}": desk.data[f"base-{pk}"]}
        self.press(client, to, typed, **headers)

    def answer(self, client: Any, to: str, name: str) -> None:
        extra = json.dumps({"comment": "Why?"})
        names = {"workflow-action-name": name, "workflow-action-extra-data": extra}
        self.press(client, to, {"action-workflow-action": "1", **names})

    def anyway(self, client: Any, to: str, **data: str) -> Any:
        """Publish although the site wants an approval."""
        TranslationSettings.objects.update(gate=Gate.APPROVED)
        url = self.address("wagtail_migration_events_publish_anyway", to)
        return client.post(url, data) if data else client.get(url)


def of_translation(name: str, world: World, to: str, *args: Any) -> str:
    return reverse(name, args=[translation_of(world.event, to).pk, *args])


Send = Callable[[World, Any, str], Any]
PUBLISH_SET = "wagtail_migration_events_publish_set"
READING: dict[str, Send] = {
    "desk": lambda w, c, to: w.read(c, w.desks[to].url),
    "facts": lambda w, c, to: w.read(c, f"{w.desks[to].url}?facts"),
    "preview": lambda w, c, to: w.read(
        c, of_translation("wagtail_localize:preview_translation", w, to)
    ),
    "PO": lambda w, c, to: w.read(c, of_translation("wagtail_localize:download_pofile", w, to)),
    "files": lambda w, c, to: w.read(c, w.address(f"{FILES}:page", to)),
    "file": lambda w, c, to: w.read(c, of_translation(f"{FILES}:download", w, to, "xlsx")),
    "set": lambda w, c, to: w.read(c, w.address(PUBLISH_SET, to)),
    "override": lambda w, c, to: w.anyway(c, to).status_code == 200,
    "requests": lambda w, c, to: w.read(c, w.address(f"{REQUESTS}:ask", to)),
}
WRITING: dict[str, Send] = {
    "save": lambda w, c, to: w.type(c, to),
    "autosave": lambda w, c, to: w.type(c, to, headers={"accept": "application/json"}),
    "copy": lambda w, c, to: w.press(c, to, {"copy": str(w.desks[to].pk("summary"))}),
    "ask": lambda w, c, to: w.press(c, to, {"ask": w.spot[to], f"question-{w.spot[to]}": "Who?"}),
    "reply": lambda w, c, to: w.press(
        c, to, {"reply": str(w.comments[to].pk), f"answer-{w.comments[to].pk}": "They."}
    ),
    "resolve": lambda w, c, to: w.press(c, to, {"resolve": str(w.comments[to].pk)}),
    "submit": lambda w, c, to: w.press(c, to, {"action-submit": "1"}),
    "submit anew": lambda w, c, to: w.press(c, to, {"action-restart-workflow": "1"}),
    "cancel": lambda w, c, to: w.press(c, to, {"action-cancel-workflow": "1"}),
    "approve": lambda w, c, to: w.answer(c, to, "approve"),
    "ask for changes": lambda w, c, to: w.answer(c, to, "reject"),
    "publish": lambda w, c, to: w.press(c, to, {"action-publish": "1"}),
    "publish the set": lambda w, c, to: c.post(
        w.address(PUBLISH_SET, to), {"pages": [w.pages[to].pk]}
    ),
    "publish all the same": lambda w, c, to: w.anyway(c, to, reason="It is urgent."),
    "request": lambda w, c, to: c.post(
        w.address(f"{REQUESTS}:ask", to),
        {f"ask_{Locale.objects.get(language_code=to).pk}": "on"},
    ),
}
READS = {"desk", "facts", "preview", "PO", "files", "file"}
WRITES = {*READS, "save", "autosave", "copy", "ask", "reply", "resolve", "submit"}
PUBLISHES = {
    *(*WRITES, "publish", "set", "publish the set", "override", "publish all the same"),
}
ASKS = {"requests", "request"}
MAY = {
    "admin": cells(PUBLISHES | ASKS, *LANGUAGES),
    "editor": cells(PUBLISHES, *LANGUAGES),
    "translator-fr": cells(WRITES, "fr"),
    "translator-ar": cells(WRITES, "ar"),
    "reviewer-fr": cells(PUBLISHES, "fr"),
    "reviewer-ar": cells(PUBLISHES, "ar"),
    "nobody": set(),
}
#: Nobody publishes past the reviewers, by whatever screen.
REVIEWS = {
    *(WRITES - {"submit"}),
    *("set", "submit anew", "cancel", "approve", "ask for changes"),
}
MAY_IN_REVIEW = {
    "admin": cells(REVIEWS | ASKS, *LANGUAGES),
    "editor": cells({*READS, "set"}, *LANGUAGES),
    "translator-fr": cells({*READS, "cancel"}, "fr"),
    "translator-ar": cells({*READS, "cancel"}, "ar"),
    "reviewer-fr": cells(REVIEWS, "fr"),
    "reviewer-ar": cells(REVIEWS, "ar"),
    "nobody": set(),
}


def stored() -> list[Any]:
    from wagtail_localize.models import StringTranslation

    models = (
        *(EventPage, Page, Revision, StringTranslation, TaskState, WorkflowState),
        *(Comment, CommentReply, TranslationRequest),
    )
    return [list(model._default_manager.order_by("pk").values()) for model in models]


def did(world: World, role: str, action: str, to: str, before: list[Any]) -> bool:
    """Send one request, and take back what it did; return whether it did anything.

    :param before: what is stored.
    """
    client = world.people[role]
    client.cookies.pop("messages", None)
    with transaction.atomic():
        shown = (READING | WRITING)[action](world, client, to)
        changed = stored() != before
        transaction.set_rollback(True)
    assert not (changed and action in READING)
    return bool(shown) if action in READING else changed


def differences(world: World, may: dict[str, set[tuple[str, str]]]) -> dict[str, Any]:
    """Return by role what may be done and should not, and the other way round."""
    before = stored()
    both = {
        role: {
            (action, to)
            for action in READING | WRITING
            for to in LANGUAGES
            if did(world, role, action, to, before)
        }
        for role in ROLES
    }
    return {role: sorted(both[role] ^ may[role]) for role in ROLES if both[role] != may[role]}


def test_what_everybody_may_do_at_the_desk(site: Any, on_commit: Any):
    assert differences(World(site, on_commit), MAY) == {}


def test_what_everybody_may_do_at_the_desk_during_a_review(site: Any, on_commit: Any):
    world = World(site, on_commit)
    world.hand_in()
    assert differences(world, MAY_IN_REVIEW) == {}
