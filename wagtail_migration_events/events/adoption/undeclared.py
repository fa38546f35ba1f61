"""Fields of an event class of which nobody has said whether they are facts or text."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField

from wagtail_migration_events.events.aliases import field_name_of
from wagtail_migration_events.events.fact_columns import fact_field
from wagtail_migration_events.groups.page_model import BASE_PAGE_MODEL
from wagtail_migration_events.vocabularies.fields import CodeField


def undeclared(model: Any) -> list[str]:
    """Return the names of such fields and child rows, sorted."""
    declared = {
        field_name_of(model, name)
        for name in (*model.event_facts, *model.event_facts_unless_set, *model.event_text)
    }
    base = apps.get_model(BASE_PAGE_MODEL)
    known = {field.name for field in base._meta.get_fields()} | {"text_basis"} | _rows(base)
    fields = [
        field
        for field in model._meta.get_fields()
        if field.concrete and not getattr(field, "parent_link", False) and not field.auto_created
    ]
    rows_of_fields = {fact_field(model, field.name).name for field in fields}  # such as tags
    names = {field.name for field in fields} | _rows(model) - rows_of_fields
    return sorted(names - known - declared)


def lines_to_paste(model: Any, names: list[str]) -> str:
    """Return the lines to paste into a class: one for each list, with the fields that seem to
    belong there."""
    words = [name for name in names if _has_words(fact_field(model, name))]
    lists = [
        ("event_facts", [name for name in names if name not in words], "same in every language"),
        ("event_text", words, "translated"),
    ]
    lines = []
    for declared, members, meaning in lists:
        owner = next(each for each in model.__mro__ if declared in vars(each))
        quoted = ", ".join(f'"{name}"' for name in members)
        if members and owner is model:
            lines.append(f"add {quoted} to {declared}  # {meaning}")
        elif members:
            lines.append(f"{declared} = (*{owner.__name__}.{declared}, {quoted})  # {meaning}")
    return (
        f"Write in {model.__name__}, each name in the list where it belongs:\n\n"
        + "\n".join(lines)
        + "\n\nA column that is usually the same, but of which a language may have its own, goes "
        "into event_facts_unless_set."
    )


def _rows(model: Any) -> set[str]:
    return {each.name for each in get_all_child_relations(model)}


def _has_words(field: Any) -> bool:
    """Whether a column, or one of the columns of child rows, looks as if people write words in it.

    When in doubt it does: the words of a language are not replaced by those of the source.
    """
    if field.one_to_many:
        return any(_has_words(each) for each in field.related_model._meta.concrete_fields)
    if isinstance(field, CodeField | models.URLField | models.EmailField | models.SlugField):
        return False
    is_text = isinstance(field, models.CharField | models.TextField | StreamField)
    return is_text and not field.choices
