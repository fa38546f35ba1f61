"""Where a term is used: in rows, and in drafts that are not in the rows yet."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import chain
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connections, models
from django.db.models.deletion import ProtectedError
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.utils.translation import gettext as _
from wagtail.models import Revision, RevisionMixin

from wagtail_migration_events.vocabularies.codes import codes_of
from wagtail_migration_events.vocabularies.fields import CodeListField, VocabularyFieldMixin
from wagtail_migration_events.vocabularies.querying import holding
from wagtail_migration_events.vocabularies.registry import get_vocabulary

LISTED_AT_MOST = 100
"""Objects that are looked for; an editor who has to clear more will ask again."""

_VALUE = "_draft_codes"


def fields_of(vocabulary: str) -> Iterator[tuple[type[models.Model], Any]]:
    """Yield each model of the installed apps with each of its own fields on that vocabulary."""
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, VocabularyFieldMixin) and field.vocabulary_name == vocabulary:
                yield model, field


def users_of(vocabulary: str, code: str, limit: int = LISTED_AT_MOST) -> list[models.Model]:
    """Return the objects that hold the code in a row, in the latest draft or in a scheduled one.

    Each object comes once; at most ``limit`` are returned.
    """
    found: dict[tuple[type[models.Model], Any], models.Model] = {}
    codes = [code, *_former_codes(vocabulary, code)]
    for model, field in fields_of(vocabulary):
        rows = holding(model._base_manager.all(), field, codes)[:limit]
        for instance in chain(rows, _drafts_holding(model, field, code, codes)):
            found.setdefault((model, instance.pk), instance)
            if len(found) == limit:
                return list(found.values())
    return list(found.values())


def refuse_deleting_used(sender: type[models.Model], instance: Any, **kwargs: object) -> None:
    """Refuse the deletion of a term in use, wherever it is deleted from.

    :raises ProtectedError: with the objects that use it.
    """
    if getattr(instance, "merged_into", None) is not None:
        return
    users = users_of(instance.vocabulary_name, instance.code)
    if users:
        message = _("“%(term)s” is in use and cannot be deleted.") % {"term": instance}
        raise ProtectedError(message, set(users))


def _former_codes(vocabulary: str, code: str) -> list[str]:
    """Return the names of terms that were merged with this one: drafts hold their codes."""
    row_of = getattr(get_vocabulary(vocabulary), "row_of", None)
    row = row_of(code) if row_of else None
    if row is None:
        return []
    model, pk = row
    return list(model._base_manager.values_list("former_names", flat=True).get(pk=pk))


def _drafts_holding(
    model: type[models.Model], field: Any, code: str, codes: Collection[str]
) -> Iterator[models.Model]:
    """Yield the drafts, latest or scheduled, that would publish the code."""
    if not issubclass(model, RevisionMixin):
        return
    for revision in drafts_holding(model, field, codes):
        # What a revision holds is not always what it publishes: facts come from their source.
        draft = revision.as_object()
        if isinstance(draft, model) and code in codes_of(field.value_from_object(draft)):
            yield draft


def drafts_holding(
    model: type[models.Model], field: Any, codes: Collection[str]
) -> models.QuerySet[Revision]:
    """Return the revisions, latest or scheduled, whose content holds one of the codes."""
    base = [model, *model._meta.get_parent_list()][-1]
    revisions = Revision.objects.filter(
        models.Q(pk__in=model._base_manager.values("latest_revision"))
        | models.Q(approved_go_live_at__isnull=False),
        base_content_type=ContentType.objects.get_for_model(base, for_concrete_model=False),
    )
    return holding_in_json(revisions, "content", field, codes)


def holding_in_json(
    rows: models.QuerySet[Any], column: str, field: Any, codes: Collection[str]
) -> models.QuerySet[Any]:
    """Keep the rows whose JSON, in which fields stand by name, holds one of the codes.

    :param column: the name of the ``JSONField``.
    """
    condition = models.Q()
    if not isinstance(field, CodeListField):
        for code in codes:
            condition |= models.Q(**{f"{column}__{field.name}": code})
    elif connections[rows.db].features.supports_json_field_contains:
        rows = rows.alias(**{_VALUE: KeyTransform(field.name, column)})
        for code in codes:
            condition |= models.Q(**{f"{_VALUE}__contains": [code]})
    else:
        rows = rows.alias(**{_VALUE: KeyTextTransform(field.name, column)})
        for code in codes:
            condition |= models.Q(**{f"{_VALUE}__contains": f'"{code}"'})
    return rows.filter(condition)
