"""Minor edits are noted beside the publishing of an event in its editor."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.log_actions import log

from wagtail_migration_events.events.editor.versions.minor_edit import (
    LONGEST_REASON,
    MINOR_EDIT,
    MINOR_REASON,
)
from wagtail_migration_events.events.freshness.digests import text_digests
from wagtail_migration_events.events.freshness.source_text import SourceText, same_meaning
from wagtail_migration_events.events.group import EventGroup, group_of
from wagtail_migration_events.events.mixin import EventPageMixin

MINOR_EDIT_ACTION = "wagtail_migration_events.minor_edit"
_TEXTS = "_events_texts_around_publishing"
_NOTED = "_events_texts_of_minor_edit"


def remember_texts(request: HttpRequest, page: Any) -> None:
    """For Wagtail's hook ``before_publish_page``: which texts are published so far, and which
    this person publishes. What somebody else publishes a moment later is not his minor edit."""
    if isinstance(page, EventPageMixin) and request.POST.get(MINOR_EDIT):
        group = group_of(page)
        if group is not None and group.adopted and group.origin_id == page.pk:
            setattr(request, _TEXTS, (dict(group.published_text), text_digests(page)))


def note_minor_edit(request: HttpRequest, page: Any) -> None:
    """For Wagtail's hook ``after_publish_page``, which only who may publish the page gets to."""
    texts = getattr(request, _TEXTS, None)
    if texts is None or not isinstance(page, EventPageMixin):
        return
    before, after = texts
    reason = str(request.POST.get(MINOR_REASON, "")).strip()[:LONGEST_REASON]
    with transaction.atomic():
        group = group_of(page, lock=True)
        names = mark_minor(group, before, after, request.user, reason) if group is not None else []
        if names:
            data = {"texts": names, "reason": reason}
            log(instance=page, action=MINOR_EDIT_ACTION, user=request.user, data=data)
    setattr(request, _NOTED, names)
    if not names:
        messages.warning(
            request,
            _("No published text has changed just now, so there was no minor edit to note."),
        )


def noted_texts(request: HttpRequest) -> list[str]:
    """Return the names of the texts of which this request has noted a minor edit."""
    names: list[str] = getattr(request, _NOTED, [])
    return names


def mark_minor(
    group: EventGroup, before: dict[str, str], after: dict[str, str], user: Any, reason: str
) -> list[str]:
    """Let the translations of each text that was published before be right for the new one.

    A translation of a still older version stays stale.

    :param group: the row of the group, locked.
    :param before: digests of the texts that were published before, by name.
    :param after: digests of the new ones.
    :return: the names of the texts that have changed and are published.
    """
    names = []
    for name, new in after.items():
        old = before.get(name)
        if old is None or old == new:
            continue
        noted = SourceText.objects.filter(group=group, name=name, digest=new)
        if noted.update(minor_by=user, minor_reason=reason):
            same_meaning(group, name, old, new)
            names.append(name)
    return names
