"""The pieces of text of one translation, as its translator sees them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup
from django.db.models import TextChoices
from django.utils.functional import cached_property
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail.admin.compare import diff_text
from wagtail_localize.models import StringSegment, StringTranslation
from wagtail_localize.strings import INLINE_TAGS, StringValue

from wagtail_migration_events.translation.pieces.places import Place, Places
from wagtail_migration_events.translation.pieces.rich_text import editor_content, is_editable
from wagtail_migration_events.translation.pieces.typed_text import fingerprint, shown_text
from wagtail_migration_events.translation.source.suggestions import EARLIER_TEXT


class PieceState(TextChoices):
    """How far one piece is."""

    MISSING = "missing", _("Not translated")
    CHANGED = "changed", _("The source has changed")
    WRONG = "wrong", _("To be corrected")
    MACHINE = "machine", _("By the machine, not read yet")
    DONE = "done", _("Translated")


#: What a translator has to do before all text is there.
TO_DO = (PieceState.MISSING, PieceState.CHANGED, PieceState.WRONG)


@dataclass
class Piece:
    """One string of the source, with its translation.

    Attributes:
        segment: localize's row of the source.
        place: where it stands in the page.
        stored: localize's row of the translation, or None.
        old_source: what the source said when ``stored`` was made, if it was something else.
        typed: what somebody has typed and could not be saved; None where nothing is.
        error: why not.
        theirs: what somebody else has saved in the meantime; None where nobody has.
        warnings: hints that keep nobody from saving.
        rich_options: for Wagtail's editor of rich text.
    """

    segment: Any
    place: Place
    stored: Any = None
    old_source: str = ""
    typed: str | None = None
    error: str = ""
    theirs: str | None = None
    warnings: list[str] = field(default_factory=list)
    rich_options: str = ""

    @property
    def pk(self) -> int:
        return int(self.segment.pk)

    @property
    def source(self) -> str:
        """The text to translate, in localize's form."""
        return str(self.segment.string.data)

    @property
    def source_words(self) -> str:
        return str(StringValue(self.source).render_text())

    @property
    def stored_words(self) -> str:
        return str(StringValue(self.stored.data).render_text()) if self.stored else ""

    @property
    def value(self) -> str:
        """What stands in the field."""
        return self.typed if self.typed is not None else self.stored_value

    @property
    def stored_value(self) -> str:
        return shown_text(self.place, self.stored.data) if self.stored else ""

    @property
    def base(self) -> str:
        """What the field was filled with, to find out whether somebody else has saved it since."""
        return fingerprint(self.stored_value)

    @property
    def state(self) -> PieceState:
        if self.stored is None or not self.stored.data:
            return PieceState.MISSING
        if self.stored.has_error:
            is_old = self.stored.tool_name == EARLIER_TEXT
            return PieceState.CHANGED if is_old else PieceState.WRONG
        by_machine = StringTranslation.TRANSLATION_TYPE_MACHINE
        return PieceState.MACHINE if self.stored.translation_type == by_machine else PieceState.DONE

    @property
    def is_conflict(self) -> bool:
        return self.theirs is not None

    @property
    def is_to_do(self) -> bool:
        return self.state in TO_DO

    @property
    def is_to_read(self) -> bool:
        """Whether somebody can say that it is right as it stands."""
        return self.state in (PieceState.CHANGED, PieceState.MACHINE)

    @property
    def stored_error(self) -> str:
        """What is wrong with a translation that came from a file, or that the page refused."""
        return str(self.stored.get_error() or "") if self.state == PieceState.WRONG else ""

    @property
    def rows(self) -> int:
        """How many lines the field is high."""
        longest = max(len(self.source_words), len(self.stored_words))
        return min(12, 2 + longest // 60)

    @cached_property
    def links(self) -> dict[str, dict[str, str]]:
        """The attributes of the source's links by the ids that localize has given them."""
        return json.loads(self.segment.attrs or "null") or {}

    @property
    def is_rich(self) -> bool:
        """Whether Wagtail's editor of rich text can hold the text."""
        return self.place.is_rich and is_editable(self.source, self.value)

    @property
    def rich_content(self) -> str:
        return editor_content(self.value) if self.is_rich else ""

    @property
    def source_html(self) -> SafeString:
        """The source to read: its lines, inline marks, and where its links lead to."""
        if self.place.is_plain:
            lines = self.source_words.split("\n")
            return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines))
        return _shown_markup(self.source, self.links)

    @property
    def difference(self) -> SafeString | None:
        """What the source has changed; None where it is not known or nothing."""
        if self.state != PieceState.CHANGED or not self.old_source:
            return None
        old = StringValue(self.old_source).render_text()
        return mark_safe(diff_text(old, self.source_words).to_html())  # noqa: S308 - it escapes


def _shown_markup(data: str, links: dict[str, dict[str, str]]) -> SafeString:
    soup = BeautifulSoup(data, "html.parser")
    for tag in soup.find_all(True):
        attrs = links.get(str(tag.get("id")), {})
        tag.attrs = {}
        if tag.name == "a":
            tag.name = "span"
            tag.attrs = {"class": "translator-desk__link", "title": link_address(attrs)}
        elif tag.name not in INLINE_TAGS:
            tag.unwrap()
    return mark_safe(str(soup))  # noqa: S308 - allowed tags, without attributes from outside


def link_address(attrs: dict[str, str]) -> str:
    """Return where a link of Wagtail's rich text leads to, in words that need no look-up."""
    if attrs.get("linktype"):
        return f"{attrs['linktype']} {attrs.get('id', '')}"
    return str(attrs.get("href", ""))


def read_pieces(translation: Any, page: Any) -> list[Piece]:
    """Return the pieces of a translation in the order of the editor's panels, in two queries.

    A text that stands twice in the same field is one piece: localize keeps one translation of it.

    :param page: the target, or another page of its class.
    """
    segments = StringSegment.objects.filter(source=translation.source_id)
    segments = segments.select_related("context", "string").order_by("order")
    rows = _translations(translation)
    places, found, seen = Places(page), [], set()
    for segment in segments:
        key = segment.context_id, segment.string_id
        if key in seen:
            continue
        seen.add(key)
        stored = rows.get(segment.context_id, {}).get(segment.string_id)
        piece = Piece(segment, places.find(segment.context), stored)
        if piece.state == PieceState.CHANGED:
            piece.old_source = _old_source(piece, rows[segment.context_id])
        found.append(piece)
    return sorted(found, key=lambda piece: (piece.place.order, piece.segment.order))


def _translations(translation: Any) -> dict[int, dict[int, Any]]:
    """Return all translations into the language by context and string, older ones too."""
    found: dict[int, dict[int, Any]] = {}
    rows = StringTranslation.objects.filter(
        context__object=translation.source.object_id, locale=translation.target_locale_id
    )
    for row in rows.select_related("translation_of", "context").order_by("updated_at"):
        found.setdefault(row.context_id, {})[row.translation_of_id] = row
    return found


def _old_source(piece: Piece, rows: dict[int, Any]) -> str:
    """Return of which text the suggestion is the translation; "" if that is not known any more."""
    same = [
        row.translation_of.data
        for row in rows.values()
        if row.data == piece.stored.data
        and row.tool_name != EARLIER_TEXT
        and row.translation_of_id != piece.segment.string_id
    ]
    return str(same[-1]) if same else ""
