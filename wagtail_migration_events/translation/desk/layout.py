"""What the translator's view shows, in reading order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import cached_property

from wagtail_migration_events.events.aliases import field_name_of
from wagtail_migration_events.events.display.fact_words import fact_lines
from wagtail_migration_events.events.display.wording import heading_of, in_one_line
from wagtail_migration_events.events.editor.source_link import source_link
from wagtail_migration_events.events.editor.versions.stale_panel import TextChange, text_changes
from wagtail_migration_events.events.group import group_of
from wagtail_migration_events.translation.pieces.own_links import OwnLink
from wagtail_migration_events.translation.pieces.piece import Piece, PieceState
from wagtail_migration_events.translation.site_settings import TranslationSettings
from wagtail_migration_events.translation.wording.glossary import (
    GlossaryError,
    GlossaryTerm,
    glossary_between,
    terms_in,
    terms_not_kept,
)
from wagtail_migration_events.translation.wording.official_titles import (
    OfficialTitle,
    official_titles,
)


@dataclass
class Spot:
    """One field, or one block in it: what can be asked about.

    Attributes:
        key: for the form.
        path: of the field or block, as Wagtail's comments have it.
        label: within its section.
        links: the addresses in its text, and what is chosen in it.
        threads: open questions.
        question: typed, and not asked yet.
    """

    key: str
    path: str
    label: str
    pieces: list[Piece] = field(default_factory=list)
    links: list[OwnLink] = field(default_factory=list)
    threads: list[Any] = field(default_factory=list)
    question: str = ""


@dataclass
class Section:
    """A field of the page.

    Attributes:
        change: what the source has changed in it since it was translated, or None.
    """

    column: str
    heading: str
    spots: list[Spot] = field(default_factory=list)
    change: TextChange | None = None


def lay_out(page: Any, pieces: Iterable[Piece], links: Iterable[OwnLink]) -> list[Section]:
    """Return the sections of a translation; each spot of them can be asked about.

    :param page: the target, as its newest draft has it.
    """
    sections: dict[str, Section] = {}
    spots: dict[str, Spot] = {}
    shown: list[Piece | OwnLink] = [*pieces, *links]
    for each in shown:
        place, context = each.place, each.segment.context
        section = sections.setdefault(place.column, Section(place.column, place.heading))
        path = context.path.split(".'")[0]  # of a link in a text localize quotes the address
        if path not in spots:
            spots[path] = Spot(str(context.pk), path, place.label)
            section.spots.append(spots[path])
        if isinstance(each, Piece):
            spots[path].pieces.append(each)
        else:
            spots[path].links.append(each)
    ordered = sorted(sections.values(), key=_order)
    _say_what_changed(page, sections)
    return ordered


def _order(section: Section) -> int:
    first = section.spots[0]
    shown: list[Piece | OwnLink] = [*first.pieces, *first.links]
    return shown[0].place.order


def _say_what_changed(page: Any, sections: dict[str, Section]) -> None:
    unclear = {column for column, section in sections.items() if _is_unclear(section)}
    for change in text_changes(page) if unclear else ():
        column = field_name_of(type(page), change.name) or change.name
        if column in unclear:
            sections[column].change = change


def _is_unclear(section: Section) -> bool:
    """Whether a text is partly translated, and none of its pieces shows what has changed in it."""
    pieces = [piece for spot in section.spots for piece in spot.pieces]
    missing = sum(piece.state == PieceState.MISSING for piece in pieces)
    shown = any(piece.difference is not None for piece in pieces)
    return 0 < missing < len(pieces) and not shown


@dataclass
class Count:
    """How much of the text is there."""

    total: int
    to_do: int
    unread: int
    next: Piece | None

    @property
    def done(self) -> int:
        return self.total - self.to_do


def count(pieces: Iterable[Piece]) -> Count:
    """Count pieces by what is left to do with them; what a machine wrote waits to be read."""
    pieces = list(pieces)
    left = [piece for piece in pieces if piece.is_to_do or piece.state == PieceState.MACHINE]
    unread = sum(piece.state == PieceState.MACHINE for piece in pieces)
    return Count(len(pieces), len(left) - unread, unread, left[0] if left else None)


class WordsAtHand:
    """Official titles and the glossary of the site, for one translation.

    :param page: the target.
    :param source, target: BCP 47 tags.
    """

    def __init__(self, page: Any, source: str, target: str) -> None:
        self.page, self.source, self.target = page, source, target
        self.fault = ""

    @cached_property
    def titles(self) -> list[OfficialTitle]:
        return official_titles(self.page, self.source, self.target)

    @cached_property
    def glossary(self) -> list[GlossaryTerm]:
        parts = self.page.get_url_parts()
        rows = TranslationSettings.objects.filter(site=parts[0]) if parts else ()
        text = next((row.glossary for row in rows), "")
        try:
            return glossary_between(text, self.source, self.target) if text.strip() else []
        except GlossaryError as error:
            self.fault = str(error)
            return []

    @cached_property
    def official(self) -> list[GlossaryTerm]:
        return [
            GlossaryTerm(title.source.text, (title.target.text,), is_official=True)
            for title in self.titles
            if title.is_official and not title.source.is_fallback
        ]

    def in_text(self, pieces: Iterable[Piece]) -> list[GlossaryTerm]:
        """Return the terms of the glossary that occur in the source."""
        return terms_in(" \n ".join(piece.source_words for piece in pieces), self.glossary)

    def check(self, pieces: Iterable[Piece]) -> None:
        """Note at each translated piece which of the words that are given it does not have."""
        given = [*self.official, *self.glossary]
        for piece in pieces:
            if piece.state in (PieceState.MACHINE, PieceState.DONE):
                piece.warnings = terms_not_kept(piece.source_words, piece.stored_words, given)


def facts_context(page: Any, user: Any) -> dict[str, Any]:
    """Return the facts of an event to read, and where they are edited.

    :return: ``facts``: heading and rows of each section; ``source``: a ``SourceLink`` or None.
    """
    found, group = [], group_of(page)
    for heading, names in type(page).facts_sections:
        lines = {name: fact_lines(page, name) for name in names}
        rows = [
            (heading_of(type(page), name), in_one_line(each))
            for name, each in lines.items()
            if each
        ]
        if rows:
            found.append((heading, rows))
    source = None
    if group is not None and group.is_followed_by(page):
        source = source_link(group, user)
    return {"facts": found, "source": source}
