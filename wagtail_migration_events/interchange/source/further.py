"""Columns that not every source has: each becomes a fact only where the row has the column."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from wagtail_migration_events.events.times.occurrence import EventStatus
from wagtail_migration_events.interchange.source.cells import (
    link_cell,
    list_cell,
    note,
    refuse,
    text_cell,
    yes_or_no,
)
from wagtail_migration_events.interchange.source.listed_dates import understand_listed_dates
from wagtail_migration_events.interchange.source.past import is_held_back
from wagtail_migration_events.interchange.source.source_event import SourceEvent
from wagtail_migration_events.vocabularies.registry import get_vocabulary

_HELD_BACK = frozenset({"private", "confidential"})


def understand_further(event: SourceEvent, row: dict[str, Any]) -> None:
    """Add to an event what the columns beyond the JSON Lines format of the beginning say."""
    for column, read in _COLUMNS.items():
        if column in row:
            read(event, row[column])
    if "latitude" in row or "longitude" in row:
        _point(event, row.get("latitude"), row.get("longitude"))
    if row.get("dates"):
        understand_listed_dates(event, row["dates"])


def _codes(field: str, column: str, reason: Any) -> Callable[[SourceEvent, Any], None]:
    def read(event: SourceEvent, value: Any) -> None:
        codes = []
        for item in list_cell(event, column, value):
            if code := get_vocabulary(field).resolve(item):
                codes.append(code)
            elif reason:
                refuse(event, column, item, reason)
            else:
                note(event, column, item)
        event.values[field] = list(dict.fromkeys(codes))

    return read


def _country(event: SourceEvent, value: Any) -> None:
    areas = get_vocabulary("areas")
    code = areas.resolve(value) if value not in (None, "") else None
    is_country = code is not None and areas.term(code).kind == "country"
    event.values["country"] = code if is_country else ""
    if value not in (None, "") and not is_country:
        note(event, "country", value)


def _status(event: SourceEvent, value: Any) -> None:
    word = text_cell(event, "status", value).casefold()
    known = word in EventStatus.values
    event.values["event_status"] = word if known else EventStatus.SCHEDULED.value
    if word and not known and is_held_back(word):
        event.refused.append(_("The source has not published the event, so it is a draft."))
    elif word and not known:
        note(event, "status", value)


def _email(event: SourceEvent, value: Any) -> None:
    address = text_cell(event, "contact_email", value, longest=254).removeprefix("mailto:")
    try:
        if address:
            validate_email(address)
    except ValidationError:
        note(event, "contact_email", address)
        address = ""
    event.values["contact_email"] = address


def _workstream(event: SourceEvent, value: Any) -> None:
    event.workstream = text_cell(event, "workstream", value, longest=255)
    event.values["workstream"] = ""  # the site is asked for its code later


def _image(event: SourceEvent, value: Any) -> None:
    first = next((each for each in value if each), None) if isinstance(value, list) else value
    event.image = link_cell(event, "image", first)


def _image_alt(event: SourceEvent, value: Any) -> None:
    first = next((each for each in value if each), None) if isinstance(value, list) else value
    event.values["image_alt"] = text_cell(event, "image_alt", first, longest=255)


def _documents(event: SourceEvent, value: Any) -> None:
    links = (link_cell(event, "documents", item) for item in list_cell(event, "documents", value))
    event.documents = list(dict.fromkeys(link for link in links if link))


def _private(event: SourceEvent, value: Any) -> None:
    """Hold back what the source shows to some people only."""
    if value == 1 or yes_or_no(value) or str(value).strip().casefold() in _HELD_BACK:
        event.refused.append(_("The source calls the event private, so it is a draft."))


def _point(event: SourceEvent, latitude: Any, longitude: Any) -> None:
    point = _degrees(latitude, 90), _degrees(longitude, 180)
    # 0, 0 is what programs write for no place.
    whole = None not in point and (any(point) or bool(event.key))
    event.values["latitude"], event.values["longitude"] = point if whole else (None, None)
    if not whole and (latitude not in (None, "") or longitude not in (None, "")):
        note(event, "latitude, longitude", f"{latitude}, {longitude}")


def _degrees(value: Any, most: int) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        return None
    if isinstance(value, float) and not math.isfinite(value):
        return None
    text = str(value).strip()[:40]
    if text.count(",") == 1 and "." not in text:
        text = text.replace(",", ".")
    try:
        degrees = Decimal(text)
        if not degrees.is_finite() or abs(degrees) > most:
            return None
        return degrees.quantize(Decimal("0.000001"))
    except InvalidOperation:
        return None


_COLUMNS: dict[str, Callable[[SourceEvent, Any], None]] = {
    "country": _country,
    "status": _status,
    "contact_email": _email,
    "workstream": _workstream,
    "image": _image,
    "image_alt": _image_alt,
    "documents": _documents,
    "private": _private,
    "principles": _codes("guiding_principles", "principles", ""),
    "sdgs": _codes("sdgs", "sdgs", ""),
}
