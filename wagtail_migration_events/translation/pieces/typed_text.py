"""What somebody typed as a translation: checked, and in the form in which localize keeps it.

localize keeps every piece as HTML with inline tags; of a link it keeps only an ``id``, under which
the address of the source is put back when the page is written.
"""

from __future__ import annotations

import hashlib
from html.parser import HTMLParser
from typing import Any

from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail_localize.strings import StringValue, extract_ids

from wagtail_migration_events.text_checks import check_text
from wagtail_migration_events.translation.pieces.places import Place

#: More is no paragraph of an event. In characters.
LONGEST = 100_000


def shown_text(place: Place, data: str) -> str:
    """Return localize's form of a text as it is typed: plain, or with its markup."""
    return StringValue(data).render_text() if place.is_plain else data


def fingerprint(text: str) -> str:
    """Return the same for texts that a browser does not tell apart."""
    return hashlib.sha256(_typed(text).encode()).hexdigest()[:16]


def stored_text(place: Place, text: str, source: str) -> str:
    """Return what was typed in localize's form.

    :param source: the text to translate, in localize's form.
    :raises ValidationError: in words for the translator.
    """
    text = _typed(text)
    _check_length(text, LONGEST)
    check_text(text, paragraphs=not (place.is_line and place.is_plain))
    if not place.is_plain:
        _check_markup(text, source)
        return str(BeautifulSoup(text, "html.parser"))
    if place.max_length:
        _check_length(text, place.max_length)
    data: str = StringValue.from_plaintext(text).data
    return data


def _typed(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _check_length(text: str, longest: int) -> None:
    if len(text) > longest:
        raise ValidationError(
            _("This is too long: %(count)s characters, where %(longest)s are possible.")
            % {"count": len(text), "longest": longest}
        )


def _check_markup(text: str, source: str) -> None:
    tags = _Tags(text)
    if tags.loose:
        raise ValidationError(
            _("The tag <%(tag)s> is not opened or not closed.") % {"tag": tags.loose}
        )
    try:
        StringValue.from_translated_html(text)
    except ValueError as error:
        raise ValidationError(str(error)) from error
    wanted, found = extract_ids(source), extract_ids(text)
    if new := found - wanted:
        raise ValidationError(
            _("The source has no link with this id: %(ids)s.") % {"ids": ", ".join(sorted(new))}
        )
    if lost := wanted - found:
        raise ValidationError(
            _("A link of the source is missing: %(links)s.")
            % {"links": ", ".join(f"“{_words_of(source, each)}”" for each in sorted(lost))}
        )
    if BeautifulSoup(text, "html.parser").find(lambda tag: tag.name == "a" and not tag.get("id")):
        raise ValidationError(_("Only the links of the source can stand here."))


def _words_of(source: str, link: str) -> str:
    found = BeautifulSoup(source, "html.parser").find("a", id=link)
    return found.get_text() if found else link


class _Tags(HTMLParser):
    """Finds a tag that is not closed, or closed without being open, which a browser would mend."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.loose = ""
        self.feed(text)
        self.close()
        if self.open and not self.loose:
            self.loose = self.open[-1]

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag != "br":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: Any) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        if tag == "br":
            return
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.loose = self.loose or tag
