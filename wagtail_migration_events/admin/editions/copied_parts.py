"""Parts that Wagtail copies together with their umbrella are parts of its copy.

Both would show them otherwise below the event that was copied, each of them twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction
from django.http import HttpRequest

from wagtail_migration_events.events.aliases import field_name_of
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.page_model import base_page_model


def give_parts_to_copy(request: HttpRequest, page: Any, new_page: Any) -> None:
    """For Wagtail's hook ``after_copy_page``."""
    pairs = list(_pairs(page, new_page))
    keys = {str(old.translation_key): str(new.translation_key) for old, new in pairs}
    if len(pairs) > 1:
        with transaction.atomic():
            for _old, new in pairs:
                _rename(new.specific, keys)


def _pairs(page: Any, new_page: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the copied pages, each with its copy: below the first of them addresses are alike."""
    old_top, new_top = (base_page_model().objects.get(pk=each.pk) for each in (page, new_page))
    below = {each.url_path[len(old_top.url_path) :]: each for each in old_top.get_descendants()}
    yield old_top, new_top
    for new in new_top.get_descendants().filter(alias_of=None):
        if old := below.get(new.url_path[len(new_top.url_path) :]):
            yield old, new


def _rename(copy: Any, keys: Mapping[str, str]) -> None:
    name = field_name_of(type(copy), "part_of") if isinstance(copy, EventPageMixin) else None
    if name is None:
        return
    field = type(copy)._meta.get_field(name)
    for revision in copy.revisions.all():
        content = revision.content
        before = field.to_python(content.get(name) or [])
        if (after := _renamed(before, keys)) != before:
            content[name] = after
            revision.save(update_fields=["content"])
    before = list(getattr(copy, name) or [])
    if (after := _renamed(before, keys)) != before:
        setattr(copy, name, after)
        copy.save(clean=False, update_fields=[name])


def _renamed(named: list[str], keys: Mapping[str, str]) -> list[str]:
    return [keys.get(str(each), str(each)) for each in named]
