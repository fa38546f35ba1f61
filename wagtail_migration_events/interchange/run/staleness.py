"""Whether what a plan said of a row still holds: the row, how it is understood, and its page."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from wagtail_migration_events.interchange.record import ImportRecord
from wagtail_migration_events.interchange.source.records import SourceRecord
from wagtail_migration_events.interchange.source.source_event import RowRefused

_LENGTH = 16


@dataclass(frozen=True)
class RowState:
    """Digests of all that a plan rests on; as text it stands in the last column of the plan.

    Attributes:
        row: what the source says.
        meaning: how it is understood, by rules, decisions and settings of the run.
        page: which page it was, and its newest revision.
    """

    row: str
    meaning: str
    page: str

    def __str__(self) -> str:
        return "-".join((self.row, self.meaning, self.page))

    @classmethod
    def from_text(cls, text: str) -> RowState | None:
        """Return the state that a cell holds; None if somebody has changed the cell."""
        parts = text.strip().split("-")
        return cls(*parts) if len(parts) == 3 and all(parts) else None


def row_digest(line: SourceRecord) -> str:
    return _digest(line.row, line.source)


def state_of(line: SourceRecord, meaning: str, record: ImportRecord, *settings: Any) -> RowState:
    """Return what a plan of this row rests on.

    :param meaning: a digest of how it is understood now.
    :param settings: of the run, as far as they are not part of that.
    """
    page: Any = record.page
    seen = (page.pk, page.latest_revision_id, page.live) if page is not None else None
    return RowState(row_digest(line), _digest(meaning, record.source, *settings), _digest(seen))


class PlannedRows:
    """The rows of a plan that somebody has looked at and said yes to.

    :param rows: state, identifier and language of each.
    """

    def __init__(self, rows: list[tuple[RowState, str, str]]) -> None:
        self._by_row = {state.row: state for state, _id, _lang in rows}
        self._known = {(identifier, language) for _state, identifier, language in rows}

    def refuse_unless_planned(self, line: SourceRecord, now: RowState) -> None:
        """Let a row pass of which the plan still holds.

        :raises RowRefused: saying what has changed since the plan was made.
        """
        planned = self._by_row.get(now.row)
        if planned is None:
            if (line.external_id, line.language) in self._known:
                raise RowRefused(_stale(_("the row is another, or the mapping")))
            raise RowRefused(_("The plan has no such row. Make a new plan."))
        if planned.meaning != now.meaning:
            raise RowRefused(_stale(_("rules, decisions or settings are others")))
        if planned.page != now.page:
            raise RowRefused(_stale(_("the page was changed")))


def _stale(reason: str) -> str:
    message = _("The plan is out of date for this row: %(reason)s. Make a new plan.")
    return message % {"reason": reason}


def _digest(*told: Any) -> str:
    text = json.dumps(told, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:_LENGTH]
