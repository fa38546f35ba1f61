"""Where a term is used: in rows, and in drafts that are not in the rows yet."""

from __future__ import annotations

from collections.abc import Iterator
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
    for model, field in fields_of(vocabulary):
        rows = holding(model._base_manager.all(), field, [code])[:limit]
        for instance in chain(rows, _drafts_holding(model, field, code)):
            found.setdefault((model, instance.pk), instance)
            if len(found) == limit:
                return list(found.values())
    return list(found.values())


def refuse_deleting_used(sender: type[models.Model], instance: Any, **kwargs: object) -> None:
    """Refuse the deletion of a term in use, wherever it is deleted from.

    :raises ProtectedError: with the objects that use it.
    """
    users = users_of(instance.vocabulary_name, instance.code)
    if users:
        message = _("“%(term)s” is in use and cannot be deleted.") % {"term": instance}
        raise ProtectedError(message, set(users))


def _drafts_holding(model: type[models.Model], field: Any, code: str) -> Iterator[models.Model]:
    """Yield the drafts, latest or scheduled, that would publish the code."""
    if not issubclass(model, RevisionMixin):
        return
    base = [model, *model._meta.get_parent_list()][-1]
    revisions = Revision.objects.filter(
        models.Q(pk__in=model._base_manager.values("latest_revision"))
        | models.Q(approved_go_live_at__isnull=False),
        base_content_type=ContentType.objects.get_for_model(base, for_concrete_model=False),
    )
    for revision in _holding_in_content(revisions, field, code):
        # What a revision holds is not always what it publishes: facts come from their source.
        draft = revision.as_object()
        if isinstance(draft, model) and code in codes_of(field.value_from_object(draft)):
            yield draft


def _holding_in_content(
    drafts: models.QuerySet[Any], field: Any, code: str
) -> models.QuerySet[Any]:
    if not isinstance(field, CodeListField):
        drafts = drafts.filter(**{f"content__{field.name}": code})
    elif connections[drafts.db].features.supports_json_field_contains:
        value = KeyTransform(field.name, "content")
        drafts = drafts.alias(**{_VALUE: value}).filter(**{f"{_VALUE}__contains": [code]})
    else:
        text = KeyTextTransform(field.name, "content")
        drafts = drafts.alias(**{_VALUE: text}).filter(**{f"{_VALUE}__contains": f'"{code}"'})
    return drafts
