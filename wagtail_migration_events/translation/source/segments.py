"""The pieces of text in localize's snapshot, renewed in few queries.

localize's own ``refresh_segments`` asks the database three times for each piece, changed or not.
Here only what has changed is written.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from wagtail_localize import models
from wagtail_localize.segments import (
    OverridableSegmentValue,
    RelatedObjectSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.segments.extract import extract_segments

from wagtail_migration_events.translation.event_class import is_event
from wagtail_migration_events.translation.source.string_rows import make_string_segments
from wagtail_migration_events.translation.source.suggestions import Change, carry_over

#: Class of a value, of the row that keeps it, and what of the row is read with it.
KINDS: tuple[tuple[type, Any, tuple[str, ...]], ...] = (
    (StringSegmentValue, models.StringSegment, ("context", "string")),
    (TemplateSegmentValue, models.TemplateSegment, ("context", "template")),
    (RelatedObjectSegmentValue, models.RelatedObjectSegment, ("context",)),
    (OverridableSegmentValue, models.OverridableSegment, ("context",)),
)
#: How much alike two paragraphs are for one to be the other's newer version, 1 being the same.
ALIKE = 0.6
#: To compare many long paragraphs takes long.
MOST_COMPARED = 30


def renew_segments(source: Any, page: Any) -> None:
    """Make the segments of a ``TranslationSource`` those of ``page``, of which it is the snapshot.

    Translations of a string that was replaced by one other stay at hand as suggestions.
    """
    values = defaultdict(list)
    for value in extract_segments(page):
        values[type(value)].append(value)
    for value_class, model, related in KINDS:
        old, new = _renew(source, page, model, related, values[value_class])
        if model is models.StringSegment:
            carry_over(source, _changes(old, new))


def around_refreshing(original: Any, source: Any) -> None:
    """Around ``refresh_segments``."""
    model = ContentType.objects.get_for_id(source.specific_content_type_id).model_class()
    if model is None or not is_event(model):
        original(source)
        return
    with transaction.atomic():
        renew_segments(source, source.as_instance())


def strings_of(page: Any) -> list[tuple[str, str]]:
    """Return the path and the words of each piece of text of a page, in order."""
    return [
        (value.path, value.string.data)
        for value in extract_segments(page)
        if isinstance(value, StringSegmentValue)
    ]


def _renew(
    source: Any, page: Any, model: Any, related: tuple[str, ...], values: list[Any]
) -> tuple[list[Any], list[Any]]:
    """Write what differs; return the rows that are gone, and those that are new."""
    stored: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    rows = model.objects.filter(source=source).select_related(*related).order_by("order")
    for row in rows:
        stored[_key_of_row(row)].append(row)
    unknown, moved = [], []
    for value in values:
        same = stored[_key_of_value(value)]
        if not same:
            unknown.append(value)
            continue
        row = same.pop(0)
        if row.order != value.order:
            row.order = value.order
            moved.append(row)
    old = [row for rows in stored.values() for row in rows]
    if moved:
        model.objects.bulk_update(moved, ["order"])
    if old:
        model.objects.filter(pk__in=[row.pk for row in old]).delete()
    if model is models.StringSegment:
        new = make_string_segments(source, unknown)
    else:
        new = [model.from_value(source, value) for value in unknown]
    for row in new:
        row.context.get_field_path(page)
    return old, new


def _key_of_row(row: Any) -> tuple[Any, ...]:
    path = row.context.path
    if isinstance(row, models.StringSegment):
        return path, row.string.data, row.attrs
    if isinstance(row, models.TemplateSegment):
        return path, row.template.template, row.template.template_format
    if isinstance(row, models.RelatedObjectSegment):
        return path, str(row.object_id)
    return path, row.data_json


def _key_of_value(value: Any) -> tuple[Any, ...]:
    if isinstance(value, StringSegmentValue):
        return value.path, value.string.data, json.dumps(value.attrs, cls=DjangoJSONEncoder)
    if isinstance(value, TemplateSegmentValue):
        return value.path, value.template, value.format
    if isinstance(value, RelatedObjectSegmentValue):
        return value.path, str(value.translation_key)
    return value.path, json.dumps(value.data, cls=DjangoJSONEncoder)


def _changes(old: list[Any], new: list[Any]) -> list[Change]:
    """Return where one string took the place of another: of the only one in its context, or of
    one that is much like it, as in a text of several paragraphs."""
    by_context: dict[int, tuple[list[Any], list[Any]]] = defaultdict(lambda: ([], []))
    for place, rows in enumerate((old, new)):
        for row in rows:
            by_context[row.context_id][place].append(row)
    return [
        Change(context, before, after)
        for context, rows in by_context.items()
        for before, after in _pairs(*rows)
        if before != after
    ]


def _pairs(old: list[Any], new: list[Any]) -> Iterator[tuple[int, int]]:
    """Yield primary keys of strings: one that is gone, and the new one in its place."""
    if len(old) == len(new) == 1:
        yield old[0].string_id, new[0].string_id
        return
    # A text that stands there twice is one string, with one translation.
    left = {row.string.data: row.string_id for row in old[:MOST_COMPARED]}
    for words, pk in {row.string.data: row.string_id for row in new[:MOST_COMPARED]}.items():
        for found in get_close_matches(words, left, 1, ALIKE):
            yield left.pop(found), pk
