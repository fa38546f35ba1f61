"""``lang`` and ``dir`` of a text in another language than what stands around it."""

from __future__ import annotations

from django.utils.html import format_html

from wagtail_migration_events.vocabularies.languages import (
    UNDETERMINED,
    direction,
    same_reading,
)


def language_attributes(around: str, tag: str) -> str:
    """Return the attributes for HTML, with a space before them; "" where none are needed.

    :param around: BCP 47 tag of the language around the text.
    :param tag: of the text; "" is the language around it, "und" is not known.
    """
    if not tag or same_reading(around, tag):
        return ""
    if tag == UNDETERMINED:
        return format_html(' dir="{}"', "auto")
    return format_html(' lang="{}" dir="{}"', tag, direction(tag))
