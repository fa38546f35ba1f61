"""What must be right in a translation that comes back before it is kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail_localize.strings import StringValue, extract_ids

from wagtail_migration_events.text_checks import check_text
from wagtail_migration_events.translation.files.formats.markup import TAG
from wagtail_migration_events.translation.files.pieces import Piece

#: Characters of one piece; more is no translation of anything that stands on a page.
LONGEST = 100_000
PLACEHOLDER = re.compile(
    r"%\(\w+\)[sd]"  # %(name)s
    r"|%[sd](?!\w)"  # %s
    r"|\{\{\s*\w+\s*\}\}"  # {{ name }}
    r"|\$?\{\w*\}"  # {name}, ${name}, {}
)
_LOOKS_LIKE_A_TAG = re.compile(r"<[a-zA-Z/!?]")
#: Tags in one another; an editor makes three or four.
DEEPEST = 20
_MARKS = {"strong": "b", "em": "i"}


def broken(target: str) -> str:
    """Return why a text cannot be read at all, "" if it can. To be asked before anything else.

    :param target: as it came back: a parser of HTML would have mended what is broken.
    """
    if len(target) > LONGEST:
        return _("The text is too long.")
    return next(_faults_of_markup(target), "")


def faults(piece: Piece, target: str) -> list[str]:
    """Return why a translation cannot be kept; nothing if it can.

    :param target: which is not ``broken``, in the one form of texts that mean the same.
    """
    return [*_faults_of_links(piece, target), *_faults_of_words(piece, target)]


def remarks(piece: Piece, target: str) -> list[str]:
    """Return what somebody should look at, though the translation is kept."""
    wanted, found = _marks(piece.source), _marks(target)
    if wanted == found:
        return []
    return [
        _("Bold, italic or line breaks are not the same as in the source: %(source)s / %(target)s.")
        % {"source": _listed(wanted), "target": _listed(found)}
    ]


def words_of(text: str) -> str:
    """Return a text as readers see it, without tags."""
    return str(StringValue(text).render_text())


def _faults_of_markup(target: str) -> Iterator[str]:
    opened: list[str] = []
    for closes, name, rest in TAG.findall(target.lower()):
        if rest.endswith("/") or name == "br":
            continue
        if not closes:
            opened.append(name)
        elif not opened or opened.pop() != name:
            yield _("The tag </%(name)s> closes nothing.") % {"name": name}
        if len(opened) > DEEPEST:
            yield _("There are too many tags in one another.")
    if opened:
        yield _("The tag <%(name)s> is not closed.") % {"name": opened[-1]}
    if _LOOKS_LIKE_A_TAG.search(TAG.sub("", target)):
        yield _("There is a broken tag. Write &lt; for the sign <.")
    try:
        StringValue.from_translated_html(target)
    except ValueError as error:
        yield str(error)


def _faults_of_links(piece: Piece, target: str) -> Iterator[str]:
    wanted, found = extract_ids(piece.source), extract_ids(target)
    for link in sorted(wanted - found):
        yield _('The link <a id="%(link)s"> is missing.') % {"link": link}
    for link in sorted(found - wanted):
        yield _('There is no link <a id="%(link)s"> in the source.') % {"link": link}
    if "<a>" in target and "<a>" not in piece.source:
        yield _("A link leads nowhere: its id is missing.")


def _faults_of_words(piece: Piece, target: str) -> Iterator[str]:
    words, of_source = words_of(target), words_of(piece.source)
    wanted, found = (Counter(PLACEHOLDER.findall(text)) for text in (of_source, words))
    for each in sorted(wanted - found):
        yield _("The placeholder %(name)s is missing.") % {"name": each}
    for each in sorted(found - wanted):
        yield _("There is no placeholder %(name)s in the source.") % {"name": each}
    if piece.longest is not None and len(words) > piece.longest:
        text = _("It has %(length)d characters, and there is room for %(longest)d.")
        yield text % {"length": len(words), "longest": piece.longest}
    if piece.on_one_line and "\n" in words:
        yield _("It must stand on one line.")
    try:
        check_text(words, paragraphs=True)
    except ValidationError as error:
        yield error.messages[0]


def _marks(text: str) -> Counter[str]:
    names = (name for closes, name, _rest in TAG.findall(text) if not closes)
    return Counter(_MARKS.get(name, name) for name in names if name != "a")


def _listed(marks: Counter[str]) -> str:
    return ", ".join(f"{name} × {number}" for name, number in sorted(marks.items())) or "–"
