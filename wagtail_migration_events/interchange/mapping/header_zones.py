"""The zone that only the header of a column names: "Start time (CET)", "Hora (Nueva York)"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from wagtail_migration_events.interchange.mapping.headers import names_hours
from wagtail_migration_events.interchange.written_dates.zone_names import (
    is_label,
    is_local,
    zone_of_label,
)

_IN_BRACKETS = re.compile(r"[(\[（](?P<inside>[^()\[\]（）]{1,60})[)\]）]\s*$")
_UNIVERSAL = ("UTC", "GMT")
_OF_WHEN = ("start", "time", "end")


def zone_of_headers(columns: Mapping[str, list[str]]) -> str:
    """Return what the headers of a start, of hours or of an end say of the zone, as written.

    :param columns: the headers of each of our columns.
    """
    found = (_zone_in(name, column) for column in _OF_WHEN for name in columns.get(column, ()))
    return next(filter(None, found), "")


@lru_cache(maxsize=500)
def _zone_in(header: str, column: str) -> str:
    of_hours = column == "time" or names_hours(header)
    match = _IN_BRACKETS.search(header[-80:])
    if match is None:
        last = header.split()[-1] if of_hours and len(header.split()) > 1 else ""
        return last if is_label(last) else ""
    label = match["inside"].strip()
    if is_label(label) or is_local(label):
        return label
    # A place beside a date may be that of the event.
    is_zone = bool(zone_of_label(label)) and (of_hours or "/" in label or label[:3] in _UNIVERSAL)
    return label if is_zone else ""
