"""The states in which an event can be in a language, and what they are called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext, pgettext_lazy

from wagtail_migration_events.events.display.wording import heading_of, listed
from wagtail_migration_events.events.language_states.assignment import Assignment

#: What these states together are called on screen, beside "Event status" and "Published".
HEADING = pgettext_lazy("of an event in a language", "Translation")


class TranslationState(models.TextChoices):
    """How far an event is in one language."""

    NOT_WANTED = "not_wanted", pgettext_lazy("of an event in a language", "Not wanted")
    MISSING = "missing", pgettext_lazy("of an event in a language", "Missing")
    REQUESTED = "requested", pgettext_lazy("of an event in a language", "Requested")
    DRAFT = "draft", pgettext_lazy("of an event in a language", "Draft")
    IN_TRANSLATION = "in_translation", pgettext_lazy("of an event in a language", "In translation")
    MACHINE_DRAFT = "machine_draft", pgettext_lazy("of an event in a language", "Machine draft")
    IN_REVIEW = "in_review", pgettext_lazy("of an event in a language", "In review")
    CHANGES_ASKED = "changes_asked", pgettext_lazy("of an event in a language", "Changes asked")
    APPROVED = "approved", pgettext_lazy("of an event in a language", "Approved")
    LIVE = "live", pgettext_lazy("of an event in a language", "Live")
    STALE = "stale", pgettext_lazy("of an event in a language", "Live, older than the source")


#: States of a page that readers see as it is.
LIVE_STATES = frozenset({TranslationState.LIVE, TranslationState.STALE})


@dataclass(frozen=True, slots=True)
class LanguageState:
    """The state of one event in one language.

    Attributes:
        language: a BCP 47 tag.
        state: of a live page that has a newer version in review or approved, that of the version.
        page: primary key of the page of its own that the event has in this language. An alias,
            which shows the text of another language, is none.
        path, owner: its place in Wagtail's tree and who has made it, for their rights to it.
        model: the class of that page.
        is_live: whether that page is published.
        is_source: whether that page is the source of facts.
        done, total: how many pieces of text are translated; 0 of 0 where nobody counts.
        by_machine: how many of those done nobody has read since a machine translated them.
        stale: names of the texts that the source has changed since, as in ``event_text``.
        assignment: who is to do it and by when, where somebody asked for it.
    """

    language: str
    state: TranslationState = TranslationState.NOT_WANTED
    page: int | None = None
    path: str = ""
    owner: int | None = None
    model: Any = None
    is_live: bool = False
    is_source: bool = False
    done: int = 0
    total: int = 0
    by_machine: int = 0
    stale: tuple[str, ...] = ()
    assignment: Assignment | None = None

    @property
    def short_words(self) -> str:
        """The state in the active language, with the number of pieces that are translated."""
        if self.state != TranslationState.IN_TRANSLATION:
            return str(self.state.label)
        values = {"state": self.state.label, "done": self.done, "total": self.total}
        return gettext("%(state)s (%(done)s of %(total)s)") % values

    @property
    def words(self) -> str:
        """The state in the active language, with all that is to know of it."""
        if self.state == TranslationState.STALE:
            texts = listed(heading_of(self.model, name) for name in self.stale)
            return gettext("%(state)s: %(texts)s") % {"state": self.state.label, "texts": texts}
        if self.is_live and self.state not in LIVE_STATES:
            return gettext("%(state)s, an earlier version is live") % {"state": self.short_words}
        return self.short_words
