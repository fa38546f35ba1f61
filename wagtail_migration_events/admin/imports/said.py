"""What is said of a row, so that values of the file stay whole beside words of any direction."""

from __future__ import annotations

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from wagtail_migration_events.vocabularies.languages import direction

#: Values stand in the quotation marks of the language: “Geneva”, «Geneva».
_VALUE = re.compile(r"(?<=[“«「『])([^“”«»「」『』]+)(?=[”»」』])")


def lines_of(words: str, language: str) -> SafeString:
    """Return each line in the direction of its words, and each value in its own.

    Without that a value is torn: from right to left, "12-14 March" is read as another date.

    :param words: a line for each thing that is said.
    :param language: of the words; "" if nobody knows.
    """
    way = direction(language) if language else "auto"
    lines = ((way, _with_values_apart(line)) for line in words.splitlines())
    return format_html_join(SafeString("<br>"), '<bdi dir="{}">{}</bdi>', lines)


def _with_values_apart(line: str) -> SafeString:
    parts = _VALUE.split(line)  # every second one is a value
    shown = (
        format_html("<bdi>{}</bdi>", part) if number % 2 else format_html("{}", part)
        for number, part in enumerate(parts)
    )
    return format_html_join("", "{}", ((part,) for part in shown))
