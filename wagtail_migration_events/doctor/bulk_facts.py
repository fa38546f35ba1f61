"""The facts of many groups of pages in a few queries, however many pages there are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType

from wagtail_migration_events.events.adoption.candidates import group_keys
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.events.sharing.columns import fact_field, name_of, read_fact
from wagtail_migration_events.groups.page_model import base_pages_with, page_models_with

#: Groups whose pages are in memory at once.
BATCH = 200
#: Aliases of aliases of aliases, and so on, are followed so far.
DEEPEST_ALIAS = 5


@dataclass
class GroupPages:
    """One group: its row, if it has one, and its pages and their aliases."""

    key: UUID
    group: EventGroup | None
    pages: list[Any] = field(default_factory=list)


class FactReader:
    """Reads the facts of pages of one class; the fields are looked up once."""

    def __init__(self, model: Any) -> None:
        self.model = model
        found = {name: fact_field(model, name) for name in model.event_facts}
        self.fields = {name: each for name, each in found.items() if each is not None}

    def read(self, page: Any, name: str) -> Any:
        return read_fact(page, self.fields[name])

    def pages(self, **which: Any) -> Any:
        """Return a queryset of pages of exactly this class, with facts and child rows."""
        columns = [each.name for each in self.fields.values() if each.concrete and _is_column(each)]
        rows = [name_of(each) for each in self.fields.values() if not _is_column(each)]
        content_type = ContentType.objects.get_for_model(self.model, for_concrete_model=False)
        return (
            self.model._base_manager.filter(content_type=content_type, **which)
            .select_related("locale")
            .prefetch_related(*rows)
            .only("title", "live", "translation_key", "alias_of", "locale", *columns)
            .order_by("pk")
        )


def _is_column(each: Any) -> bool:
    return not (each.one_to_many or each.many_to_many)


def fact_readers() -> dict[type, FactReader]:
    return {model: FactReader(model) for model in page_models_with(EventPageMixin)}


def groups_in_batches(
    readers: dict[type, FactReader], batch: int = BATCH
) -> Iterator[list[GroupPages]]:
    """Yield all groups that have event pages, a batch at a time, with all their pages."""
    keys: list[UUID] = []
    for key in group_keys(batch=batch):
        keys.append(key)
        if len(keys) == batch:
            yield _read(keys, readers)
            keys = []
    if keys:
        yield _read(keys, readers)


def _read(keys: list[UUID], readers: dict[type, FactReader]) -> list[GroupPages]:
    rows = EventGroup.objects.in_bulk(keys)
    found = {key: GroupPages(key, rows.get(key)) for key in keys}
    key_of = dict(
        base_pages_with(EventPageMixin)
        .filter(translation_key__in=keys)
        .values_list("pk", "translation_key")
    )
    _add_aliases(key_of)
    for reader in readers.values():
        for page in reader.pages(pk__in=list(key_of)):
            found[key_of[page.pk]].pages.append(page)
    return list(found.values())


def _add_aliases(key_of: dict[int, UUID]) -> None:
    """Add the aliases of these pages, wherever they are: they show what the pages show."""
    sources = set(key_of)
    for _depth in range(DEEPEST_ALIAS):
        aliases = base_pages_with(EventPageMixin).filter(alias_of__in=sources)
        new = {
            pk: key_of[of]
            for pk, of in aliases.values_list("pk", "alias_of")
            if key_of.get(pk) != key_of[of]
        }
        if not new:
            return
        key_of.update(new)
        sources = set(new)
