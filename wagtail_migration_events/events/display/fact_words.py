"""A fact of an event as a person would say it, for reports and messages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from wagtail.fields import StreamField
from wagtail.models import TranslatableMixin

from wagtail_migration_events.events.display.moments import moment_in_words
from wagtail_migration_events.events.entry.zone_places import zone_in_words
from wagtail_migration_events.events.fact_columns import fact_field
from wagtail_migration_events.events.facts.material import ResourceKind
from wagtail_migration_events.events.facts.spoken_languages import language_name
from wagtail_migration_events.events.rows import RowsField
from wagtail_migration_events.groups.fields import GroupKeyField, GroupKeyListField
from wagtail_migration_events.groups.forms import page_for_key
from wagtail_migration_events.text_checks import one_line
from wagtail_migration_events.vocabularies.codes import codes_of
from wagtail_migration_events.vocabularies.fields import VocabularyFieldMixin
from wagtail_migration_events.vocabularies.forms.choices import NUMBERED

LONGEST = 300
#: What a column that was filled past all validation may raise when it is read.
UNREADABLE = (ValidationError, TypeError, ValueError, AttributeError, KeyError)


def fact_label(model: Any, name: str) -> str:
    """Return what the editor of a page calls a fact or a text, in the active language."""
    field = fact_field(model, name) if model is not None else None
    if field is None:
        return name.replace("_", " ")
    if name == "organizer_links":
        return _("Organizers")
    if field.one_to_many:
        return str(field.related_model._meta.verbose_name_plural)
    return str(field.verbose_name)


def fact_in_words(page: Any, name: str) -> str:
    """Return on one line, in the active language, what a page holds as a fact.

    :param page: a specific event page, as its row or as a revision has it.
    :return: "" if the page holds nothing, or its class has dropped the fact.
    """
    return one_line("; ".join(fact_lines(page, name)), LONGEST)


def fact_lines(page: Any, name: str) -> list[str]:
    """Return what a page holds as a fact, in the active language: one line for each item of it."""
    field = fact_field(type(page), name)
    if field is None:
        return []
    try:
        return list(_words(page, name, field))
    except UNREADABLE:
        return [json.dumps(getattr(page, field.attname), cls=DjangoJSONEncoder, default=str)]


def value_lines(page: Any, name: str, value: Any) -> list[str]:
    """Return the lines that stood for a fact of ``page`` if it had this value.

    :param value: of a column, as a page or a form that was checked holds it.
    """
    field = fact_field(type(page), name)
    if field is None or value is None or value == "":
        return []
    if name == "timezone":
        return [zone_in_words(str(value))]
    for kind, words in _BY_FIELD:
        if isinstance(field, kind):
            return words(page, name, field, value)
    return [_plain(field, value)]


def stored_lines(page: Any, name: str, stored: Any) -> list[str]:
    """Return the lines that stood for a fact of ``page`` if it had what the history has kept.

    :param stored: as ``read_facts`` returns it, or as that reads after it was JSON.
    """
    field = fact_field(type(page), name)
    if field is None:
        return []
    try:
        if field.one_to_many:
            return [_row(_row_from(field.related_model, each)) for each in stored or []]
        if field.remote_field is not None:
            pks = stored if isinstance(stored, list) else [stored]
            return [str(each) for each in field.related_model._default_manager.filter(pk__in=pks)]
        return value_lines(page, name, field.to_python(stored))
    except UNREADABLE:
        return [json.dumps(stored, cls=DjangoJSONEncoder, default=str)]


def _row_from(model: Any, stored: dict[str, Any]) -> Any:
    row = model()
    for field in model._meta.concrete_fields:
        if field.name in stored:
            setattr(row, field.attname, field.to_python(stored[field.name]))
    return row


def _words(page: Any, name: str, field: Any) -> Iterable[str]:
    if field.one_to_many:
        return [_row(row) for row in getattr(page, field.get_accessor_name()).all()]
    if field.many_to_many:
        return [str(each) for each in getattr(page, field.name).all()]
    return value_lines(page, name, getattr(page, field.name))


def _plain(field: Any, value: Any) -> str:
    if field.choices:
        value = dict(field.flatchoices).get(value, value)
    return "" if value is None else str(value)


def _row(row: Any) -> str:
    """Return a child row: its first column, and the others in brackets."""
    left_out = {"sort_order", *(("locale", "translation_key") * isinstance(row, TranslatableMixin))}
    shown = [
        _title(field.mixin_path, getattr(row, field.name))
        if isinstance(field, GroupKeyField)
        else _plain(field, getattr(row, field.name))
        for field in row._meta.concrete_fields
        if not (field.primary_key or isinstance(field, ParentalKey) or field.name in left_out)
    ]
    first, *others = [each for each in shown if each] or [""]
    return f"{first} ({', '.join(others)})" if others else first


def _title(mixin_path: str, key: Any) -> str:
    page = page_for_key(mixin_path, key)
    return str(page.title) if page is not None else str(key)


def _terms(page: Any, name: str, field: Any, value: Any) -> list[str]:
    return [_term(field.vocabulary.term(code)) for code in codes_of(value)]


def _term(term: Any) -> str:
    label = str(term.label())
    is_numbered = term.vocabulary in NUMBERED and term.code[:1].isdigit() and term.code not in label
    return f"{term.code}. {label}" if is_numbered else label


def _groups(page: Any, name: str, field: Any, value: Any) -> list[str]:
    return [_title(field.mixin_path, key) for key in value]


def _rows(page: Any, name: str, field: Any, value: Any) -> list[str]:
    describe = import_string(field.row_form).describe
    return [describe(row, page) for row in value]


def _blocks(page: Any, name: str, field: Any, value: Any) -> list[str]:
    return [_block(each) for each in value]


def _block(block: Any) -> str:
    value = block.value
    if not hasattr(value, "get"):
        return str(value)
    kind, language = (str(value.get(name) or "") for name in ("kind", "language"))
    kind = str(ResourceKind(kind).label) if kind in ResourceKind else kind
    shown = [kind, *map(value.get, ("title", "url", "document")), language_name(language)]
    parts = dict.fromkeys(str(part) for part in shown if part)  # often the title is the kind
    return ", ".join(parts) or str(block.block.name)


def _moment(page: Any, name: str, field: Any, value: Any) -> list[str]:
    return [moment_in_words(page, name, value)]


def _yes_or_no(page: Any, name: str, field: Any, value: Any) -> list[str]:
    return [_("Yes") if value else _("No")]


_BY_FIELD: tuple[tuple[type, Callable[[Any, str, Any, Any], list[str]]], ...] = (
    (VocabularyFieldMixin, _terms),
    (GroupKeyListField, _groups),
    (RowsField, _rows),
    (StreamField, _blocks),
    (models.DateTimeField, _moment),
    (models.BooleanField, _yes_or_no),
)
