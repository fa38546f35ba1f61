"""Who leads each of many events, where nothing else is said of organizers."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.http import HttpRequest

from wagtail_migration_events.groups.page_model import page_models_with
from wagtail_migration_events.groups.resolution import (
    SOURCE_LOCALES,
    GroupPage,
    choose_by_language,
)
from wagtail_migration_events.groups.visibility import visible
from wagtail_migration_events.organizers.links import OrganizerRole
from wagtail_migration_events.organizers.mixin import OrganizerPageMixin


def leading_organizers(
    model: Any, pks: Collection[int], language: str, request: HttpRequest | None = None
) -> dict[int, GroupPage]:
    """Return of each event the first lead organizer, or else the first, that a visitor may see.

    One query, and one for each class of organizers.

    :param model: a class of event pages.
    :param pks: primary keys of pages; those of another class are left out.
    :param language: BCP 47 tag of the reader's language.
    :return: organizers by the primary key of the event; an event without one is left out.
    """
    links = sorted(_links(model, pks))
    pages = _pages({key for *_, key in links}, language, request)
    found: dict[int, GroupPage] = {}
    for pk, *_place, key in links:
        if key in pages:
            found.setdefault(pk, pages[key])
    return found


def _links(model: Any, pks: Collection[int]) -> Iterator[tuple[int, bool, int, str]]:
    """Yield the links of events: page, whether it is not a lead, place, organizer."""
    relation = getattr(model, "organizer_links", None)
    if relation is None:
        return
    page = relation.field.attname
    rows = relation.field.model.objects.filter(**{f"{page}__in": pks})
    for pk, role, place, organizer in rows.values_list(page, "role", "sort_order", "organizer"):
        yield pk, role != OrganizerRole.LEAD, place or 0, str(organizer)


def _pages(
    keys: Collection[str], language: str, request: HttpRequest | None
) -> dict[str, GroupPage]:
    pages: list[Any] = []
    for model in page_models_with(OrganizerPageMixin) if keys else ():
        shown = visible(model.objects.filter(translation_key__in=keys), request)
        pages += [
            page
            for page in shown.select_related("locale", "content_type", *SOURCE_LOCALES)
            if page.content_type.model_class() is model
        ]
    return choose_by_language(pages, language)
