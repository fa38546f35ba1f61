"""Doing a change of status: for the whole group, in one transaction."""

from __future__ import annotations

import functools
import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from wagtail_migration_events.events.aliases import field_name_of
from wagtail_migration_events.events.facts.when import normalise_when
from wagtail_migration_events.events.group import EventGroup, group_of, source_page
from wagtail_migration_events.events.sharing.propagation import purge_page
from wagtail_migration_events.events.sharing.signals import status_changed
from wagtail_migration_events.events.status_change.change import StatusChange, StatusChangeRefused
from wagtail_migration_events.events.status_change.new_values import NewValues, new_values
from wagtail_migration_events.events.status_change.record import (
    STATUS_ACTION,
    ChangedRevision,
    StatusRecord,
)
from wagtail_migration_events.events.status_change.review_note import leave_notes
from wagtail_migration_events.events.status_change.stored_values import (
    Stored,
    columns_for,
    read_revision,
    read_row,
    revisions_that_may_go_live,
    with_basis,
    write_revision,
)
from wagtail_migration_events.groups.page_log import entries_of_one_page
from wagtail_migration_events.groups.resolution import source_of

#: What the history says of the event as it was before.
TOLD_IN_HISTORY = ("event_status", "status_reason", "starts_at", "date_precision", "timezone")


def apply_changes(changes: Iterable[tuple[Any, StatusChange]], user: Any = None) -> uuid.UUID:
    """Give several events another status: all of them, or none.

    :param changes: pairs of a page and what becomes of its event; see :func:`apply_change`.
    :return: the batch, for :func:`undo_changes`.
    :raises StatusChangeRefused: if one cannot be changed; then nothing was.
    """
    changes, batch = list(changes), uuid.uuid4()
    with transaction.atomic():
        lock_groups(page for page, _change in changes)
        for page, change in changes:
            apply_change(page, change, user, batch)
    return batch


def apply_change(
    page: Any, change: StatusChange, user: Any = None, batch: uuid.UUID | None = None
) -> uuid.UUID:
    """Give an event another status in all its languages.

    Written are event status, dates, place and reason, on the row of the source of facts and in
    every revision of it that can still go live. Nothing is published, no review ends, no lock
    stands in the way. Who may do it is for the caller to decide.

    :param page: any page of the group.
    :param user: who does it, for the history; None for a command.
    :param batch: several changes with the same one can be undone together.
    :return: the batch, for :func:`undo_changes`.
    :raises StatusChangeRefused: if nothing was changed; it says why.
    """
    batch = batch or uuid.uuid4()
    with transaction.atomic():
        group, source = locked_source(page)
        change.check(source)
        was = {name: getattr(source, name, None) for name in TOLD_IN_HISTORY}
        record = _write(source, new_values(source, change))
        group.refresh_from_db()
        record.notes = leave_notes(source, change, user)
        record.note_state(group, type(source)._base_manager.get(pk=source.pk))
        told = {"action": change.action.value, "reason": change.reason, "was": was}
        data = {**told, "status": change.status.value, "batch": str(batch), **record.as_data()}
        with entries_of_one_page():
            log(instance=source, action=STATUS_ACTION, user=user, data=data, content_changed=True)
    return batch


def lock_groups(pages: Iterable[Any]) -> None:
    """Lock the groups of several events, always in one order, so that nobody waits for ever."""
    keys = {source_of(page).translation_key for page in pages}
    list(EventGroup.objects.select_for_update().filter(pk__in=keys).order_by("pk"))


def locked_source(page: Any) -> tuple[EventGroup, Any]:
    """Lock the group of a page and return it with its source of facts, as stored.

    :raises StatusChangeRefused: if the group has no source, or is not adopted.
    """
    group = group_of(page, lock=True)
    source = source_page(group) if group is not None else None
    if group is None or source is None:
        raise StatusChangeRefused(_("This event has no source of facts. Save one of its pages."))
    if field_name_of(type(source), "event_status") is None:
        raise StatusChangeRefused(_("Events of this kind have no status."))
    if not group.adopted:
        raise StatusChangeRefused(
            _(
                "The pages of this event may disagree: it was there before its languages were "
                "tied together, and has not been adopted yet. Change each page by itself."
            )
        )
    return group, source


def changeable_source(page: Any) -> Any:
    """Return the source of facts of a page's event.

    :raises StatusChangeRefused: if its status cannot be changed for all languages.
    """
    with transaction.atomic():
        return locked_source(page)[1]


def _write(source: Any, values: NewValues) -> StatusRecord:
    names = [*values.plain, "dates"] if values.touches_rows else list(values.plain)
    fields = columns_for(type(source), names)
    before = read_row(source, fields.values())
    for name, field in fields.items():
        if name != "dates":
            setattr(source, field.attname, values.plain[name])
    if "dates" in fields and values.touches_rows:
        source.dates = values.rows(source.dates or [])
    normalise_when(source)
    after = read_row(source, fields.values())
    save_row(source, list(after))
    revisions = [
        _write_revision(revision, fields, values, after)
        for revision in revisions_that_may_go_live(source)
    ]
    return StatusRecord(before, after, revisions)


def _write_revision(
    revision: Any, fields: dict[str, Any], values: NewValues, after: Stored
) -> ChangedRevision:
    own = dict(after)
    if "dates" in fields:
        name = fields["dates"].name
        own[name] = values.rows(revision.content.get(name) or [])
    reason = fields["status_reason"].name if "status_reason" in fields else None
    own = with_basis(revision, own, reason)
    before = read_revision(revision, own)
    write_revision(revision, own)
    return ChangedRevision(revision.pk, before, own)


def save_row(source: Any, columns: list[str]) -> None:
    """Save columns of the source; the mixin then tells the siblings, if it is live."""
    source.save(clean=False, update_fields=columns)
    if source.live:
        transaction.on_commit(lambda: purge_page(source))
        send = functools.partial(status_changed.send_robust, sender=type(source), source=source)
        transaction.on_commit(send)
