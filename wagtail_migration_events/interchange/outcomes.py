"""What became of each row of an import."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _


class Became(StrEnum):
    """What one row became; every row becomes exactly one of these."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DRAFT = "drafts"
    REFUSED = "refused"


@dataclass
class Outcome:
    """What one line became, the values that were refused, and what else is to be said."""

    line: int
    became: Became
    reasons: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def messages(self) -> Iterator[str]:
        """Yield one line of text for each thing to report."""
        heading = {
            Became.REFUSED: _("line %(line)d: refused: %(text)s"),
            Became.DRAFT: _("line %(line)d: draft: %(text)s"),
        }.get(self.became, _("line %(line)d: value refused: %(text)s"))
        for reason in self.reasons:
            yield heading % {"line": self.line, "text": reason}
        for note in self.notes:
            yield _("line %(line)d: note: %(text)s") % {"line": self.line, "text": note}


def count_line(counts: dict[Became, int]) -> str:
    """Return the last line of an import, the same in every language because scripts read it."""
    return ", ".join(f"{counts.get(each, 0)} {each.value}" for each in Became)
