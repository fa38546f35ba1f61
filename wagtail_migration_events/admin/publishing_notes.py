"""What happens beside the publishing of an event in its editor: minor edits are noted, and an event
that is not adopted says that its other languages were left alone."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.log_actions import log

from wagtail_migration_events.events.editor.minor_edit import (
    LONGEST_REASON,
    MINOR_EDIT,
    MINOR_REASON,
)
from wagtail_migration_events.events.freshness.source_text import SourceText, same_meaning
from wagtail_migration_events.events.group import EventGroup, group_of, own_pages
from wagtail_migration_events.events.mixin import EventPageMixin

MINOR_EDIT_ACTION = "wagtail_migration_events.minor_edit"
_TEXT_BEFORE = "_events_text_before_publishing"


def remember_text_before(request: HttpRequest, page: Any) -> None:
    """For Wagtail's hook ``before_publish_page``: which texts are published so far."""
    if isinstance(page, EventPageMixin) and request.POST.get(MINOR_EDIT):
        group = group_of(page)
        if group is not None and group.adopted and group.origin_id == page.pk:
            setattr(request, _TEXT_BEFORE, dict(group.published_text))


def note_publishing(request: HttpRequest, page: Any) -> None:
    """For Wagtail's hook ``after_publish_page``, which only who may publish the page gets to."""
    if not isinstance(page, EventPageMixin):
        return
    before = getattr(request, _TEXT_BEFORE, None)
    if before is not None:
        _note_minor_edit(request, page, before)
    _say_if_not_adopted(request, page)


def _note_minor_edit(request: HttpRequest, page: Any, before: dict[str, str]) -> None:
    reason = str(request.POST.get(MINOR_REASON, "")).strip()[:LONGEST_REASON]
    with transaction.atomic():
        group = group_of(page, lock=True)
        names = mark_minor(group, before, request.user, reason) if group is not None else []
        if names:
            data = {"texts": names, "reason": reason}
            log(instance=page, action=MINOR_EDIT_ACTION, user=request.user, data=data)
    if not names:
        messages.warning(
            request,
            _("No published text has changed just now, so there was no minor edit to note."),
        )


def mark_minor(group: EventGroup, before: dict[str, str], user: Any, reason: str) -> list[str]:
    """Let the translations of each text that was published last be right for the one of now.

    A translation of a still older version stays stale.

    :param group: the row of the group, locked.
    :param before: digests of the texts that were published before, by name.
    :return: the names of the texts that have changed since.
    """
    names = []
    for name, now in group.published_text.items():
        old = before.get(name)
        if old is None or old == now:
            continue
        same_meaning(group, name, old, now)
        noted = SourceText.objects.filter(group=group, name=name, digest=now)
        noted.update(minor_by=user, minor_reason=reason)
        names.append(name)
    return names


def _say_if_not_adopted(request: HttpRequest, page: Any) -> None:
    group = group_of(page)
    if group is None or group.adopted or not page.live:
        return
    if own_pages(group.pk).exclude(pk=page.pk).exists():
        messages.warning(
            request,
            _(
                "The pages of this event in other languages were not changed: they existed before "
                "facts were shared, and may say something else. Somebody who runs the site "
                "can compare and join them with the command “events_adopt”."
            ),
        )
