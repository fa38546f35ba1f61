"""The zone of an event: by a label in its column, beside the hours, or beside the place."""

from __future__ import annotations

import datetime as dt
import re

from django.utils.translation import gettext as _

from wagtail_migration_events.events.times.timezones import get_zone
from wagtail_migration_events.interchange.rules.draft import Draft
from wagtail_migration_events.interchange.source.source_event import quoted
from wagtail_migration_events.interchange.written_dates.zone_names import (
    is_label,
    is_local,
    zone_of_label,
)

LONGEST = 200
_ON_A_CLOCK = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?")


def zone_labels(draft: Draft) -> None:
    """Put the IANA zone in place of a label, or where only a label in another cell names one.

    What stands beside the hours counts before the column, which may be no more than a default.
    """
    label, place = draft.text("timezone"), draft.text("location")
    beside = draft.zone_of_hours or draft.text("zone_of_header")
    written = label or beside or draft.zone
    if not written or len(written) > LONGEST:
        return
    if zone := zone_of_label(written, place):
        if zone != label:
            draft.change("timezone", zone)
    elif not label:
        _say_doubtful(draft, written)
    if label and beside:
        _obey_hours(draft, beside, place)


def _obey_hours(draft: Draft, label: str, place: str) -> None:
    """Use the zone beside the hours, where the clocks of the column show another hour."""
    column = draft.text("timezone")
    if is_local(label):
        return
    city = column.rpartition("/")[2].replace("_", " ")
    near = zone_of_label(label, city)
    zone = near if near == column else zone_of_label(label, place) or near
    if not zone:
        _say_doubtful(draft, label)
        if is_label(label):  # of several zones, none of which is the one of the column
            draft.change("timezone", None)
    elif get_zone(column) is None:
        draft.change("timezone", zone)
    elif _differ(draft, zone, column):
        # An offset is no place: the hours are written with it, and the clock stays.
        if zone == "UTC" or zone.startswith("Etc/"):
            _write_offset(draft, zone)
        else:
            draft.change("timezone", zone)


def _differ(draft: Draft, zone: str, column: str) -> bool:
    clock = draft.text("start")
    if not _ON_A_CLOCK.fullmatch(clock):
        return False
    try:
        moment = dt.datetime.fromisoformat(clock)
    except ValueError:
        return False
    return _offset(moment, zone) != _offset(moment, column)


def _offset(moment: dt.datetime, zone: str) -> dt.timedelta | None:
    return moment.replace(tzinfo=get_zone(zone)).utcoffset()


def _write_offset(draft: Draft, zone: str) -> None:
    offset = f"{dt.datetime(2024, 1, 1, tzinfo=get_zone(zone)):%z}"

    def with_offset(value: object) -> object:
        is_clock = isinstance(value, str) and _ON_A_CLOCK.fullmatch(value)
        return f"{value}{offset}" if is_clock else value

    for column in ("start", "end"):
        draft.change(column, with_offset(draft.row.get(column)))
    if dates := draft.row.get("dates"):
        written = [
            {name: with_offset(value) for name, value in each.items()}
            for each in dates
            if isinstance(each, dict)
        ]
        draft.change("dates", written)


def _say_doubtful(draft: Draft, label: str) -> None:
    message = _(
        "the zone “%(label)s” is not beyond doubt; it is kept in the record. "
        "Write it as a city, like Europe/Zurich."
    )
    draft.note(message % {"label": quoted(label)})
