"""localize's rows for many strings at once; its own ``from_value`` makes nine queries for each."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from wagtail_localize.models import String, StringSegment, TranslationContext


def make_string_segments(source: Any, values: Iterable[Any]) -> list[Any]:
    """Write a ``StringSegment`` of ``source`` for each value, and what it refers to.

    :param values: instances of localize's ``StringSegmentValue``, with their order.
    """
    values = list(values)
    if not values:
        return []
    strings = _strings(source.locale_id, {value.string.data for value in values})
    contexts = _contexts(source.object_id, {value.path for value in values})
    return list(
        StringSegment.objects.bulk_create(
            [
                StringSegment(
                    source=source,
                    string=strings[value.string.data],
                    context=contexts[value.path],
                    order=value.order,
                    attrs=json.dumps(value.attrs, cls=DjangoJSONEncoder),
                )
                for value in values
            ]
        )
    )


def _strings(locale_id: int, texts: set[str]) -> dict[str, Any]:
    hashes = {String._get_data_hash(text): text for text in texts}
    rows = String.objects.filter(locale=locale_id, data_hash__in=hashes)
    return _found_or_made(
        rows, "data_hash", hashes, lambda text: {"locale_id": locale_id, "data": text}
    )


def _contexts(object_id: UUID, paths: set[str]) -> dict[str, Any]:
    ids = {TranslationContext._get_path_id(path): path for path in paths}
    rows = TranslationContext.objects.filter(object=object_id, path_id__in=ids)
    return _found_or_made(rows, "path_id", ids, lambda path: {"object_id": object_id, "path": path})


def _found_or_made(
    rows: Any, name: str, keys: dict[UUID, str], columns: Callable[[str], dict[str, Any]]
) -> dict[str, Any]:
    """Return the rows by text, after the missing ones were made.

    :param rows: a query for all of them.
    :param name: of the column with the key.
    :param keys: texts by key.
    :param columns: what else a new row for a text needs.
    """

    def stored() -> dict[UUID, Any]:
        return {getattr(row, name): row for row in rows.all()}

    known = stored()
    missing = keys.keys() - known.keys()
    if missing:
        made = [rows.model(**{name: key}, **columns(keys[key])) for key in missing]
        rows.model.objects.bulk_create(made, ignore_conflicts=True)
        known = stored()
    return {text: known[key] for key, text in keys.items()}
