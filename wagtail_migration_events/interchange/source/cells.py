"""Single cells of a row: text, list, yes or no, link; what they hold, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from wagtail_migration_events.interchange.source.source_event import SourceEvent, quoted
from wagtail_migration_events.text_checks import check_http_url, check_text

MOST_ITEMS = 200
LONGEST_ADDRESS = 1000
#: As people and spreadsheets of the six languages write them, and as Drupal shows a checkbox.
_YES = "yes|y|true|on|1|✔|✓|oui|vrai|sí|si|verdadero|да|истина|نعم|صحيح|是|真"
_NO = "no|n|false|off|0|✖|✗|non|faux|falso|нет|ложь|لا|خطأ|否|假"
_YES_OR_NO = dict.fromkeys(_YES.split("|"), True) | dict.fromkeys(_NO.split("|"), False)


def refuse(event: SourceEvent, column: str, value: Any, reason: str = "") -> None:
    """Write down that the value of a column was refused."""
    message = _("%(column)s: “%(value)s” was refused. %(reason)s")
    params = {"column": column, "value": quoted(value), "reason": reason}
    event.refused.append((message % params).strip())


def note(event: SourceEvent, column: str, value: Any) -> None:
    """Write down that the value of a column is kept in the record and nowhere else."""
    event.notes.append(not_known_here(column, value))


def not_known_here(column: str, value: Any) -> str:
    """Return what is said of a value that is kept in the record and nowhere else."""
    message = _(
        "%(column)s: “%(value)s” is not known here; it is kept in the record. "
        "Correct it, or say in the mapping, under [words], what it means."
    )
    return message % {"column": column, "value": quoted(value)}


def plain_cell(value: Any) -> str:
    """Return an identifier as text, one character too long at most; "" for what is none."""
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return str(value).strip()[: LONGEST_ADDRESS + 1] if isinstance(value, str) or is_number else ""


def text_cell(
    event: SourceEvent, column: str, value: Any, *, paragraphs: bool = False, longest: int = 0
) -> str:
    """Return a text without the spaces around it, ``""`` for none and for one that is refused.

    :param longest: most characters allowed; 0 for no limit.
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        refuse(event, column, value, _("It is not a text. Put it in quotation marks."))
        return ""
    text = value.strip()
    if longest and len(text) > longest:
        reason = _("It has more than %(longest)d characters.") % {"longest": longest}
        refuse(event, column, value, reason)
        return ""
    try:
        check_text(text, paragraphs=paragraphs)
    except ValidationError as error:
        refuse(event, column, value, error.messages[0])
        return ""
    return text


def list_cell(event: SourceEvent, column: str, value: Any) -> Iterator[Any]:
    """Yield the items of a list; a single text or number is a list of one, and is never split."""
    if value in (None, ""):
        return
    if isinstance(value, str | int) and not isinstance(value, bool):
        value = [value]
    if not isinstance(value, list):
        refuse(event, column, value, _("It is not a list. Put it in square brackets."))
        return
    if len(value) > MOST_ITEMS:
        reason = _("Only the first %(most)d values are read.") % {"most": MOST_ITEMS}
        refuse(event, column, len(value), reason)
    yield from value[:MOST_ITEMS]


def names_cell(event: SourceEvent, column: str, value: Any) -> list[str]:
    """Return the names in a list, each once."""
    texts = [
        text_cell(event, column, item, longest=255) for item in list_cell(event, column, value)
    ]
    return list(dict.fromkeys(text for text in texts if text))


def link_cell(event: SourceEvent, column: str, value: Any) -> str:
    """Return an ``http`` or ``https`` address; anything else is refused."""
    address = text_cell(event, column, value, longest=1000)
    if not address:
        return ""
    try:
        check_http_url(address)
    except ValidationError as error:
        refuse(event, column, address, error.messages[0])
        return ""
    return address


def yes_or_no(value: Any) -> bool | None:
    """Return what a value answers; None for nothing and for any other word."""
    if isinstance(value, bool):
        return value
    word = value.strip().casefold() if isinstance(value, str) else ""
    return _YES_OR_NO.get(word)


def yes_or_no_cell(event: SourceEvent, column: str, value: Any) -> bool | None:
    """Return what a cell answers, and say so where it holds another word."""
    answer = yes_or_no(value)
    if answer is None and value not in (None, ""):
        note(event, column, value)
    return answer
