"""Finding event pages by words, also inside a title that is written without spaces."""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Collection
from typing import Any

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
    condition = Q(pk__in=_found_by_backend(" ".join(words)))
    for_all_words = Q()
    for word in words:
        somewhere = Q(title__icontains=word)
        for model in page_models_with(EventPageMixin):
            somewhere |= Q(pk__in=_with_word(model, word))
        for_all_words &= somewhere
    pages = base_page_model().objects.filter(AmongKeys(F("pk"), pks), condition | for_all_words)
    return set(pages.order_by().values_list("pk", flat=True))


def words_of(text: str) -> list[str]:
    """Return the words without the signs around them, which no index of words knows; if there are
    but signs, these."""
    words = [_bare(word) for word in text.split()]
    return [word for word in words if word] or text.split()


def _bare(word: str) -> str:
    said = [at for at, each in enumerate(word) if unicodedata.category(each)[0] not in "PSZC"]
    return word[said[0] : said[-1] + 1] if said else ""


def _with_word(model: Any, word: str) -> Any:
    condition = Q(pk__in=[])
    for name in SEARCHED:
        if column := field_name_of(model, name):
            condition |= Q(**{f"{column}__icontains": word})
    return model.objects.filter(condition).values("pk")


def _found_by_backend(text: str) -> list[int]:
    try:
        found = base_pages_with(EventPageMixin).search(text, operator="and")
        return [page.pk for page in found[:FROM_BACKEND]]
    except Exception:
        # A search server may be away; what the database itself knows is still found.
        logger.exception("The site's search backend failed; events are found without it.")
        return []
