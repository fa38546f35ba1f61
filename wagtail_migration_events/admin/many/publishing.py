"""Publishing many events, and unpublishing them, each in all its languages.

Where translations wait for a gate, the app ``translation`` offers its own publishing instead.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Revision

from wagtail_migration_events.admin.editing.publishing_checks import findings_in
from wagtail_migration_events.admin.many.events_action import EventsBulkAction
from wagtail_migration_events.admin.many.on_each import Answer, on_each
from wagtail_migration_events.events.display.wording import listed
from wagtail_migration_events.events.facts.spoken_languages import language_name
from wagtail_migration_events.events.going_live import against_saving
from wagtail_migration_events.events.group import group_of, own_pages
from wagtail_migration_events.groups.page_log import entries_of_one_page
from wagtail_migration_events.runs.kinds import RunKind, Work, Worked
from wagtail_migration_events.runs.run import Outcome


def may_publish(user: Any, event: Any) -> bool:
    return bool(event.permissions_for_user(user).can_publish())


def _works(answer: Callable[[list[Any], Any, bool], Answer]) -> tuple[Work, Work]:
    """Return the work of doing something to the pages of events, and of foreseeing it."""

    def on_events(things: Sequence[str], user: Any, is_done: bool) -> Sequence[Worked]:
        def one(event: Any) -> Answer:
            try:
                with transaction.atomic():
                    group_of(event, lock=is_done)
                    return answer(_pages(event), user, is_done)
            except ValidationError as error:
                return Outcome.REFUSED, " ".join(error.messages)

        def work(events: list[Any]) -> Mapping[UUID, Answer]:
            return {event.translation_key: one(event) for event in events}

        return on_each(things, user, work, may_publish)

    def do(things: Sequence[str], arguments: Mapping[str, Any], user: Any) -> Sequence[Worked]:
        return on_events(things, user, is_done=True)

    def foresee(things: Sequence[str], arguments: Mapping[str, Any], user: Any) -> Sequence[Worked]:
        return on_events(things, user, is_done=False)

    return do, foresee


def _pages(event: Any) -> list[Any]:
    """Return the pages of an event, its source of facts first."""
    pages = list(own_pages(event.translation_key).select_related("locale").specific())
    return sorted(pages, key=lambda page: (page.pk != event.pk, page.pk))


def _publish(pages: list[Any], user: Any, is_done: bool) -> Answer:
    ready, waiting = [], []
    for page in pages:
        if page.live and not page.has_unpublished_changes:
            continue
        revision = page.get_latest_revision()
        if reason := _against(page, revision, user):
            waiting.append(f"{_language(page)}: {reason}")
        else:
            ready.append((page, revision))
    if not ready:
        return Outcome.REFUSED if waiting else Outcome.UNCHANGED, " ".join(waiting)
    names = {"languages": listed(_language(page) for page, _revision in ready)}
    if not is_done:
        words = _("To be published: %(languages)s.")
        return Outcome.DONE, " ".join([words % names, *waiting])
    for page, revision in ready:
        newest = revision or page.save_revision(user=user)
        with entries_of_one_page():
            PublishPageRevisionAction(newest, user=user).execute()
    return Outcome.DONE, " ".join([_("Published: %(languages)s.") % names, *waiting])


def _against(page: Any, revision: Revision | None, user: Any) -> str:
    if not page.permissions_for_user(user).can_publish():
        return _("you may not publish it.")
    if reason := against_saving(page, user):
        return reason
    moment = parse_datetime((revision.content.get("go_live_at") if revision else "") or "")
    if moment is not None and moment > timezone.now():
        return _("It has a date at which it is to go live. Publish it in its editor.")
    draft = revision.as_object() if revision is not None else page
    if findings := findings_in(draft):
        return " ".join([_("Mend this first:"), *findings])
    return ""


def _unpublish(pages: list[Any], user: Any, is_done: bool) -> Answer:
    live = [page for page in pages if page.live]
    if not live:
        return Outcome.UNCHANGED, ""
    if kept := [page for page in live if not page.permissions_for_user(user).can_unpublish()]:
        words = _("You may not unpublish these languages, or they are locked: %(languages)s.")
        return Outcome.REFUSED, words % {"languages": listed(map(_language, kept))}
    names = {"languages": listed(map(_language, live))}
    if not is_done:
        return Outcome.DONE, _("To be unpublished: %(languages)s.") % names
    for page in reversed(live):  # the source of facts last
        with entries_of_one_page():
            UnpublishPageAction(page, user=user).execute()
    return Outcome.DONE, _("Unpublished: %(languages)s.") % names


def _language(page: Any) -> str:
    return language_name(page.locale.language_code, get_language())


# One event in a transaction: what listens to a page being published must not see it taken back.
_do, _foresee = _works(_publish)
PUBLISH = RunKind("publish_events", gettext_lazy("Publish all languages"), _do, 1, _foresee)
_do, _foresee = _works(_unpublish)
UNPUBLISH = RunKind("unpublish_events", gettext_lazy("Unpublish all languages"), _do, 1, _foresee)


class PublishEventsAction(EventsBulkAction):
    display_name = gettext_lazy("Publish all languages")
    #: The app ``translation`` has an action of the same type, which takes its place.
    action_type = "publish_sets"
    aria_label = gettext_lazy("Publish all languages of the selected events")
    question = ""
    answer = gettext_lazy("Publish them")
    icon = "upload"
    action_priority = 213
    kind = PUBLISH

    @staticmethod
    def may(user: Any, event: Any) -> bool:
        return may_publish(user, event)


class UnpublishEventsAction(EventsBulkAction):
    display_name = gettext_lazy("Unpublish all languages")
    action_type = "unpublish_events"
    aria_label = gettext_lazy("Unpublish all languages of the selected events")
    question = ""
    answer = gettext_lazy("Unpublish them")
    icon = "download"
    action_priority = 214
    kind = UNPUBLISH

    @staticmethod
    def may(user: Any, event: Any) -> bool:
        return may_publish(user, event)
