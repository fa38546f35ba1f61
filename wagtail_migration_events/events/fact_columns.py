"""The columns and child rows that hold the facts of a page: read, compared and written.

Pages of one group may be of different classes, which may keep a fact under different names. So a
fact is called here by its name in the mixin, as in ``event_facts``.
"""

from __future__ import annotations

import copy
import uuid
from collections.abc import Iterable
from functools import cache
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from modelcluster.models import get_field_value, get_serializable_data_for_fields
from wagtail.fields import StreamField
from wagtail.models import TranslatableMixin

from wagtail_migration_events.events.aliases import field_name_of

Facts = dict[str, Any]


def read_facts(page: Any, names: Iterable[str] | None = None) -> Facts:
    """Return facts in a form that can be compared and kept as JSON (with Django's encoder).

    :param page: a specific event page.
    :param names: facts; by default all of the page's class. Those it has dropped are left out.
    """
    found = {}
    for name in type(page).event_facts if names is None else names:
        if (field := fact_field(type(page), name)) is not None:
            found[name] = read_fact(page, field)
    return found


def differing(page: Any, facts: Facts) -> list[str]:
    """Return the names of those ``facts`` that the page has too, with another value."""
    own = read_facts(page, facts)
    return [name for name, value in own.items() if value != facts[name]]


def copy_facts(source: Any, target: Any, names: Iterable[str] | None = None) -> list[str]:
    """Give ``target`` the facts of ``source``; nothing is saved.

    :param names: facts; by default all that the class of ``target`` lists.
    :return: the names of those that were different before.
    """
    wanted = type(target).event_facts if names is None else names
    changed = differing(target, read_facts(source, wanted))
    give_facts(source, target, changed)
    return changed


def give_facts(source: Any, target: Any, names: Iterable[str]) -> None:
    """Give ``target`` these facts of ``source``, which both classes have; nothing is saved."""
    for name in names:
        value = _value(source, fact_field(type(source), name))
        _write(target, fact_field(type(target), name), value)


def own_names(model: type, names: Iterable[str]) -> list[str]:
    """Return under which names a class keeps facts, for ``save(update_fields=...)``."""
    fields = (fact_field(model, name) for name in names)
    return [name_of(field) for field in fields if field is not None]


def fact_field(model: Any, name: str) -> Any:
    """Return the field, or the relation to child rows, in which a class keeps a fact; or None."""
    return _find_field(model, name)


@cache
def _find_field(model: Any, name: str) -> Any:
    own_name = field_name_of(model, name)
    if own_name is None:
        return None
    try:
        field = model._meta.get_field(own_name)
    except FieldDoesNotExist:
        return None
    return _rows_of_tags(field) if isinstance(field, ClusterTaggableManager) else field


def _rows_of_tags(field: Any) -> Any:
    """Return the relation to the rows in which a page and its revisions keep its tags."""
    return field.through._meta.get_field("content_object").remote_field


def name_of(field: Any) -> str:
    return str(field.get_accessor_name() if field.one_to_many else field.name)


def read_fact(page: Any, field: Any) -> Any:
    """Return one fact, by the field that :func:`fact_field` has found, as ``read_facts`` does."""
    if field.one_to_many:
        return [row_data(row) for row in _rows(page, field)]
    if field.many_to_many:
        return sorted(str(each.pk) for each in getattr(page, field.name).all())
    if isinstance(field, StreamField):
        return field.get_prep_value(getattr(page, field.attname)) or "[]"
    value = getattr(page, field.attname)
    if isinstance(field, models.JSONField) or field.remote_field is not None:
        return value
    return get_field_value(field, page)


def _rows(page: Any, field: Any) -> list[Any]:
    return list(getattr(page, field.get_accessor_name()).all())


def row_data(row: Any) -> dict[str, Any]:
    """Return what a child row says, without what ties it to its page, language or place."""
    data: dict[str, Any] = get_serializable_data_for_fields(row)
    left_out = {"pk", row._meta.pk.name, "sort_order"}
    left_out |= {field.name for field in row._meta.fields if _is_tie(field)}
    if isinstance(row, TranslatableMixin):
        left_out |= {"locale", "translation_key"}
    return {name: value for name, value in data.items() if name not in left_out}


def _is_tie(field: Any) -> bool:
    return isinstance(field, ParentalKey)


def _value(source: Any, field: Any) -> Any:
    """Return what ``target`` is to be given; never an object that ``source`` holds itself."""
    if field.one_to_many:
        return _rows(source, field)
    if field.many_to_many:
        return list(getattr(source, field.name).all())
    value = getattr(source, field.attname)
    if isinstance(field, StreamField):
        return field.get_prep_value(value)
    return copy.deepcopy(value)


def _write(target: Any, field: Any, value: Any) -> None:
    if field.one_to_many:
        setattr(target, field.get_accessor_name(), _new_rows(target, field, value))
    elif field.many_to_many:
        getattr(target, field.name).set(value)
    elif isinstance(field, StreamField):
        setattr(target, field.name, field.to_python(value))
    else:
        setattr(target, field.attname, value)


def _new_rows(target: Any, field: Any, rows: list[Any]) -> list[Any]:
    """Return rows like ``rows`` for ``target``; those that it has already stay the same rows.

    A new row takes the place of one that goes, unless no two may be the same: there, rows that
    have only changed places would collide.
    """
    model = field.related_model
    free: dict[str, list[Any]] = {}
    for row in _rows(target, field):
        free.setdefault(repr(row_data(row)), []).append(row.pk)
    known = [each for each in model._meta.concrete_fields if not each.primary_key]
    made = []
    for row in rows:
        values = {
            each.attname: copy.deepcopy(getattr(row, each.attname))
            for each in known
            if not _is_tie(each) and hasattr(row, each.attname)
        }
        new = model(**values)
        same = free.get(repr(row_data(row)))
        new.pk = same.pop(0) if same else None
        if isinstance(new, TranslatableMixin):
            new.pk, new.locale_id = None, target.locale_id
            if row.locale_id == target.locale_id:  # an alias: a language has a group only once
                new.translation_key = uuid.uuid4()
        made.append(new)
    left = [] if _has_unique_rows(model) else [pk for pks in free.values() for pk in pks]
    for new in made:
        if new.pk is None and left:
            new.pk = left.pop(0)
    return made


def _has_unique_rows(model: Any) -> bool:
    meta = model._meta
    has_unique_field = any(field.unique and not field.primary_key for field in meta.concrete_fields)
    constraints = [each for each in meta.constraints if isinstance(each, models.UniqueConstraint)]
    is_translatable = issubclass(model, TranslatableMixin)
    return bool(has_unique_field or meta.unique_together or constraints or is_translatable)
