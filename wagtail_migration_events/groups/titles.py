"""The names of groups of pages, for lists in which nothing else of them is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

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
    """Return for each group the name that suits a reader best, by its key as text, in one query.

    :param pages: a queryset of the pages that this reader may see.
    :param language: BCP 47 tag of the reader's language.
    :param shown: columns; the first that is filled is the name.
    :param also: columns whose values are returned beside the name.
    """
    chain = language_chain(language)
    best: dict[str, Any] = {}
    languages = [f"{locale}__language_code" for locale in ("locale", *SOURCE_LOCALES)]
    columns = ("pk", "translation_key", "alias_of", *languages, *shown, *also)
    for pk, key, alias_of, *rest in pages.values_list(*columns):
        # An alias has the text of the page that it mirrors.
        tag = normalise_tag([code for code in rest[: len(languages)] if code][-1])
        rest = rest[len(languages) :]
        names, others = rest[: len(shown)], tuple(rest[len(shown) :])
        rank = (chain.index(tag) if tag in chain else len(chain), alias_of is not None, pk)
        if str(key) not in best or rank < best[str(key)][0]:
            text = next(filter(None, names), "")
            label = Label(text, tag, is_fallback=not same_reading(language, tag))
            best[str(key)] = (rank, (label, others))
    return {key: found for key, (_rank, found) in best.items()}
