"""Saves what a translator typed, piece by piece, without writing over what somebody else did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from wagtail_localize.models import StringTranslation

from wagtail_migration_events.translation.pieces.piece import Piece
from wagtail_migration_events.translation.pieces.rich_text import text_of_editor
from wagtail_migration_events.translation.pieces.typed_text import fingerprint, stored_text

VALUE, BASE, READ, RICH, COPY = "text-", "base-", "read-", "rich-", "copy"
PREFIXES = (VALUE, BASE, READ, RICH)


def known_names(pieces: Iterable[Piece]) -> set[str]:
    return {f"{prefix}{piece.pk}" for piece in pieces for prefix in PREFIXES}


def foreign_names(data: Mapping[str, str], pieces: Iterable[Piece]) -> list[str]:
    """Return the names of fields of pieces that this translation does not have (any more)."""
    known = known_names(pieces)
    return sorted(name for name in data if name.startswith(PREFIXES) and name not in known)


def save_pieces(translation: Any, pieces: Iterable[Piece], data: Any, user: Any) -> list[Piece]:
    """Save what was typed; return the pieces that are now otherwise.

    What cannot be saved stays in its piece, with the reason.

    :param data: of a form. A piece that is not in it stays as it is.
    """
    return [piece for piece in pieces if _save(translation, piece, data, user)]


def keep_typed(pieces: Iterable[Piece], data: Any) -> None:
    """Leave in each piece what a form has for it, for whoever cannot save it now."""
    for piece in pieces:
        try:
            piece.typed = _typed(piece, data)
        except ValidationError as error:
            piece.error = " ".join(error.messages)


def _save(translation: Any, piece: Piece, data: Any, user: Any) -> bool:
    is_copied = data.get(COPY) == str(piece.pk)
    try:
        typed = piece.source if is_copied else _typed(piece, data)
    except ValidationError as error:
        piece.typed, piece.error = piece.stored_value, " ".join(error.messages)
        return False
    if typed is None:
        return False
    base = piece.base if is_copied else data.get(f"{BASE}{piece.pk}", piece.base)
    is_changed = is_copied or fingerprint(typed) != base
    if not is_changed and not (f"{READ}{piece.pk}" in data and piece.is_to_read):
        return False
    try:
        text = typed if is_copied else stored_text(piece.place, typed, piece.source)
    except ValidationError as error:
        piece.typed, piece.error = typed, " ".join(error.messages)
        return False
    with transaction.atomic():
        now = _locked(translation, piece)
        if fingerprint(_shown(piece, now)) not in (base, fingerprint(typed)):
            _tell_of_other(piece, now, typed, is_changed)
            return False
        return _write(translation, piece, now, text, user, typed)


def _typed(piece: Piece, data: Any) -> str | None:
    """Return what a form has for a piece; None if it is not in it."""
    content: str | None = data.get(f"{RICH}{piece.pk}")
    if content is not None and piece.is_rich:
        return text_of_editor(content)
    typed: str | None = data.get(f"{VALUE}{piece.pk}")
    return typed


def _locked(translation: Any, piece: Piece) -> Any:
    rows = StringTranslation.objects.select_for_update().filter(
        translation_of=piece.segment.string_id,
        context=piece.segment.context_id,
        locale=translation.target_locale_id,
    )
    return rows.first()


def _shown(piece: Piece, row: Any) -> str:
    return Piece(piece.segment, piece.place, row).stored_value


def _tell_of_other(piece: Piece, now: Any, typed: str, is_changed: bool) -> None:
    piece.stored = now
    if is_changed:
        piece.typed, piece.theirs = typed, piece.stored_value
        piece.error = _(
            "Somebody else has saved this text since you have opened it. Yours is not saved yet: "
            "compare both, and save again what shall stand."
        )


def _write(translation: Any, piece: Piece, row: Any, text: str, user: Any, typed: str) -> bool:
    if not text:
        if row is not None:
            row.delete()
        piece.stored = None
        return row is not None
    made = row or StringTranslation(
        translation_of=piece.segment.string,
        context=piece.segment.context,
        locale=translation.target_locale,
    )
    made.data, made.last_translated_by = text, user
    made.translation_type = StringTranslation.TRANSLATION_TYPE_MANUAL
    made.tool_name, made.has_error, made.field_error = "", False, ""
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:  # somebody else was first, and there was no row to lock
        _tell_of_other(piece, _locked(translation, piece), typed, True)
        return False
    piece.stored = made
    return True
