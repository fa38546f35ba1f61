"""Facts in words, as the forms and messages of the editor show them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext

from wagtail_migration_events.events.display.fact_words import LONGEST, fact_label
from wagtail_migration_events.text_checks import one_line


def heading_of(model: Any, name: str) -> str:
    """Return what a fact or text is called where its name begins a line."""
    return capfirst(fact_label(model, name))


def in_one_line(lines: list[str]) -> str:
    """Return the lines of a fact as part of a sentence."""
    return one_line("; ".join(lines), LONGEST) or gettext("not stated")


def both_in_one_line(old: list[str], new: list[str]) -> tuple[str, str]:
    """Return the lines of a fact before and after a change, each as part of a sentence.

    Where they would be cut, what both have is left out: it would push out what has changed.
    """
    both = set(old) & set(new)
    if both and set(old) != set(new) and any(len("; ".join(each)) > LONGEST for each in (old, new)):
        old, new = ([*(line for line in each if line not in both), "…"] for each in (old, new))
    return in_one_line(old), in_one_line(new)


def listed(words: Iterable[str]) -> str:
    """Return short words one after the other, with the comma of the active language."""
    return pgettext("between the items of a list", ", ").join(words)


def in_lines(lines: list[str]) -> SafeString:
    """Return the lines of a fact as HTML, below one another."""
    return format_html_join(SafeString("<br>"), "<bdi>{}</bdi>", ((line,) for line in lines))
