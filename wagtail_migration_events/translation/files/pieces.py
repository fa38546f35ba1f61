"""What stands in a file for translators, whatever its format, and what comes back in one."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import Enum, auto
from uuid import UUID

from django.utils.translation import gettext as _

from wagtail_migration_events.text_checks import one_line

#: Hexadecimal digits of the digest of the source's words that a key ends with.
DIGITS = 12
_FULL_KEY = re.compile(rf"([0-9a-f-]{{36}})/(\S+#[0-9a-f]{{{DIGITS}}})")


class BadFile(ValueError):  # noqa: N818 - says what it is
    """Nothing of the file can be used; the message says why, to the person who sent it."""


class State(Enum):
    """How far one piece is."""

    TO_DO = auto()
    #: There are words, but they belong to an earlier text, or could not be published.
    SUGGESTED = auto()
    #: From a machine, and nobody has read it yet.
    MACHINE = auto()
    DONE = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of text of an event, in one language.

    Attributes:
        key: names the piece and the words it had: path, ``#``, digest of the source's words.
        path: wagtail-localize's path of the content.
        source: HTML of inline tags without attributes, as wagtail-localize keeps it.
        target: the translation, in the same form; "" if there is none.
        state: how far it is; only what is ``MACHINE`` or ``DONE`` is a translation.
        error: what is wrong with the words of a piece that is only suggested.
        place: where it stands on the page, for people.
        longest: characters allowed; None for no limit.
        on_one_line: whether it may have line breaks.
    """

    key: str
    path: str
    source: str
    target: str
    state: State
    error: str
    place: str
    longest: int | None
    on_one_line: bool

    def note(self) -> str:
        """Return what a translator must know of the piece."""
        parts = [self.place]
        if self.longest is not None:
            parts.append(_("At most %(longest)d characters.") % {"longest": self.longest})
        if self.state is State.SUGGESTED:
            parts.append(self.error or _("The translation of an earlier text is only suggested."))
        elif self.state is State.MACHINE:
            parts.append(_("Translated by a machine; nobody has read it yet."))
        return "\n".join(parts)


@dataclass(frozen=True, slots=True)
class Work:
    """The text of one event for one language: what one file holds.

    Attributes:
        translation: UUID of wagtail-localize's record, which says for which page and language.
        title: of the page, in the language that is translated from.
        source_tag, target_tag: BCP 47 tags of the two languages.
        as_of: when the source's text was last changed; UTC.
    """

    translation: UUID
    title: str
    source_tag: str
    target_tag: str
    as_of: dt.datetime
    pieces: tuple[Piece, ...]

    def heading(self) -> str:
        return one_line(f"{self.title} ({self.source_tag} → {self.target_tag})", 300)


@dataclass(frozen=True, slots=True)
class Returned:
    """One piece that came back.

    Attributes:
        translation: UUID of the record it says it belongs to, as it stood in the file.
        key: of the piece; "" if there was none.
        target: the translation, in wagtail-localize's form.
        is_done: whether the file says that somebody stands for it; None if it says nothing.
        where: the place in the file, for people.
        fault: why the words could not be read; "" if they could.
        repeats_suggestions: whether the file was given out with suggestions that nothing tells
            from translations, so that those that come back as they were are still suggestions.
    """

    translation: str
    key: str
    target: str
    is_done: bool | None = None
    where: str = ""
    fault: str = ""
    repeats_suggestions: bool = False


def key_of(path: str, digest: UUID) -> str:
    """Return the key of a piece.

    :param digest: wagtail-localize's ``data_hash`` of the source's words.
    """
    return f"{path}#{digest.hex[:DIGITS]}"


def full_key(translation: UUID, key: str) -> str:
    """Return a key that also says to which event and language a piece belongs."""
    return f"{translation}/{key}"


def split_full_key(text: str) -> tuple[str, str]:
    """Return the UUID of the translation and the key; two empty texts if it is no full key."""
    found = _FULL_KEY.fullmatch(text.strip())
    return (found[1], found[2]) if found else ("", "")
