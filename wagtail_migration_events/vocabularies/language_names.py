"""What languages are called, in the language of whoever reads it."""

from __future__ import annotations

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language


def language_name(tag: str, language: str | None = None) -> str:
    """Return the name of a language by CLDR, such as ``French``.

    :param tag: a BCP 47 tag; one that CLDR does not know is returned as it is.
    :param language: the language of the name; by default the active one.
    """
    try:
        shown_in = Locale.parse((language or get_language() or "en").replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        shown_in = Locale("en")
    if name := shown_in.languages.get(tag):  # sign languages have names but no locale
        return str(name)
    try:
        return Locale.parse(tag.replace("-", "_")).get_display_name(shown_in) or tag
    except (UnknownLocaleError, ValueError, TypeError):
        return tag
