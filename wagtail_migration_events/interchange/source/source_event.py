"""What a source says about one event, in the package's words and whatever the format was."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import Truncator

from wagtail_migration_events.text_checks import replace_forbidden

LONGEST_QUOTE = 80


class RowRefused(ValueError):  # noqa: N818 - says what it is
    """The row cannot become an event; the message says why, and what to do."""


@dataclass
class SourceEvent:
    """One event as its source describes it.

    ``address`` (or what the source calls it by) and ``source`` say which event it is, ``group``
    what its translations share, ``old_address`` where it stood on the web; ``language`` is the one
    it came in and ``text_language`` the one its words are in, both BCP 47 tags in lower case.
    ``values`` holds facts and text by the names of the fields of an event page. What has to be
    looked up on the site (types, audiences, organizers, workstream, the larger event) is still the
    source's own wording. ``key`` is that of an event of our own, where the source knows it; then
    ``part_of`` has the keys of the larger events.
    ``image`` and ``documents`` are addresses, None where the source says nothing of any.
    ``owner`` is what the user is called who owns the page; together with when it was published it
    counts for a new page only.
    ``roles`` are those of organizers, by name, where somebody has decided on them.
    ``refused`` names the values that were wrong, ``notes`` those that were only not understood,
    ``repairs`` what each rule changed (``rules.draft.Repair``).
    """

    address: str
    source: str
    language: str
    text_language: str
    values: dict[str, Any] = field(default_factory=dict)
    event_type: str = ""
    audiences: list[str] = field(default_factory=list)
    organizers: list[str] = field(default_factory=list)
    roles: dict[str, str] = field(default_factory=dict)
    umbrella: str = ""
    workstream: str = ""
    group: str = ""
    old_address: str = ""
    key: str = ""
    part_of: list[str] = field(default_factory=list)
    image: str | None = None
    documents: list[str] | None = None
    owner: str = ""
    first_published_at: dt.datetime | None = None
    last_published_at: dt.datetime | None = None
    refused: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    repairs: list[Any] = field(default_factory=list)

    @property
    def group_name(self) -> tuple[str, str]:
        """What rows of one event have in common, whichever their language is."""
        return group_name(self.source, self.group)


def group_name(source: str, group: str) -> tuple[str, str]:
    """Return what a group is called among those of all sources."""
    # One that is an address names its host itself, without the "www." of some of them.
    return "" if "/" in group else source, group


def quoted(value: Any) -> str:
    """Return a value from a file as it may be shown on a terminal: short, one line, no controls."""
    text = replace_forbidden(str(value)[: LONGEST_QUOTE * 2], "\ufffd")
    return Truncator(text).chars(LONGEST_QUOTE)
