"""Text with inline tags, as wagtail-localize keeps it, and its parts."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from bs4 import BeautifulSoup

#: Groups: the slash of a closing tag, the name, the rest with the slash of an empty element. It
#: never goes back, so it takes no longer for a text that was made to take long.
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*+)([^<>]*+)>")
_BREAK = re.compile(r"<br\s*/?>")


def canonical(text: str) -> str:
    """Return the one form in which two texts that mean the same are the same.

    Carriage returns go: forms of browsers send them, spreadsheets and XML do not keep them.
    """
    text = text.replace("\r\n", "\n").replace("\r", "")
    if "<" not in text and "&" not in text:
        return text.replace(">", "&gt;")  # what follows would take a long time to find this out
    return str(BeautifulSoup(text, "html.parser"))


def parts_of(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the tags and the words between them: a part, and whether it is a tag.

    Tags are yielded as they stand; words as they are read, without ``&amp;``.
    """
    end = 0
    for found in TAG.finditer(text):
        if found.start() > end:
            yield html.unescape(text[end : found.start()]), False
        yield found[0], True
        end = found.end()
    if end < len(text):
        yield html.unescape(text[end:]), False


def as_words(text: str) -> str:
    """Return words that stood outside of any tag as they stand in wagtail-localize's form."""
    return html.escape(text, quote=False)


def readable(text: str) -> str:
    """Return a text for people who see it in a cell: ``&`` and line breaks as they type them.

    ``from_readable`` leads back to the same text, always; so what would be read otherwise stays.
    """
    text = canonical(text)
    safe = text.replace("\n", "&#10;")  # an end of line of the HTML source is no line break
    for plain in (_BREAK.sub("\n", safe).replace("&amp;", "&"), safe.replace("&amp;", "&")):
        if canonical(from_readable(plain)) == text:
            return plain
    return safe


def from_readable(text: str) -> str:
    """Return a text that a person has typed into a cell in wagtail-localize's form, with the
    faults that it has."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if _BREAK.search(text) else text.replace("\n", "<br/>")
