"""Undoing changes of status, as long as nobody has edited the event since."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import PageLogEntry, Revision

from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.status_change.applying import (
    lock_groups,
    locked_source,
    save_row,
)
from wagtail_migration_events.events.status_change.change import StatusChangeRefused
from wagtail_migration_events.events.status_change.record import (
    STATUS_ACTION,
    UNDO_ACTION,
    StatusRecord,
    state_of,
)
from wagtail_migration_events.events.status_change.review_note import resolve_notes
from wagtail_migration_events.events.status_change.stored_values import (
    read_revision,
    read_row,
    write_revision,
    write_row,
)
from wagtail_migration_events.groups.page_model import base_page_model


def status_entries(batch: uuid.UUID) -> list[PageLogEntry]:
    """Return what the history says of the changes that were made together, the first one first.

    An event that has been deleted since is left out.
    """
    entries = PageLogEntry.objects.filter(action=STATUS_ACTION, data__batch=str(batch))
    there = base_page_model().objects.filter(pk__in=entries.values("page"))
    return list(entries.filter(page__in=there.values("pk")).order_by("pk"))


def batch_to_undo(source: Any) -> uuid.UUID | None:
    """Return the batch of the last change of an event's status, as long as it can be undone.

    Events that were changed together with it may have been edited since; undoing says so.
    """
    entries = PageLogEntry.objects.filter(page=source.pk, action=STATUS_ACTION)
    entry = entries.order_by("-pk").first()
    if entry is None:
        return None
    try:
        with transaction.atomic():
            _checked(entry)
    except StatusChangeRefused:
        return None
    return uuid.UUID(entry.data["batch"])


def undo_changes(batch: uuid.UUID, user: Any = None) -> list[Any]:
    """Restore what was before, on the rows and in the same revisions; all of it or nothing.

    Who may do it is for the caller to decide, for every page of :func:`status_entries`.

    :param batch: as :func:`apply_change` has returned it.
    :return: the sources of facts that were restored.
    :raises StatusChangeRefused: if there is nothing to undo, or somebody has edited since.
    """
    entries = status_entries(batch)
    if not entries:
        raise StatusChangeRefused(_("There is nothing to undo any more."))
    with transaction.atomic():
        lock_groups(entry.page for entry in entries)
        return [_undo(entry, user) for entry in reversed(entries)]


def _undo(entry: PageLogEntry, user: Any) -> Any:
    source, record = _checked(entry)
    write_row(source, record.before)
    save_row(source, list(record.before))
    for changed in record.revisions:
        revision = Revision.objects.filter(pk=changed.pk).first()
        if revision is not None:
            write_revision(revision, changed.before, changed.after.keys() - changed.before.keys())
    resolve_notes(record.notes, user)
    data = {"action": entry.data["action"], "undone": entry.pk}
    log(
        instance=source,
        action=UNDO_ACTION,
        user=user,
        uuid=entry.uuid,
        data=data,
        content_changed=True,
    )
    return source


def _checked(entry: PageLogEntry) -> tuple[Any, StatusRecord]:
    group, source = locked_source(entry.page)
    history = PageLogEntry.objects.filter(page=entry.page_id)
    if history.filter(action=UNDO_ACTION, uuid=entry.uuid).exists():
        raise StatusChangeRefused(_("This change has been undone already."))
    record = StatusRecord.of(entry.data)
    later = history.filter(action=STATUS_ACTION, pk__gt=entry.pk).exists()
    if later or _is_edited(group, source, record):
        raise StatusChangeRefused(
            _(
                "Somebody has edited or published this event since, so nothing was undone. "
                "Open its source of facts and change it there."
            )
        )
    return source, record


def _is_edited(group: EventGroup, source: Any, record: StatusRecord) -> bool:
    columns = {each.name: each for each in source._meta.concrete_fields}
    if not record.after.keys() <= columns.keys():
        return True  # the page class has lost a column meanwhile
    fields = [columns[name] for name in record.after]
    if state_of(group, source) != record.state or read_row(source, fields) != record.after:
        return True
    known = Revision.objects.in_bulk([each.pk for each in record.revisions])
    return any(
        read_revision(known[each.pk], each.after) != each.after
        for each in record.revisions
        if each.pk in known
    )
