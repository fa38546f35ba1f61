"""Facts that may differ in one language: a page's own value, else that of the source."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from wagtail.models import Revision

from wagtail_migration_events.events.fact_columns import Facts, fact_field, read_facts
from wagtail_migration_events.events.group import EventGroup, group_of
from wagtail_migration_events.events.sharing.open_revisions import open_revisions


def shared_value(event: Any, name: str) -> Any:
    """Return what holds for this language: the page's own value, else the source's published one.

    :param name: of a fact in ``event_facts_unless_set``; a class that has dropped it has "".
    """
    field = fact_field(type(event), name)
    if field is None:
        return ""
    own = getattr(event, field.name)
    if own or not event.pk:
        return own
    return _restored(field, _value_of_group(event, name)) or own


def shared_key(event: Any, name: str) -> Any:
    """Return the primary key of what :func:`shared_value` would read, such as an image.

    So that a list can read all of them at once. What it names may have been deleted since.
    """
    field = fact_field(type(event), name)
    if field is None:
        return None
    own = getattr(event, field.attname)
    if own or not event.pk:
        return own
    return _value_of_group(event, name)


def _value_of_group(event: Any, name: str) -> Any:
    group = group_of(event)
    if group is None or not group.is_followed_by(event):
        return None
    return group.published_values.get(name)


def shared_objects(events: Sequence[Any], name: str) -> list[Any]:
    """Return, for each event, what ``shared_value`` returns of a relation; in one query.

    :param events: of one class, with their groups read (``read_groups``).
    :param name: of a fact in ``event_facts_unless_set`` that is a foreign key.
    """
    field = fact_field(type(events[0]), name)
    if field is None:
        return [None] * len(events)
    keys = [shared_key(event, name) for event in events]
    found = field.related_model._default_manager.in_bulk({key for key in keys if key})
    return [found.get(key) for key in keys]


def values_unless_set(page: Any) -> Facts:
    """Return the page's own values of what a language may set for itself, as JSON has them.

    So they can be compared with those that the group remembers, also dates and UUIDs.
    """
    values = read_facts(page, type(page).event_facts_unless_set)
    as_json: Facts = json.loads(json.dumps(values, cls=DjangoJSONEncoder))
    return as_json


def drop_repeated_values(page: Any, values: Facts, stored: Any) -> list[str]:
    """Empty what a sibling only repeats of the source, so that it follows when that changes.

    A value that the sibling had before, if only in a draft, is its own, even if the source has
    come to the same.

    :param values: those of the source.
    :param stored: the sibling as its row has it; None if it is new, or holds copies only.
    :return: the names in the class of ``page`` of the columns that were emptied.
    """
    emptied = []
    for name, value in values_unless_set(page).items():
        if not value or value != values.get(name):
            continue
        field = fact_field(type(page), name)
        if stored is None or not _had(page, stored, name, field.name, value):
            setattr(page, field.attname, _empty(field))
            emptied.append(str(field.name))
    return emptied


def _had(page: Any, stored: Any, name: str, column: str, value: Any) -> bool:
    if values_unless_set(stored)[name] == value:
        return True
    contents = open_revisions(page).values_list("content", flat=True)
    return any(content.get(column) == value for content in contents)


def drop_copies_in_revisions(page: Any, values: Facts) -> None:
    """Empty in the open revisions of a sibling what they only repeat of the source."""
    fields = {name: fact_field(type(page), name) for name in type(page).event_facts_unless_set}
    for revision in open_revisions(page):
        emptied = {
            field.name: _empty(field)
            for name, field in fields.items()
            if field is not None
            and revision.content.get(field.name)
            and revision.content[field.name] == values.get(name)
        }
        if emptied:
            content = {**revision.content, **emptied}
            Revision.objects.filter(pk=revision.pk).update(content=content)


def keep_as_own(page: Any, values: Facts) -> list[str]:
    """Write down as the page's own what it has shown of the source so far.

    :param values: those of the source. What has been deleted since, as an image may be, is left.
    :return: the names in the class of ``page`` of the columns that were filled.
    """
    filled = []
    for name, value in values_unless_set(page).items():
        field = fact_field(type(page), name)
        if not value and _restored(field, values.get(name)):
            setattr(page, field.attname, field.to_python(values[name]))
            filled.append(str(field.name))
    return filled


def remember_published_values(group: EventGroup, source: Any) -> bool:
    """Note on the group what the source has published; return whether that changed."""
    values = values_unless_set(source)
    if values == group.published_values:
        return False
    group.published_values = values
    return True


def _empty(field: Any) -> Any:
    return None if field.null else ""


def _restored(field: Any, value: Any) -> Any:
    if value is None or not isinstance(field, models.ForeignKey):
        return field.to_python(value)
    return field.related_model._default_manager.filter(pk=value).first()
