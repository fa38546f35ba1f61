"""From the key of a group to the page that a reader of some language should be shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, prefetch_related_objects
from django.http import HttpRequest

from wagtail_migration_events.groups.page_model import (
    base_page_model,
    base_pages_with,
    page_models_with,
)
from wagtail_migration_events.groups.visibility import below, may_be_shown
from wagtail_migration_events.groups.written_language import (
    learn_written_languages,
    written_language,
)
from wagtail_migration_events.vocabularies.languages import (
    direction,
    language_chain,
    normalise_tag,
)

#: What ``text_language`` reads of aliases, and of aliases of aliases, which are rare.
SOURCE_LOCALES = ("alias_of__locale", "alias_of__alias_of__locale")
#: Up to so many classes are looked through without asking first.
FEW_CLASSES = 2


@dataclass(frozen=True)
class GroupPage:
    """The page that stands for a group, and the language of its text."""

    page: Any
    language: str
    is_fallback: bool

    @property
    def direction(self) -> str:
        return direction(self.language)


def source_of(page: Any) -> Any:
    """Return the page that an alias mirrors in the end, or the page itself if it is none."""
    while page.alias_of_id:
        page = page.alias_of
    return page


def text_language(page: Any) -> str:
    """Return the language of a page's text, which is not always that of its place in the tree.

    An alias shows the text of the page it mirrors, and an imported page may be in other words than
    its address promises.
    """
    return written_language(page) or language_of_place(page)


def language_of_place(page: Any) -> str:
    """Return the language under which a page stands; an alias, that of the page it mirrors."""
    return normalise_tag(source_of(page).locale.language_code)


def resolve_groups(
    keys: Iterable[str | UUID],
    mixin: type,
    language: str,
    request: HttpRequest | None = None,
) -> dict[str, GroupPage]:
    """Find, for each group, the visible page that suits a reader of ``language`` best.

    :param keys: translation keys; unknown ones, and groups with no visible page, are left out.
    :param mixin: only pages whose class uses it.
    :param language: a BCP 47 tag; the site's fallback chain follows.
    :return: group pages by key (as text), with specific pages, in a bounded number of queries.
    """
    wanted = [str(key) for key in keys]
    if not wanted:
        return {}
    shown = Q(translation_key__in=wanted) & may_be_shown(request)
    return choose_by_language(specific_pages(mixin, shown), language)


def keys_to_show(
    keys: Iterable[str | UUID],
    mixin: type,
    request: HttpRequest | None = None,
    paths: Collection[str] | None = None,
) -> set[str]:
    """Return those groups of which this visitor may see a page, in one query.

    :param keys: translation keys; what is returned is their text.
    :param paths: tree paths, at or below one of which the page stands; None for everywhere.
    """
    wanted = {str(key) for key in keys}
    if not wanted:
        return set()
    shown = Q(translation_key__in=wanted) & may_be_shown(request)
    if paths is not None:
        shown &= below(list(paths))
    pages = base_pages_with(mixin).filter(shown)
    return {str(key) for key in pages.values_list("translation_key", flat=True)}


def with_text_language(pages: Any) -> Any:
    """Read with base pages what ``text_language`` asks for; of the pages they mirror no more."""
    options = base_page_model()._meta
    kept = {options.pk.attname, "alias_of_id", "locale_id"}
    unread = [
        f"{source}__{field.attname}"
        for source in ("alias_of", "alias_of__alias_of")
        for field in options.concrete_fields
        if field.attname not in kept
    ]
    return pages.select_related("locale", *SOURCE_LOCALES).defer(*unread)


def specific_pages(
    mixin: type,
    condition: Q,
    *,
    only: Collection[str] = (),
    with_bodies: bool = True,
    classes: Collection[Any] | None = None,
) -> list[Any]:
    """Return specific pages with what ``text_language`` reads, in one query for each class.

    Few pages are aliases: those that they mirror are read after them, and not joined to all.

    :param mixin: which their classes use.
    :param condition: on columns that any page has.
    :param only: names of fields; as far as a class has them, they are read beside what any page
        has, and no others.
    :param with_bodies: False leaves StreamFields, which are most of a page, until they are needed.
    :param classes: what :func:`classes_of` has said of the same pages.
    """
    found: dict[int, Any] = {}
    for model in classes_of(mixin, condition) if classes is None else classes:
        pages = model.objects.filter(condition)
        if only:
            of_any = {field.name for field in base_page_model()._meta.concrete_fields}
            own = {field.name for field in model._meta.concrete_fields}
            pages = pages.only(*own.intersection({*only, *of_any}))
        elif not with_bodies:
            pages = pages.defer_streamfields()
        for page in pages.select_related("locale"):
            found.setdefault(page.pk, page)
    aliases = [page for page in found.values() if page.alias_of_id]
    prefetch_related_objects(aliases, *SOURCE_LOCALES)
    return list(found.values())


def classes_of(mixin: type, condition: Q) -> list[Any]:
    """Return the classes of pages to look at, each before those that it derives from.

    Of many classes it takes less time to ask first which of them there are.
    """
    models = sorted(page_models_with(mixin), key=lambda each: -len(each.__mro__))
    if len(models) <= FEW_CLASSES:
        return models
    rows = base_pages_with(mixin).filter(condition).order_by()
    kinds = set(rows.values_list("content_type", flat=True).distinct())
    types = ContentType.objects.get_for_models(*models)
    return [model for model in models if types[model].pk in kinds]


def choose_by_language(pages: Iterable[Any], language: str) -> dict[str, GroupPage]:
    """Pick one page of each group: the reader's language first, then the fallback chain."""
    chain = language_chain(language)
    best: dict[str, tuple[tuple[int, int, int], Any]] = {}
    for page in pages:
        rank = _rank(page, chain)
        key = str(page.translation_key)
        if key not in best or rank < best[key][0]:
            best[key] = (rank, page)
    learn_written_languages(page for _, page in best.values())
    return {key: group_page(page, language) for key, (_, page) in best.items()}


def _rank(page: Any, chain: tuple[str, ...]) -> tuple[int, int, int]:
    spoken = language_of_place(page)
    place = chain.index(spoken) if spoken in chain else len(chain)
    return (place, 1 if page.alias_of_id else 0, page.pk)


def group_page(page: Any, language: str) -> GroupPage:
    spoken = text_language(page)
    return GroupPage(page=page, language=spoken, is_fallback=spoken != normalise_tag(language))
