"""The organizers of the site as editors look for them: by name in any language, acronym, code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.module_loading import import_string
from django.utils.translation import get_language

from wagtail_migration_events.groups.page_model import base_pages_with, page_models_with
from wagtail_migration_events.organizers.fields import organizer_name
from wagtail_migration_events.organizers.links import ORGANIZER_MIXIN
from wagtail_migration_events.organizers.resemblance import Called, called, resembles
from wagtail_migration_events.vocabularies.languages import language_chain, normalise_tag
from wagtail_migration_events.vocabularies.matching import begins, folded, search_words

MOST_RESEMBLING = 5


@dataclass(frozen=True, slots=True)
class KnownOrganizer:
    """A body in all its languages.

    Attributes:
        pk: of the page in the language of the editor, or else in another.
        title: of that page, as its newest draft has it.
        live: whether any page of it is published.
    """

    key: str
    pk: int
    title: str
    acronym: str
    code: str
    live: bool
    called: Called

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return organizer_name(self.title, self.acronym)


def known_organizers(pages: Any = None) -> list[KnownOrganizer]:
    """Return organizers by name, live or not, in one query for each class.

    :param pages: base pages among which to look; by default all.
    """
    mixin = import_string(ORGANIZER_MIXIN)
    if pages is None:
        pages = base_pages_with(mixin)
    chain = language_chain(get_language() or "en")
    columns = (
        "translation_key", "alias_of", "locale__language_code", "pk",
        "draft_title", "title", "acronym", "code", "live",
    )  # fmt: skip
    groups: dict[str, dict[int, tuple[Any, ...]]] = {}
    for model in page_models_with(mixin):
        rows = model.objects.filter(pk__in=pages.order_by().values("pk"))
        for key, alias_of, tag, pk, *rest in rows.values_list(*columns):
            tag = normalise_tag(tag)
            place = chain.index(tag) if tag in chain else len(chain)
            groups.setdefault(str(key), {})[pk] = ((place, alias_of is not None, pk), *rest)
    found = [_known(key, list(rows.values())) for key, rows in groups.items()]
    return sorted(found, key=lambda each: (folded(each.title), each.pk))


def _known(key: str, rows: list[tuple[Any, ...]]) -> KnownOrganizer:
    (_place, _is_alias, pk), draft_title, title, acronym, code, _live = min(rows)
    names = [name for row in rows for name in row[1:3]]
    acronyms = [name for row in rows for name in row[3:5]]
    live = any(row[5] for row in rows)
    return KnownOrganizer(
        key, pk, draft_title or title, acronym, code, live, called(names, acronyms)
    )


def find_organizers(text: str, organizers: Iterable[KnownOrganizer]) -> list[KnownOrganizer]:
    """Return the organizers of which every word of a search begins some name, the best first.

    :param text: part of a name in any language, an acronym or a code; case and accents do not
        matter. A text without a word finds all.
    """
    words = search_words(text)
    ranked = []
    for each in organizers:
        names = [" ".join(search_words(name)) for name in _all_names(each)]
        if all(any(begins(word, name) for name in names) for word in words):
            ranked.append((" ".join(words) not in names, each))
    ranked.sort(key=lambda pair: pair[0])
    return [each for _rank, each in ranked]


def _all_names(organizer: KnownOrganizer) -> tuple[str, ...]:
    return (*organizer.called.acronyms, *organizer.called.names)


def resembling(
    title: str, acronym: str, *, but_not: str = "", organizers: Iterable[KnownOrganizer] = ()
) -> list[KnownOrganizer]:
    """Return a few organizers that may be the one which is about to be made.

    :param but_not: the key of the group that is edited itself.
    :param organizers: those to compare with; by default all of the site.
    """
    new = called([title.strip()], [acronym.strip()])
    if not new.names and not new.acronyms:
        return []
    found = (
        each
        for each in organizers or known_organizers()
        if each.key != but_not and resembles(new, each.called)
    )
    return [each for each, _number in zip(found, range(MOST_RESEMBLING), strict=False)]
