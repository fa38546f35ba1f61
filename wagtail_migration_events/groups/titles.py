"""The names of groups of pages, for lists in which nothing else of them is shown."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.groups.resolution import SOURCE_LOCALES
from wagtail_migration_events.vocabularies.languages import (
    language_chain,
    normalise_tag,
    same_reading,
)
from wagtail_migration_events.vocabularies.terms import Label


def best_labels(
    pages: Any, language: str, *, shown: Sequence[str] = ("title",), also: Sequence[str] = ()
) -> dict[str, tuple[Label, tuple[Any, ...]]]:
    """Return for each group the name that suits a reader best, by its key as text, in one query,
    and one more if there are aliases.

    :param pages: a queryset of the pages that this reader may see.
    :param language: BCP 47 tag of the reader's language.
    :param shown: columns; the first that is filled is the name.
    :param also: columns whose values are returned beside the name.
    """
    chain = language_chain(language)
    best: dict[str, Any] = {}
    columns = ("pk", "translation_key", "alias_of", "locale__language_code", *shown, *also)
    rows = list(pages.values_list(*columns))
    mirrored = _languages_mirrored([pk for pk, _key, alias_of, *_rest in rows if alias_of])
    for pk, key, alias_of, code, *rest in rows:
        tag = normalise_tag(mirrored.get(pk, code))
        names, others = rest[: len(shown)], tuple(rest[len(shown) :])
        rank = (chain.index(tag) if tag in chain else len(chain), alias_of is not None, pk)
        if str(key) not in best or rank < best[str(key)][0]:
            text = next(filter(None, names), "")
            label = Label(text, tag, is_fallback=not same_reading(language, tag))
            best[str(key)] = (rank, (label, others))
    return {key: found for key, (_rank, found) in best.items()}


def _languages_mirrored(aliases: Collection[int]) -> dict[int, str]:
    """Return the languages of the pages that these mirror, whose text they have."""
    if not aliases:
        return {}
    codes = [f"{locale}__language_code" for locale in SOURCE_LOCALES]
    rows = base_page_model().objects.filter(pk__in=aliases).values_list("pk", *codes)
    return {pk: [code for code in found if code][-1] for pk, *found in rows}
