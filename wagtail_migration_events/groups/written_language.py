"""Pages whose words are in another language than the one under which they stand.

Who knows of such pages registers here; this room does not know where they come from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

#: Takes pages that may be such, and returns languages as BCP 47 tags by primary key; pages in the
#: language under which they stand are left out.
Teller = Callable[[list[Any]], Mapping[int, str]]

_tellers: list[Teller] = []


def ask_for_written_language(teller: Teller) -> None:
    """Register a function that knows of pages in another language; twice is once."""
    if teller not in _tellers:
        _tellers.append(teller)


def learn_written_languages(pages: Iterable[Any]) -> None:
    """Find out for all pages of a list at once what ``written_language`` then says of each."""
    asked = [page for page in pages if _may_differ(page) and not hasattr(page, "_written_in")]
    if not asked:
        return
    told = languages_written(asked)
    for page in asked:
        page._written_in = told.get(page.pk, "")


def languages_written(pages: list[Any]) -> dict[int, str]:
    """Return what ``written_language`` says of pages of any class, base pages too, by primary key.

    :return: pages in the language under which they stand are left out.
    """
    told: dict[int, str] = {}
    for teller in _tellers if pages else []:
        told |= teller(pages)
    return told


def written_language(page: Any) -> str:
    """Return the language in which a page is written although it stands under another one.

    :return: a BCP 47 tag; "" for a page in the language under which it stands.
    """
    learn_written_languages([page])
    return str(getattr(page, "_written_in", ""))


def _may_differ(page: Any) -> bool:
    """Whether a page came from another system, or may show what it did as an alias."""
    if not page.pk:
        return False
    is_changed = page.live and page.has_unpublished_changes and not page.alias_of_id
    return bool(is_changed or getattr(page, "external_source", ""))
