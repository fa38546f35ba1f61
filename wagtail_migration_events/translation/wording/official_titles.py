"""The titles of the United Nations that an event names, in both languages of a translation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wagtail_migration_events.events.display.facts import QUOTED
from wagtail_migration_events.vocabularies.registry import get_vocabulary
from wagtail_migration_events.vocabularies.terms import Label


@dataclass(frozen=True)
class OfficialTitle:
    """One title.

    Attributes:
        vocabulary: its heading.
        source: in the language of the source.
        target: in the language of the translation, or what stands in for it.
    """

    vocabulary: str
    source: Label
    target: Label

    @property
    def is_official(self) -> bool:
        """Whether the wording was seen in the document it quotes, in this language."""
        return self.target.verified and not self.target.is_fallback


def official_titles(page: Any, source: str, target: str) -> list[OfficialTitle]:
    """Return the titles of the objectives, principles and goals of an event.

    :param page: whose facts name them.
    :param source, target: BCP 47 tags.
    """
    found = []
    for name in QUOTED:
        vocabulary = get_vocabulary(name)
        for code in getattr(page, name, None) or ():
            term = vocabulary.term(code)
            heading = str(vocabulary.label)
            found.append(OfficialTitle(heading, term.label(source), term.label(target)))
    return found
