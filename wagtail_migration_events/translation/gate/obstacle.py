"""What can keep a page from going live, and what it is called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from wagtail_migration_events.events.facts.spoken_languages import language_name


class ObstacleCode(StrEnum):
    """Kinds of obstacles; logged when somebody overrides them, so they stay as they are."""

    UNTRANSLATED = "untranslated"
    MACHINE = "machine"
    COPIED = "copied"
    UNWRITTEN = "unwritten"
    OLDER = "older"
    NOT_APPROVED = "not_approved"
    IN_REVIEW = "in_review"
    TOGETHER = "together"
    BEFORE_SOURCE = "before_source"
    UNREADY = "unready"
    LOCKED = "locked"
    NO_RIGHT = "no_right"
    REFUSED = "refused"


#: No reason makes up for these.
FIRM = frozenset(
    {
        ObstacleCode.IN_REVIEW,
        ObstacleCode.UNREADY,
        ObstacleCode.LOCKED,
        ObstacleCode.NO_RIGHT,
        ObstacleCode.REFUSED,
    }
)


@dataclass(frozen=True)
class Obstacle:
    """One thing that keeps a page from going live.

    Attributes:
        words: a sentence in the active language that does not name the language of the page.
        language: the one that the thing is about, a BCP 47 tag.
        page: primary key of the page in that language; None where there is none.
    """

    code: ObstacleCode
    words: str
    language: str
    page: int | None = None

    @property
    def is_firm(self) -> bool:
        """Whether it holds whatever reason somebody gives."""
        return self.code in FIRM

    @property
    def sentence(self) -> str:
        """The words after the name of the language."""
        values = {"language": language_name(self.language), "words": self.words}
        return _("%(language)s: %(words)s") % values


def in_sentences(obstacles: Iterable[Obstacle]) -> str:
    return " ".join(each.sentence for each in obstacles)
