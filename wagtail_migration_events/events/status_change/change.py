"""What an editor wants to become of an event."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wagtail_migration_events.events.aliases import field_name_of
from wagtail_migration_events.events.times.occurrence import DatePrecision, EventStatus


class StatusAction(TextChoices):
    POSTPONE = "postpone", _("Postpone event")
    CANCEL = "cancel", _("Cancel event")
    RESCHEDULE = "reschedule", _("Reschedule event")
    MOVE_ONLINE = "move_online", _("Move event online")


class StatusChangeRefused(Exception):  # noqa: N818 - named like ObjectDoesNotExist
    """A change, or its undoing, that is not done; ``message`` says why, in words for an editor."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(message)
        self.message = str(message)


@dataclass(frozen=True, slots=True)
class StatusChange:
    """One change of an event's status.

    Attributes:
        action: what is done.
        reason: why, in the language of the source of facts; "" where nobody has given one.
        starts_at, ends_at: the new date, where it is known: aware instants, or midnight UTC of
            calendar dates. Without a new end the event stays as long as it was.
        date_precision: what is known of the new date, ``time`` or ``day``.
        livestream_url: where an event that moves online can be followed; "" keeps what there is.
        drop_venue: delete the venue of an event that moves online.
    """

    action: StatusAction
    reason: str = ""
    starts_at: dt.datetime | None = None
    ends_at: dt.datetime | None = None
    date_precision: str = DatePrecision.TIME
    livestream_url: str = ""
    drop_venue: bool = False

    @property
    def status(self) -> EventStatus:
        """The event status that results: what is postponed to a known date is rescheduled."""
        if self.action == StatusAction.CANCEL:
            return EventStatus.CANCELLED
        if self.action == StatusAction.MOVE_ONLINE:
            return EventStatus.MOVED_ONLINE
        return EventStatus.RESCHEDULED if self.starts_at else EventStatus.POSTPONED

    def check(self, event: Any) -> None:
        """Refuse what would leave the event without sense.

        :param event: the source of facts, as it is stored.
        :raises StatusChangeRefused: with the reason.
        """
        if self.action == StatusAction.RESCHEDULE and self.starts_at is None:
            raise StatusChangeRefused(_("Enter the new start."))
        has_precision = field_name_of(type(event), "date_precision") is not None
        if self.starts_at and self.date_precision != DatePrecision.TIME and not has_precision:
            raise StatusChangeRefused(_("Enter the hour as well."))
        if self.ends_at and (self.starts_at is None or self.ends_at < self.starts_at):
            raise StatusChangeRefused(_("The end is before the start."))
        if self.starts_at and event.dates and self.date_precision != known_precision(event):
            raise StatusChangeRefused(
                _(
                    "This event has a list of dates, which all move together. Enter the new "
                    "start the way the dates are listed: with an hour, or without."
                )
            )


def known_precision(event: Any) -> str:
    """Return what is known of an event's date; a class without the field knows each hour."""
    return str(event.date_precision or DatePrecision.TIME)
