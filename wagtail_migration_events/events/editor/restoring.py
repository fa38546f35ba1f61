"""What becomes of the facts while an older version of a page is being restored."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

#: A link and a form that want the facts of the older version too say ``restored_facts=old``.
WISH = "restored_facts"
OLD_FACTS = "old"


@dataclass(frozen=True)
class Restoring:
    """How an older version of a page is restored.

    Attributes:
        takes_old: whether the facts of that version are wanted too, or today's are kept.
        url: of the form that holds the facts of that version.
        changes: what would go back, each in one line of words.
    """

    takes_old: bool
    url: str = ""
    changes: list[str] = field(default_factory=list)


def restoring_of(page: Any) -> Restoring | None:
    return getattr(page, "_restoring_facts", None)


def note_restoring(page: Any, restoring: Restoring) -> None:
    """Tell the form that is going to be made for this page object."""
    page._restoring_facts = restoring
