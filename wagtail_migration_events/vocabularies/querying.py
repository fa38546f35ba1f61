"""Queries for the pages that hold codes, the same on every database."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import connections, models
from django.db.models.functions import Cast

_ModelT = TypeVar("_ModelT", bound=models.Model)

_CODE = re.compile(r"[A-Za-z0-9._-]{1,64}")
_AS_TEXT = "_codes_as_text"


def with_codes(
    queryset: models.QuerySet[_ModelT],
    field_name: str,
    codes: Iterable[Any] | str,
    *,
    narrower: bool = False,
    any_of: bool = True,
) -> models.QuerySet[_ModelT]:
    """Keep the rows whose ``CodeField`` or ``CodeListField`` holds the codes.

    :param codes: codes of the field's vocabulary, or what it resolves to codes; none: no filter.
    :param narrower: let a term stand for those below it, so that ``002`` (Africa) finds Kenya.
    :param any_of: one of the codes is enough; otherwise a row must hold all.
    :raises ValueError: if a code is not in the vocabulary.
    """
    field: Any = queryset.model._meta.get_field(field_name)
    vocabulary = field.vocabulary
    groups: list[set[str]] = []
    for value in [codes] if isinstance(codes, str) else codes:
        code = vocabulary.resolve(value)
        if code is None:
            raise ValueError(f"{value!r} is not in the vocabulary {vocabulary.name!r}.")
        groups.append({code, *(vocabulary.narrower_codes(code) if narrower else ())})
    if not groups:
        return queryset
    if any_of:
        groups = [set().union(*groups)]
    for group in groups:
        queryset = holding(queryset, field, sorted(group))
    return queryset


def holding(
    queryset: models.QuerySet[_ModelT], field: Any, codes: Iterable[str]
) -> models.QuerySet[_ModelT]:
    """Keep the rows whose field holds one of the codes, which need not be in its vocabulary.

    Anything that does not look like a code is held by no row.
    """
    codes = [code for code in codes if _CODE.fullmatch(code)]
    if not codes:
        return queryset.none()
    if not isinstance(field, models.JSONField):
        return queryset.filter(**{f"{field.name}__in": codes})
    lookups: list[dict[str, Any]]
    if connections[queryset.db].features.supports_json_field_contains:
        lookups = [{f"{field.name}__contains": [code]} for code in codes]
    else:
        # SQLite keeps JSON as text; a code in quotes is one whole item of the list.
        queryset = queryset.alias(**{_AS_TEXT: Cast(field.name, models.TextField())})
        lookups = [{f"{_AS_TEXT}__contains": f'"{code}"'} for code in codes]
    condition = models.Q()
    for lookup in lookups:
        condition |= models.Q(**lookup)
    return queryset.filter(condition)


def is_held(model: type[models.Model], field_name: str, code: str) -> bool:
    """Tell whether a saved row of the class holds the code, be it a term or one no longer."""
    field = model._meta.get_field(field_name)
    return holding(model._base_manager.all(), field, [code]).exists()
