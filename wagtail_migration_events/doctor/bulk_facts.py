"""The facts of many groups of pages in a few queries, however many pages there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Cast
from modelcluster.fields import ParentalKey
from wagtail.fields import StreamField

from wagtail_migration_events.events.adoption.candidates import group_keys
from wagtail_migration_events.events.fact_columns import fact_field, name_of, read_fact
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.page_model import base_pages_with, page_models_with

#: Groups whose pages are in memory at once.
BATCH = 200
#: Aliases of aliases of aliases, and so on, are followed so far.
DEEPEST_ALIAS = 5
#: Columns that say which page it is.
ALWAYS = ("title", "live", "translation_key", "alias_of", "locale")


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
        self.columns = [each for each in self.fields.values() if _is_column(each)]
        self.rows = [each for each in self.fields.values() if not _is_column(each)]

    def read(self, page: Any, name: str) -> Any:
        return read_fact(page, self.fields[name])

    def pages(self, pks: Iterable[int]) -> Any:
        """Return a queryset of those pages that are of this class, with facts and child rows."""
        return (
            self._of_this_class(pks)
            .select_related("locale")
            .prefetch_related(*map(name_of, self.rows))
            .only(*ALWAYS, *(each.name for each in self.columns))
            .order_by("pk")
        )

    def signatures(self, pks: Collection[int]) -> dict[int, list[Any]]:
        """Return what the database holds for each page of this class, unread.

        Pages of one class with equal signatures have equal facts. It takes a fraction of the time
        of making pages, and nearly all pages agree.
        """
        values = self._of_this_class(pks).values_list("pk", *map(_unread, self.columns))
        found = {pk: list(columns) for pk, *columns in values}
        for each in self.rows:
            rows_of = _rows_by_page(each, list(found))
            for pk, signature in found.items():
                signature.append(rows_of.get(pk))
        return found

    def _of_this_class(self, pks: Iterable[int]) -> Any:
        content_type = ContentType.objects.get_for_model(self.model, for_concrete_model=False)
        return self.model._base_manager.filter(content_type=content_type, pk__in=list(pks))


def _is_column(each: Any) -> bool:
    return not (each.one_to_many or each.many_to_many)


def _unread(each: Any) -> Any:
    is_json = isinstance(each, models.JSONField | StreamField)
    return Cast(each.attname, models.TextField()) if is_json else models.F(each.attname)


def _rows_by_page(each: Any, pks: list[int]) -> dict[int, list[Any]]:
    if each.many_to_many:
        model, tie = each.remote_field.through, each.m2m_field_name()
        columns, order = [each.m2m_reverse_field_name()], [each.m2m_reverse_field_name()]
    else:
        model, tie = each.related_model, each.field.name
        columns = [column.attname for column in model._meta.concrete_fields if _counts(column)]
        order = [*model._meta.ordering, "pk"]
    found: dict[int, list[Any]] = defaultdict(list)
    rows = model._default_manager.filter(**{f"{tie}__in": pks}).order_by(*order)
    for pk, *values in rows.values_list(tie, *columns):
        found[pk].append(values)
    return found


def _counts(column: Any) -> bool:
    is_tie = column.primary_key or isinstance(column, ParentalKey)
    return not is_tie and column.name not in ("sort_order", "translation_key", "locale")


def fact_readers() -> dict[type, FactReader]:
    """Return a reader for each installed class of event pages."""
    return {model: FactReader(model) for model in page_models_with(EventPageMixin)}


def doubtful_groups(
    readers: dict[type, FactReader], batch: int = BATCH
) -> Iterator[list[GroupPages]]:
    """Yield, a batch at a time, the groups whose pages are not alike, with all their pages.

    Groups whose pages hold the same, column for column, are left out. The others may still agree:
    classes keep a fact in different ways.
    """
    keys = group_keys(batch=batch)
    while some := list(islice(keys, batch)):
        if found := _doubtful(some, readers):
            yield found


def _doubtful(keys: list[UUID], readers: dict[type, FactReader]) -> list[GroupPages]:
    key_of = _pages_of(keys)
    seen: dict[UUID, tuple[type, list[Any]]] = {}
    doubtful = set()
    for model, reader in readers.items():
        for pk, signature in reader.signatures(key_of).items():
            if seen.setdefault(key_of[pk], (model, signature)) != (model, signature):
                doubtful.add(key_of[pk])
    if not doubtful:
        return []
    rows = EventGroup.objects.in_bulk(doubtful)
    found = {key: GroupPages(key, rows.get(key)) for key in doubtful}
    for reader in readers.values():
        for page in reader.pages(pk for pk, key in key_of.items() if key in doubtful):
            found[key_of[page.pk]].pages.append(page)
    return [found[key] for key in keys if key in found]


def _pages_of(keys: list[UUID]) -> dict[int, UUID]:
    """Return the group of each page of these groups, and of their aliases wherever they are."""
    pages = base_pages_with(EventPageMixin)
    of_groups = pages.filter(translation_key__in=keys)
    key_of = dict(of_groups.values_list("pk", "translation_key"))
    sources = set(key_of)
    for _depth in range(DEEPEST_ALIAS):
        aliases = pages.filter(alias_of__in=sources).values_list("pk", "alias_of")
        new = {pk: key_of[of] for pk, of in aliases if key_of.get(pk) != key_of[of]}
        if not new:
            break
        key_of.update(new)
        sources = set(new)
    return key_of
