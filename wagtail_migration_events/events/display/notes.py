"""Texts that must not be outdated, and whether the rest of the text is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from wagtail_migration_events.conf import setting
from wagtail_migration_events.events.freshness.staleness import stale_texts
from wagtail_migration_events.groups.resolution import text_language
from wagtail_migration_events.vocabularies.languages import normalise_tag

#: Why the event is off, how to get in, how to register: readers need today's words, in whatever
#: language, more than older ones in their own.
NOTES = ("status_reason", "location_note", "registration_note")


@dataclass(frozen=True, slots=True)
class Note:
    """A text and the language it is in, a BCP 47 tag."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class StaleNotice:
    """What a reader is told about a translation made from older text.

    Attributes:
        language: of the text that is newer, a BCP 47 tag.
        changed_on: the day in UTC on which the newest change of it was published.
    """

    language: str
    changed_on: dt.date


def current_note(event: Any, name: str) -> Note:
    """Return a note of the event: its own, or the source's new words until they are translated.

    :param name: one of ``NOTES``; a class that has dropped the field has an empty note.
    """
    for stale in stale_texts(event, [name]):
        return Note(stale.new, normalise_tag(stale.language))
    return Note(str(getattr(event, name, None) or ""), text_language(event))


def stale_notice(event: Any) -> StaleNotice | None:
    """Return what is to be said of an older translation; None where the site says nothing."""
    if not setting("STALE_NOTICE"):
        return None
    stale = [each for each in stale_texts(event) if each.name not in NOTES]
    if not stale:
        return None
    newest = max(stale, key=lambda each: each.changed_at)
    return StaleNotice(normalise_tag(newest.language), newest.changed_at.date())
