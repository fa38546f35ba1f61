"""What became of each row of an import."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from wagtail_migration_events.interchange.rules.draft import Repair
from wagtail_migration_events.interchange.source.records import Unit
from wagtail_migration_events.text_checks import one_line

LONGEST_MESSAGE = 2000


class Became(StrEnum):
    """What one row became; every row becomes exactly one of these."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DRAFT = "drafts"
    REFUSED = "refused"


@dataclass(frozen=True)
class Change:
    """A field of a page that a row changes: its name as editors know it, old and new value."""

    field: str
    was: str
    becomes: str

    def __str__(self) -> str:
        return f"{self.field}: {self.was or '–'} → {self.becomes or '–'}"


@dataclass
class Outcome:
    """What one row became, the values that were refused, and what else is to be said.

    ``unit`` is what ``line`` counts: lines, rows of a sheet, or items; ``file`` is where, if there
    are several. ``changes`` are those of a page that was there before. ``page`` is the primary key
    of the page of the row, and ``made`` has those of all pages made for it, organizers too.
    ``state`` is what a plan of the row rests on.
    """

    line: int
    became: Became
    reasons: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    unit: Unit = Unit.LINE
    file: str = ""
    changes: list[Change] = field(default_factory=list)
    page: Any = None
    made: list[Any] = field(default_factory=list)
    state: str = ""

    def messages(self, *, with_repairs: bool = False) -> Iterator[str]:
        """Yield one line of text for each thing to report.

        :param with_repairs: also for what the rules changed.
        """
        place = self.place
        heading = {
            Became.REFUSED: _("%(place)s: refused: %(text)s"),
            Became.DRAFT: _("%(place)s: draft: %(text)s"),
        }.get(self.became, _("%(place)s: value refused: %(text)s"))
        told = [
            *((heading, reason) for reason in self.reasons),
            *((_("%(place)s: note: %(text)s"), note) for note in self.notes),
        ]
        if with_repairs:
            told += [(_("%(place)s: rule %(text)s"), str(repair)) for repair in self.repairs]
        for words, text in told:
            yield words % {"place": place, "text": one_line(text, LONGEST_MESSAGE)}

    @property
    def place(self) -> str:
        """Where the row stands, such as "line 7"."""
        units = {Unit.LINE: _("line"), Unit.ROW: _("row"), Unit.ITEM: _("item")}
        return f"{units[self.unit]} {self.line}"


def count_line(counts: dict[Became, int]) -> str:
    """Return the last line of an import, the same in every language because scripts read it."""
    return ", ".join(f"{counts.get(each, 0)} {each.value}" for each in Became)
