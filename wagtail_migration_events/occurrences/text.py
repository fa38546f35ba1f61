"""Finding event pages by words, also inside a title that is written without spaces."""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Collection
from functools import reduce
from itertools import product
from operator import or_

from django.db import connections
from django.db.models import F, Q

from wagtail_migration_events.events.aliases import field_name_of
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.page_model import (
    base_page_model,
    base_pages_with,
    page_models_with,
)
from wagtail_migration_events.occurrences.lookups import AmongKeys

logger = logging.getLogger(__name__)

#: Beside the title.
SEARCHED = ("summary", "venue")
#: Pages that are taken over from Wagtail's search, which cannot be part of a query of ours.
FROM_BACKEND = 500


def pages_with_text(text: str, pks: Collection[int]) -> set[int]:
    """Return those of these event pages that hold all the words.

    A page is found if every word stands somewhere in its title, summary or venue, be it inside
    another word as in Chinese, or if the site's search finds it, in its body for example.
    """
    words = words_of(text)
    columns = _searched_columns()
    for_all_words = Q()
    for word in words:
        ways = product(columns, _spellings(word))
        for_all_words &= reduce(or_, (Q(**{f"{column}__icontains": way}) for column, way in ways))
    by_backend = Q(pk__in=_found_by_backend(" ".join(words)))
    pages = base_page_model().objects.filter(AmongKeys(F("pk"), pks), by_backend | for_all_words)
    return set(pages.order_by().values_list("pk", flat=True))


def _spellings(word: str) -> set[str]:
    """Return how a word may be written: beyond ASCII, SQLite takes "É" and "é" for two letters."""
    if word.isascii() or connections[base_page_model().objects.db].vendor != "sqlite":
        return {word}
    return {word, word.lower(), word.capitalize(), word.upper()}


def words_of(text: str) -> list[str]:
    """Return the words without the signs around them, which no index of words knows; if there are
    but signs, these."""
    words = [_bare(word) for word in text.split()]
    return [word for word in words if word] or text.split()


def _bare(word: str) -> str:
    said = [at for at, each in enumerate(word) if unicodedata.category(each)[0] not in "PSZC"]
    return word[said[0] : said[-1] + 1] if said else ""


def _searched_columns() -> list[str]:
    """Return the names of what is searched, as a query of base pages has them.

    The rows of the classes are joined to those pages that are asked for. A subquery for each class
    would have the database read the texts of all pages there are.
    """
    found = {"title": None}
    for model in page_models_with(EventPageMixin):
        for column in filter(None, (field_name_of(model, name) for name in SEARCHED)):
            owner = model._meta.get_field(column).model
            joins = owner._meta.get_path_from_parent(base_page_model())
            found["__".join((*(join.join_field.name for join in joins), column))] = None
    return list(found)


def _found_by_backend(text: str) -> list[int]:
    try:
        found = base_pages_with(EventPageMixin).only("pk").search(text, operator="and")
        return [page.pk for page in found[:FROM_BACKEND]]
    except Exception:
        # A search server may be away; what the database itself knows is still found.
        logger.exception("The site's search backend failed; events are found without it.")
        return []
