"""The neutral record: one row of any source, in the columns that all readers share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

#: Each column, and what it holds, for the draft of a mapping and for the reference.
COLUMNS: dict[str, str] = {
    "id": "what the source calls the event by; else its address",
    "url": "the address at which the event stood",
    "group": "what translations of one event have in common",
    "lang": "language of the page, such as en",
    "content_language": "language of the words, where it is not that of the page",
    "title": "title",
    "summary": "a few sentences",
    "start": "2027-03-09T10:00, 2027-03-09, 2027-03, or in words",
    "end": "likewise; the last day, for whole days",
    "time": "hours that stand apart from the date, such as 14:00-16:00",
    "year": "the year, where the dates have none",
    "dates": "a list of start and end, for events of several dates",
    "timezone": "an IANA zone, or a label such as CET",
    "location": "name and address of the place",
    "format": "online, hybrid or in person",
    "country": "a country by name or code",
    "latitude": "degrees",
    "longitude": "degrees",
    "category": "type of event",
    "audience": "for whom it is",
    "languages": "languages spoken",
    "organizers": "who holds it",
    "scope": "levels, areas and regions",
    "objectives": "GCM objectives",
    "principles": "guiding principles",
    "sdgs": "Sustainable Development Goals and targets",
    "workstream": "workstream",
    "workstream_output": "yes or no",
    "regional_review": "yes or no",
    "part_of": "title of the larger event",
    "status": "cancelled, postponed and the like",
    "registration_url": "link",
    "webcast": "link to the live stream",
    "image": "address of an image",
    "image_alt": "what the image shows, for people who do not see it",
    "documents": "addresses of documents",
    "contact_email": "address for questions",
    "private": "yes makes a draft of the event",
    "published": "when the page was published first",
    "owner": "user name of whoever owns the page, if the site has such a user",
}

#: These hold several values.
LISTS = frozenset(
    {"audience", "languages", "organizers", "scope", "objectives", "principles", "sdgs"}
    | {"documents"}
)


class Unit(StrEnum):
    """What the number of a record counts."""

    LINE = "line"
    ROW = "row"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """One row of a source, or why there is none.

    Attributes:
        number: where it is, counted from 1 in ``unit``.
        position: how much of the file has been read after it, in bytes.
        row: what it says, by the names of the columns (see :data:`COLUMNS`); what the source calls
            otherwise is in ``raw_fields``, as it came. None where nothing could be read.
        refusal: why there is no row.
        notes: what is to be said about it all the same.
        source: what the reader calls the source, where that is not the host of the address.
        file: the file it stood in, where there are several.
    """

    number: int
    position: int
    row: dict[str, Any] | None
    refusal: str = ""
    notes: tuple[str, ...] = ()
    unit: Unit = Unit.LINE
    source: str = ""
    file: str = ""

    @property
    def external_id(self) -> str:
        """What the source calls the event by: its identifier, else its address."""
        return self._text("id") or self._text("url")

    @property
    def address(self) -> str:
        """Where the event stood before."""
        return self._text("url")

    @property
    def language(self) -> str:
        return self._text("lang")

    @property
    def title(self) -> str:
        return self._text("title")

    @property
    def texts(self) -> dict[str, str]:
        """What a reader reads, by column."""
        return {name: text for name in ("title", "summary") if (text := self._text(name))}

    @property
    def raw_fields(self) -> dict[str, Any]:
        """What the source says in columns of its own."""
        raw = (self.row or {}).get("raw_fields")
        return raw if isinstance(raw, dict) else {}

    def _text(self, column: str) -> str:
        value = (self.row or {}).get(column)
        return value.strip() if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class FileNote:
    """Something to say about a whole file that loses nothing, such as its encoding."""

    text: str


class UnreadableFile(ValueError):  # noqa: N818 - says what it is
    """Nothing of the file can be read; the message says why, and what to do."""


@dataclass(frozen=True)
class ReadingOptions:
    """What a reader is told besides the file.

    Attributes:
        language: tag of the language of rows that name none.
        languages: tags of the languages that the site has.
        mapping: which column of the file is which of ours (``mapping.plan.ColumnPlan``).
        today: the day from which on dates count as those to come.
    """

    language: str = ""
    languages: tuple[str, ...] = ()
    mapping: Any = None
    today: dt.date = field(default_factory=dt.date.today)


Records = Iterator[SourceRecord | FileNote]
