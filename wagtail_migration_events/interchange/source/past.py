"""What a source says of a page before it came here: whose it was, and since when it is public."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail_migration_events.events.facts.when import ALWAYS_WITH_HOUR
from wagtail_migration_events.events.times.occurrence import DatePrecision
from wagtail_migration_events.events.times.timezones import get_zone
from wagtail_migration_events.interchange.source.cells import note, plain_cell, yes_or_no
from wagtail_migration_events.interchange.source.source_dates import understand_dates
from wagtail_migration_events.interchange.source.source_event import SourceEvent
from wagtail_migration_events.text_checks import forbidden_characters

#: Moments that only a table of our own has, by its columns.
_OF_OUR_OWN = ("previous_starts_at", *ALWAYS_WITH_HOUR)
_DRAFTS = frozenset(
    {"draft", "unpublished", "not published", "pending", "trash", "brouillon", "non publié",
     "borrador", "no publicado", "черновик", "не опубликовано", "مسودة", "غير منشور", "草稿",
     "未发布"}
)  # fmt: skip
#: What WordPress calls a page in its column "post_status"; elsewhere these words say other things.
_DRAFTS_OF_WORDPRESS = frozenset({"private", "future", "auto-draft"})
_PUBLIC = frozenset(
    {"publish", "published", "publié", "publicado", "опубликовано", "منشور", "已发布"}
)


def understand_past(event: SourceEvent, row: dict[str, Any]) -> None:
    """Add to an event its owner and when it was published, and what our own tables say more."""
    owner = plain_cell(_first(row.get("owner")))
    event.owner = "" if forbidden_characters(owner) else owner
    answers = _all(row.get("published"))
    if any(is_held_back(each) or _word(each) in _DRAFTS_OF_WORDPRESS for each in answers):
        event.refused.append(_("The source has not published the event, so it is a draft."))
    else:
        when = [each for each in answers if yes_or_no(each) is None and _word(each) not in _PUBLIC]
        event.first_published_at = _published(event, "published", when)
    if not event.key:
        return
    event.last_published_at = _published(event, "last_published", row.get("last_published"))
    for column in _OF_OUR_OWN:
        moment, refused = _moment(event, row.get(column), as_hour=column in ALWAYS_WITH_HOUR)
        event.values[column] = moment
        event.refused += refused


def is_held_back(value: Any) -> bool:
    """Whether a word says that a page is not published: "Off" in such a column, or "draft"."""
    return yes_or_no(value) is False or _word(value) in _DRAFTS


def _word(value: Any) -> str:
    return str(value).strip().casefold()


def _published(event: SourceEvent, column: str, values: Any) -> dt.datetime | None:
    value = _first(values)
    moment, refused = _moment(event, value, as_hour=True)
    if refused or (moment and moment > timezone.now()):
        note(event, column, value)
        return None
    return moment


def _moment(
    event: SourceEvent, value: Any, *, as_hour: bool
) -> tuple[dt.datetime | None, list[str]]:
    """Return a moment, and why there is none.

    :param as_hour: of a day take its first moment, on the clock of the event.
    """
    if value in (None, ""):
        return None, []
    zone = event.values.get("timezone") or "UTC"
    found = understand_dates(value, None, zone)
    moment = found.values["starts_at"]
    if moment and as_hour and found.values["date_precision"] != DatePrecision.TIME:
        moment = moment.replace(tzinfo=get_zone(zone)).astimezone(dt.UTC)
    return moment, found.refused


def _all(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _first(value: Any) -> Any:
    return next((each for each in _all(value) if each), None)
