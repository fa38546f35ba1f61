"""The names of groups of pages, for lists in which nothing else of them is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wagtail_migration_events.vocabularies.languages import (
    language_chain,
    normalise_tag,
    same_reading,
)
from wagtail_migration_events.vocabularies.terms import Label


def best_labels(
    pages: Any, language: str, *, shown: Sequence[str] = ("title",), also: Sequence[str] = ()
) -> dict[str, tuple[Label, tuple[Any, ...]]]:
    """Return for each group the name that suits a reader best, by its key as text, in one query.

    :param pages: a queryset of the pages that this reader may see.
    :param language: BCP 47 tag of the reader's language.
    :param shown: columns; the first that is filled is the name.
    :param also: columns whose values are returned beside the name.
    """
    chain = language_chain(language)
    best: dict[str, Any] = {}
    columns = ("pk", "translation_key", "alias_of", "locale__language_code", *shown, *also)
    for pk, key, alias_of, code, *rest in pages.values_list(*columns):
        names, others = rest[: len(shown)], tuple(rest[len(shown) :])
        tag = normalise_tag(code)
        rank = (chain.index(tag) if tag in chain else len(chain), alias_of is not None, pk)
        if str(key) not in best or rank < best[str(key)][0]:
            text = next(filter(None, names), "")
            label = Label(text, tag, is_fallback=not same_reading(language, tag))
            best[str(key)] = (rank, (label, others))
    return {key: found for key, (_rank, found) in best.items()}
