"""Merging two terms of a site's vocabulary: one row stays, and answers to the names of the other.

No revision is rewritten: a draft, an address or a file that holds the former code means the term
that stayed. Rows are brought up to date one by one by :func:`rewrite`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from wagtail.log_actions import log

from wagtail_migration_events.vocabularies.querying import holding
from wagtail_migration_events.vocabularies.site.terms import SiteTerm
from wagtail_migration_events.vocabularies.site.usage import drafts_holding, fields_of

#: The action in the history of the term that stayed.
MERGED = "wagtail_migration_events.term_merged"


@dataclass(frozen=True)
class Holder:
    """A row that holds a code, by what a run can keep of it."""

    model: type[models.Model]
    field: Any
    pk: Any

    def __str__(self) -> str:
        return f"{self.model._meta.label_lower}:{self.field.name}:{self.pk}"

    @classmethod
    def parse(cls, text: str) -> Holder:
        """Return what was written by ``str()``.

        :raises LookupError: if there is no such model or field any more.
        """
        label, name, pk = text.split(":", 2)
        model = apps.get_model(label)
        return cls(model, model._meta.get_field(name), pk)


def holders_of(term: SiteTerm) -> Iterator[Holder]:
    """Yield the rows that hold the code of a term, of pages and of whatever else."""
    for model, field in fields_of(term.vocabulary_name):
        rows = holding(model._base_manager.all(), field, [term.code])
        for pk in rows.order_by("pk").values_list("pk", flat=True):
            yield Holder(model, field, pk)


def count_drafts(term: SiteTerm) -> int:
    """Return how many objects have unpublished changes that hold the code of a term."""
    return sum(
        drafts_holding(model, field, [term.code]).filter(pk__in=_unpublished(model)).count()
        for model, field in fields_of(term.vocabulary_name)
        if any(each.name == "has_unpublished_changes" for each in model._meta.fields)
    )


def _unpublished(model: type[models.Model]) -> Any:
    changed = model._base_manager.filter(has_unpublished_changes=True)
    return changed.values("latest_revision")


def merge_terms(merged: SiteTerm, kept: SiteTerm, user: Any = None) -> list[Holder]:
    """Delete ``merged``, so that its code, and its labels in imports, mean ``kept``.

    :return: the rows that still hold the code of ``merged``, for :func:`rewrite`.
    :raises ValueError: if the two are not two terms of one vocabulary.
    """
    model = type(kept)
    if type(merged) is not model or merged.pk == kept.pk:
        raise ValueError("Two terms of one vocabulary can be merged.")
    with transaction.atomic():
        pks = [merged.pk, kept.pk]
        rows = {
            row.pk: row
            for row in model._base_manager.select_for_update().filter(pk__in=pks).order_by("pk")
        }
        if len(rows) < 2:
            raise ValueError("One of the two terms is gone.")
        old, stays = rows[merged.pk], rows[kept.pk]
        holders = list(holders_of(old))
        names = [*stays.former_names, old.code, *old.labels.values(), *old.former_names]
        stays.former_names = list(dict.fromkeys(names))
        _repoint(old, stays)
        label, code = str(old), old.code
        old.merged_into = stays
        old.delete()
        stays.save()
        log(instance=stays, action=MERGED, user=user, data={"code": code, "label": label})
    return holders


def rewrite(holder: Holder) -> Any:
    """Write the present code into a row that holds a former one.

    Of an event page it is written as a fact of its source is: index and notices follow, nothing is
    published, and no calendar is told of a change.

    :return: the object; None if there was nothing to do.
    """
    with transaction.atomic():
        rows = holder.model._base_manager.select_for_update()
        instance = rows.filter(pk=holder.pk).first()
        if instance is None:
            return None
        field = holder.field
        held = getattr(instance, field.attname)
        present = field.to_python(held)
        if present == held:
            return None
        setattr(instance, field.attname, present)
        write = getattr(instance, "write_shared_facts", None)
        if write is not None:
            write([field.attname])
        else:
            instance.save(update_fields=[field.attname])
    return instance


def _repoint(old: SiteTerm, stays: SiteTerm) -> None:
    """Let rows that point to the one term point to the other."""
    for relation in type(old)._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and (relation.one_to_many or relation.one_to_one)):
            continue
        field: Any = relation.field  # type: ignore[union-attr]
        rows = field.model._base_manager
        for pk in list(rows.filter(**{field.name: old}).values_list("pk", flat=True)):
            try:
                with transaction.atomic():
                    rows.filter(pk=pk).update(**{field.name: stays})
            except IntegrityError:  # the same row is there with the other term
                rows.filter(pk=pk).delete()
