"""PO files (GNU gettext): ours, and wagtail-localize's, each of which the other can read too."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polib
from django.utils.translation import gettext as _
from django.utils.translation import to_locale
from wagtail_localize.models import String

from wagtail_migration_events.translation.files.pieces import (
    BadFile,
    Returned,
    State,
    Work,
    key_of,
)

#: wagtail-localize's own header.
TRANSLATION = "X-WagtailLocalize-TranslationID"
#: Says that what nobody stands for is marked as fuzzy, which wagtail-localize does not do.
MARKS = "X-WagtailMigrationEvents-Unread"
FUZZY = "fuzzy"
_WHOLE_LINE = re.compile(r'#.*|(?:msg\w+(?:\[\d+\])?\s*)?"(?:[^"\\]|\\.)*"')


def write_po(work: Work) -> bytes:
    """Return the file in UTF-8. What is only suggested, or not read yet, is fuzzy."""
    # Each text on one line: of a file that was cut off, the last text is whole or unreadable.
    po = polib.POFile(wrapwidth=0)
    po.header = work.heading()
    po.metadata = {
        "PO-Revision-Date": f"{work.as_of:%Y-%m-%d %H:%M%z}",
        "Language": to_locale(work.target_tag),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Source-Language": to_locale(work.source_tag),
        TRANSLATION: str(work.translation),
        MARKS: FUZZY,
    }
    for piece in work.pieces:
        is_open = piece.state in (State.SUGGESTED, State.MACHINE)
        po.append(
            polib.POEntry(
                msgctxt=piece.path,
                msgid=piece.source,
                msgstr=piece.target,
                comment=piece.note(),
                flags=[FUZZY] if is_open else [],
            )
        )
    return f"{po}\n".encode()


def read_po(content: bytes) -> list[Returned]:
    """Return the entries of a file.

    :raises BadFile: if it is none, or one that was not downloaded here.
    """
    po = _parse(content)
    translation = po.metadata.get(TRANSLATION, "")
    if not translation:
        raise BadFile(_("The file does not say for which event and language it was made."))
    is_marked = po.metadata.get(MARKS) == FUZZY
    entries = [entry for entry in po if not entry.obsolete and entry.msgid]
    return [_returned(translation, entry, is_marked) for entry in entries]


def _parse(content: bytes) -> Any:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadFile(_("The file is not in UTF-8. Save it in this encoding.")) from None
    if not _WHOLE_LINE.fullmatch(text.rstrip().rpartition("\n")[2].strip()):
        # polib takes a text without its closing quotation mark for a whole one.
        raise BadFile(_("The end of the file is missing."))
    # From a file: given the content, polib would open a file of the server that it is the name of,
    # and end lines within words, at U+2028.
    with TemporaryDirectory() as folder:
        path = Path(folder, "x.po")
        path.write_text(text, encoding="utf-8", newline="")
        try:
            return polib.pofile(str(path), encoding="utf-8")
        except Exception as error:  # it raises OSError for a fault of syntax, others for others
            raise BadFile(_("This is no PO file, or it is damaged.")) from error


def _returned(translation: str, entry: Any, is_marked: bool) -> Returned:
    where = _("line %(number)d") % {"number": entry.linenum}
    key = key_of(entry.msgctxt or "", String._get_data_hash(entry.msgid))
    if is_marked:
        return Returned(translation, key, entry.msgstr, is_done=not entry.fuzzy, where=where)
    is_done = False if entry.fuzzy else None
    return Returned(translation, key, entry.msgstr, is_done, where, repeats_suggestions=True)
