"""What somebody has changed in a table that the package wrote, against the page as it is now.

Cells are compared and not values: a column that nobody has touched is never written, so what a
cell cannot say, such as the key of a date or an organizer that is not public, stays.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from wagtail_migration_events.feeds.tables.cells import bare_cell
from wagtail_migration_events.feeds.tables.columns import cells, header
from wagtail_migration_events.feeds.tables.rows import event_rows
from wagtail_migration_events.interchange.pages.edits import WHEN
from wagtail_migration_events.interchange.pages.page_values import ORGANIZERS
from wagtail_migration_events.interchange.source.source_event import RowRefused, SourceEvent

#: Columns that say something about the page, and nothing that can be written to it.
_TOLD_ONLY = {"key", "locale", "text_language", "url", "first_published_at", "last_published_at"}
_FIELDS = {
    **dict.fromkeys((*WHEN, "dates"), (*WHEN, "dates")),
    "organizers": (ORGANIZERS,),
    "latitude": ("latitude", "longitude"),
    "longitude": ("latitude", "longitude"),
}  # fmt: skip


def changed_fields(page: Any, row: dict[str, Any]) -> set[str]:
    """Return the names of the fields whose cells are others than they would be written now.

    :param page: a specific page, as readers see it.
    :param row: see :func:`reading.row_of_own`.
    :raises RowRefused: if the page was published after the table was written, or a cell was
        changed that cannot be read.
    """
    told = row.get("raw_fields") or {}
    (current,) = event_rows([page], "")
    now = dict(zip(header(), cells(current), strict=True))
    changed = [name for name in header() if _plain(told.get(name)) != _plain(now[name])]
    wanted = [name for name in changed if name not in _TOLD_ONLY]
    if not wanted:
        return set()
    if "last_published_at" in changed:
        raise RowRefused(
            _("The page was published after the table was written. Write the table anew.")
        )
    return {field for name in wanted for field in _FIELDS.get(name, (name,))}


def keep_only(event: SourceEvent, names: set[str]) -> None:
    """Take from an event all but these fields, so that nothing is made or said for the others."""
    event.values = {
        name: value for name, value in event.values.items() if name in names or name == "title"
    }
    if ORGANIZERS not in names:
        event.organizers, event.roles = [], {}
    if "audiences" not in names:
        event.audiences = []
    event.event_type = event.event_type if "event_type" in names else ""
    event.workstream = event.workstream if "workstream" in names else ""


def _plain(value: Any) -> str:
    """Return a form in which a cell is equal to itself after a spreadsheet has saved it."""
    if value is None:
        return ""
    text = bare_cell(str(value)).replace("\r\n", "\n").strip()
    try:
        return str(Decimal(text).normalize()) if text[:1] in "-0123456789" and text else text
    except InvalidOperation:
        return text
