"""Which footnotes stand on a page, after the setting of its Site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model

from wagtail_migration_events.groups.event_settings import site_setting
from wagtail_migration_events.vocabularies.official.footnotes import KOSOVO, get_footnote
from wagtail_migration_events.vocabularies.registry import get_vocabulary
from wagtail_migration_events.vocabularies.terms import Label, Term

TEXTS = ("title", "summary", "location_note", "venue", "body")


def footnotes_of(pages: Iterable[Any], language: str, *, is_page: bool = True) -> list[Label]:
    """Return the footnotes to print below what is shown of ``pages``.

    :param pages: the event or organizer page, or the pages of a list and the list's own.
    :param language: BCP 47 tag of the reader's language.
    :param is_page: False for what is no page of its own, such as an item of a feed: "always" means
        every page, and there a footnote stands only where it is needed.
    """
    pages = list(pages)
    rule = site_setting("KOSOVO_FOOTNOTE", pages[0] if pages else None)
    if rule == "never":
        return []
    if (rule == "when_named" or not is_page) and not _is_named(KOSOVO, pages):
        return []
    label = get_footnote(KOSOVO, language)
    return [label] if label.text else []


def mark_of(term: Term, where: Any = None) -> str:
    """Return the asterisk that ties a term's name to its footnote, or "".

    :param where: the page or the request that says on which Site it is named.
    """
    return "*" if term.footnote and site_setting("KOSOVO_FOOTNOTE", where) != "never" else ""


def _is_named(footnote: str, pages: Iterable[Any]) -> bool:
    """Whether one of the pages has an area with that footnote as a fact, or in its words."""
    areas = [term for term in get_vocabulary("areas") if term.footnote == footnote]
    codes = {term.code for term in areas}
    titles = [
        title for term in areas for title in (*term.titles.values(), *term.short_names.values())
    ]
    words = {title.text.casefold() for title in titles}
    return any(
        not codes.isdisjoint(_codes(page))
        or any(word in text for text in _texts(page) for word in words)
        for page in pages
    )


def _codes(page: Any) -> list[str]:
    return [getattr(page, "country", None) or "", *(getattr(page, "areas", None) or [])]


def _texts(page: Any) -> Iterator[str]:
    # What a list has not read it does not show.
    unread = page.get_deferred_fields() if isinstance(page, Model) else ()
    for name in TEXTS:
        if name not in unread:
            yield str(getattr(page, name, None) or "").casefold()
