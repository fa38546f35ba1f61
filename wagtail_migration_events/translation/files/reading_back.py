"""Takes the pieces of a file into wagtail-localize's records: all that is right, and says the rest.

A page is not written to. As in the translation editor, the words go live when it is published.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail_localize.models import (
    StringTranslation,
    TranslationContext,
    post_save_string_translation,
)

from wagtail_migration_events.text_checks import one_line
from wagtail_migration_events.translation.files.checks import broken, faults, remarks, words_of
from wagtail_migration_events.translation.files.formats.markup import TAG, canonical
from wagtail_migration_events.translation.files.pieces import Piece, Returned, State
from wagtail_migration_events.translation.files.pieces_out import pieces_of, state_of
from wagtail_migration_events.translation.source.snapshots import lock_group
from wagtail_migration_events.translation.source.suggestions import mark


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say of one piece: where it was in the file, on the page, its words, and what."""

    where: str
    place: str
    words: str
    text: str


@dataclass
class Report:
    """What became of the pieces of one file.

    Attributes:
        saved: number of translations that are new or other than before.
        unchanged: number of those that were there already.
        empty: number of pieces without a translation.
        refused: pieces that were not kept, and why; each piece once.
        remarks: what to look at in pieces that were kept.
        foreign: places of the refused that no version of the page has had; lines of the file where
            a piece names none.
    """

    saved: int = 0
    unchanged: int = 0
    empty: int = 0
    refused: list[Remark] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)


def take_back(translation: Any, rows: Iterable[Returned], user: Any, *, tool: str) -> Report:
    """Keep what came back for one translation, in one transaction.

    Whoever calls this has asked for rights and locks.

    :param translation: wagtail-localize's ``Translation``, of a page, enabled.
    :param user: who stands for it.
    :param tool: named by wagtail-localize beside each translation.
    """
    with transaction.atomic():
        lock_group(translation.source)
        reading = _Reading(translation, user, tool)
        for row in rows:
            reading.take(row)
        reading.write()
    return reading.report


class _Reading:
    """One file being read for one translation."""

    def __init__(self, translation: Any, user: Any, tool: str) -> None:
        self.translation, self.user, self.tool = translation, user, tool
        self.pieces = pieces_of(translation)
        self.report = Report()
        self.taken: dict[str, str] = {}
        self.to_write: list[Any] = []

    def take(self, row: Returned) -> None:
        if row.translation != str(self.translation.uuid):
            self._refuse(row, foreign(row))
            return
        if fault := row.fault or broken(row.target):
            self._refuse(row, fault)
            return
        target = canonical(row.target)
        if not words_of(target).strip():
            self.report.empty += 1
        elif row.key not in self.pieces:
            self._refuse(row, self._why_unknown(row, target))
        elif row.key not in self.taken:
            self.taken[row.key] = target
            self._judge(row, target)
        elif self.taken[row.key] != target:
            self._refuse(row, _("It is in the file twice, with different words."))

    def write(self) -> None:
        """Write all that is to be kept; what the checks have passed has no error."""
        now = timezone.now()
        for row in self.to_write:
            row.updated_at = now
        new = [row for row in self.to_write if row.pk is None]
        old = [row for row in self.to_write if row.pk is not None]
        StringTranslation.objects.bulk_create(new)
        StringTranslation.objects.bulk_update(
            old,
            [
                *("data", "translation_type", "tool_name", "last_translated_by"),
                *("has_error", "field_error", "updated_at"),
            ],
        )
        for row in self.to_write:
            if not row.has_error:
                post_save_string_translation(row)  # the title in Wagtail's lists
        self.report.saved = sum(not row.has_error for row in self.to_write)

    def _judge(self, row: Returned, target: str) -> None:
        piece, segment, known = self.pieces[row.key]
        if _says_nothing_new(piece, target, row):
            self.report.unchanged += 1
        elif row.is_done is False:
            self._refuse(row, _("It is marked as not finished."))
        elif wrong := faults(piece, target):
            self._refuse(row, " ".join(wrong))
        else:
            self.to_write.append(self._row(known, segment, target))
            self.report.remarks += [_remark(row, piece, text) for text in remarks(piece, target)]

    def _row(self, known: Any, segment: Any, target: str) -> Any:
        row = known or StringTranslation(
            translation_of_id=segment.string_id,
            locale_id=self.translation.target_locale_id,
            context_id=segment.context_id,
        )
        row.data, row.last_translated_by, row.tool_name = target, self.user, self.tool
        row.translation_type = StringTranslation.TRANSLATION_TYPE_MANUAL
        row.has_error, row.field_error = False, ""
        return row

    def _why_unknown(self, row: Returned, target: str) -> str:
        path = row.key.rpartition("#")[0]
        now = [each for each in self.pieces.values() if each[0].path == path]
        if len(now) == 1 and self._suggest(now[0], target):
            return _(
                "The source text has changed since the file was made. The translation is kept as "
                "a suggestion."
            )
        if now:
            return _("The source text has changed since the file was made.")
        if path in self._paths:
            return _("The source has no such text any more.")
        self.report.foreign.append(one_line(path or row.where, 120))
        return _("The event has no such text.")

    @cached_property
    def _paths(self) -> set[str]:
        """Where some version of the source has had a text."""
        known = TranslationContext.objects.filter(object=self.translation.source.object_id)
        return set(known.values_list("path", flat=True))

    def _suggest(self, now: tuple[Piece, Any, Any], target: str) -> bool:
        """Keep the translation of an earlier text at hand, where there is none of the new one."""
        piece, segment, known = now
        if state_of(known) is not State.TO_DO or faults(piece, target):
            return False
        if piece.key in self.taken:
            return False
        made = self._row(known, segment, target)
        mark(made, self.translation.target_locale.language_code)
        self.to_write.append(made)
        return True

    def _refuse(self, row: Returned, reason: str) -> None:
        piece = self.pieces[row.key][0] if row.key in self.pieces else None
        self.report.refused.append(_remark(row, piece, reason))


def foreign(row: Returned) -> str:
    """Return why a piece is refused that belongs to another translation."""
    if not row.translation:
        return _("It has no key, so nobody knows where it belongs.")
    return _("It belongs to another event or another language.")


def _says_nothing_new(piece: Piece, target: str, row: Returned) -> bool:
    """Whether the file says of a piece only what is known.

    The same words say something new if somebody stands for what a machine has written, or for
    what was only suggested.
    """
    if piece.state is State.TO_DO or canonical(piece.target) != target:
        return False
    if piece.state is State.MACHINE:
        return row.is_done is not True
    return piece.state is State.DONE or row.is_done is False or row.repeats_suggestions


def _remark(row: Returned, piece: Piece | None, text: str) -> Remark:
    place = piece.place if piece is not None else row.key.partition("#")[0]
    # What came back may be anything, so only its tags are taken off.
    words = words_of(piece.source) if piece is not None else TAG.sub("", row.target[:500])
    return Remark(one_line(row.where, 80), one_line(place, 120), one_line(words, 80), text)
