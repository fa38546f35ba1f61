"""The address that is suggested for a new event: short, without the day, free where it stands."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import Any

from babel import Locale
from django.conf import settings
from django.utils.text import slugify
from wagtail.admin.widgets.slug import SlugInput
from wagtail.coreutils import find_available_slug

from wagtail_migration_events.events.times.wording_locale import locale_of, with_own_names

LONGEST = 60

#: Numbers of days, of which the year stays: it tells one edition from the next.
_NUMERIC = (
    (r"(?<!\d)(\d{4})\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?", " $1 "),
    (r"(?<!\d)(\d{4})-\d{1,2}-\d{1,2}(?!\d)", " $1 "),
    (r"(?<!\d)\d{1,2}[./]\d{1,2}[./](\d{4})(?!\d)", " $1 "),
)
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|º)?"
_DAYS = rf"(?<!\d){_DAY}(?:\s*(?:-|–|—|to|and|au|et|al|y|по|и|إلى|و)\s*{_DAY})?"
_END = r"(?=[\s,.;:)–—-]|$)"


@cache
def formatters(language: str) -> tuple[tuple[str, str], ...]:
    """Return patterns and what takes their place in a title; scripts and Python read both alike.

    Days with months in words are known in the language and in English.
    """
    words = {
        name
        for locale in (locale_of(language), with_own_names(Locale("en")))
        for width in ("wide", "abbreviated")
        for names in locale.months.values()
        for name in names[width].values()
        if not name.isdecimal()
    }
    month = "|".join(re.escape(name) for name in sorted(words, key=lambda name: (-len(name), name)))
    between = r"\s*(?:de\s+|d’|d')?"
    year = rf"(?:,?{between}(\d{{4}})(?!\d))?"
    return (
        *_NUMERIC,
        (rf"{_DAYS}{between}(?:{month})\.?{year}{_END}", " $1 "),
        (rf"(?<![^\s(])(?:{month})\.?\s+{_DAYS}{year}{_END}", " $1 "),
        # A year that is named twice is named once.
        (r"(?<!\d)(\d{4})(?!\d)(?=.*(?<!\d)\1(?!\d))", ""),
        (rf"^(?=.{{{LONGEST + 1}}})(.{{1,{LONGEST}}})\s.*$", "$1"),
    )


def suggested_slug(title: str, language: str) -> str:
    """Return the slug that Wagtail's script makes of a title with these patterns."""
    for pattern, instead in formatters(language):
        title = re.sub(pattern, partial(_filled, instead), title, flags=re.I)
    title = " ".join(title.split())
    slug = slugify(title, allow_unicode=getattr(settings, "WAGTAIL_ALLOW_UNICODE_SLUGS", True))
    return slug[:200].strip("-")


def _filled(instead: str, found: re.Match[str]) -> str:
    return instead.replace("$1", found[1] or "") if "$1" in instead else instead


@cache
def _attributes(language: str) -> dict[str, Any]:
    widget = SlugInput(formatters=[(*each, "gi") for each in formatters(language)])
    return {"data-w-slug-formatters-value": widget.attrs["data-w-slug-formatters-value"]}


def suggest_by(widget: Any, language: str) -> None:
    """Let Wagtail's script suggest a short slug; a site's own widget is left as it is."""
    if isinstance(widget, SlugInput) and "data-w-slug-formatters-value" not in widget.attrs:
        widget.attrs |= _attributes(language)


def free_slug(slug: str, title: str, language: str, parent: Any, own_pk: int | None) -> str:
    """Return a slug that is free below ``parent``, if it was suggested and not typed.

    What the page ``own_pk`` has itself is free: a form that is still open after an automatic save
    sends the suggestion again.
    """
    suggested = suggested_slug(title, language)
    if suggested and slug in ("", suggested):
        return str(find_available_slug(parent, suggested, own_pk))
    return slug
