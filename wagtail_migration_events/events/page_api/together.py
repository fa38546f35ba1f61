"""What the pages of one answer need from the database, read for all of them at once.

Wagtail's endpoints serialize page by page, and each field of a page by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import prefetch_related_objects
from rest_framework.serializers import ListSerializer

from wagtail_migration_events.events.group import read_groups
from wagtail_migration_events.events.sharing.unless_set import shared_objects
from wagtail_migration_events.groups.closed_collections import closed_collections
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.groups.visibility import visible

#: Takes pages of one class, and returns what each needs, in the same order.
Reader = Callable[[list[Any]], Sequence[Any]]

_READ = "_event_page_api"
_readers: dict[str, Reader] = {}


def register_reader(name: str, read: Reader) -> None:
    """Say how one fact is read for many pages: a fact that a room above this one knows."""
    _readers[name] = read


def read_together(field: Any, page: Any, name: str) -> Any:
    """Return what the reader of this name has found for ``page``.

    It is called once for all pages of the list that ``field`` (of a REST framework serializer)
    belongs to. What it finds stays on the pages, which are thrown away after the answer.
    """
    if name not in page.__dict__.setdefault(_READ, {}):
        pages = _pages_of_answer(field, page)
        for each, value in zip(pages, _readers[name](pages), strict=True):
            each.__dict__.setdefault(_READ, {})[name] = value
    return page.__dict__[_READ][name]


def _pages_of_answer(field: Any, page: Any) -> list[Any]:
    if not isinstance(field.root, ListSerializer):
        return [page]
    # Wagtail gives a queryset, which keeps the very pages that it has handed out.
    pages = [each for each in field.root.instance if type(each) is type(page)]
    return pages if any(each is page for each in pages) else [page]


def _read_surroundings(pages: list[Any]) -> list[None]:
    prefetch_related_objects(pages, "locale")
    if hasattr(pages[0], "event_facts"):
        read_groups(pages)
    return [None] * len(pages)


def _read_images(pages: list[Any]) -> list[Any]:
    return shared_objects(pages, "image")


def _read_umbrellas(pages: list[Any]) -> list[list[str]]:
    """Return the keys of those umbrellas that anybody may see."""
    named = [[str(key) for key in page.part_of or []] for page in pages]
    keys = {key for each in named for key in each}
    umbrellas = base_page_model().objects.filter(translation_key__in=keys)
    shown = visible(umbrellas).values_list("translation_key", flat=True) if keys else []
    public = {str(key) for key in shown}
    return [[key for key in each if key in public] for each in named]


def _read_closed_collections(pages: list[Any]) -> list[set[int]]:
    """Return for each page the collections that not everybody may open."""
    return [closed_collections()] * len(pages)


register_reader("surroundings", _read_surroundings)
register_reader("image", _read_images)
register_reader("part_of", _read_umbrellas)
register_reader("closed_collections", _read_closed_collections)
