"""What facts are called and what they say, in words for the people who edit them."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from django.db import models
from django.utils.formats import localize
from django.utils.html import format_html_join
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.timezone import template_localtime
from django.utils.translation import get_language, gettext
from modelcluster.fields import ParentalKey
from wagtail.fields import StreamField

from wagtail_migration_events.events.display.material import resources_of
from wagtail_migration_events.events.editor.moment_panel import moment_in_words
from wagtail_migration_events.events.editor.rows import RowsField
from wagtail_migration_events.events.editor.when_form import MOMENTS
from wagtail_migration_events.events.sharing.columns import fact_field
from wagtail_migration_events.groups.fields import GroupKeyField, GroupKeyListField
from wagtail_migration_events.groups.forms import page_for_key
from wagtail_migration_events.vocabularies.codes import codes_of
from wagtail_migration_events.vocabularies.fields import CodeField, CodeListField
from wagtail_migration_events.vocabularies.forms.choices import NUMBERED


def fact_label(model: Any, name: str) -> str:
    """Return what the editor of a page calls a fact or a text, in the user's language."""
    field = fact_field(model, name) if model is not None else None
    if field is None:
        return name.replace("_", " ")
    if name == "organizer_links":
        return gettext("Organizers")
    if field.one_to_many:
        return str(field.related_model._meta.verbose_name_plural)
    return str(field.verbose_name)


def fact_words(page: Any, name: str) -> list[str]:
    """Return what a page says of a fact, in the user's language: one line for each item of it."""
    field = fact_field(type(page), name)
    if field is None:
        return []
    if field.one_to_many:
        return [_row_words(row) for row in getattr(page, field.get_accessor_name()).all()]
    if field.many_to_many:
        return [str(each) for each in getattr(page, field.name).all()]
    return value_words(page, name, getattr(page, field.name))


def value_words(page: Any, name: str, value: Any) -> list[str]:
    """Return in words what ``page`` would say if the fact had this value.

    :param value: as the page or a form that was checked holds it.
    """
    field = fact_field(type(page), name)
    if field is None or value in (None, "", []):
        return []
    if name in MOMENTS:
        return [moment_in_words(page, name, value)]
    if name == "resources":
        found = resources_of(SimpleNamespace(resources=value), get_language() or "en")
        return [_resource_words(each) for each in found]
    return _words(field, value, page)


def in_one_line(words: list[str]) -> str:
    return ", ".join(words) or gettext("not stated")


def in_lines(words: list[str]) -> SafeString:
    return format_html_join(SafeString("<br>"), "{}", ((line,) for line in words))


def _words(field: Any, value: Any, page: Any) -> list[str]:
    for kind, words in _KINDS:
        if isinstance(field, kind):
            return words(field, value, page)
    if field.choices:
        return [str(dict(field.flatchoices).get(value, value))]
    if field.name == "timezone":
        return [str(value).replace("_", " ")]
    return [str(localize(template_localtime(value)))]


def _row_words(row: Any) -> str:
    """Return a child row in one line, without what ties it to its page and place."""
    parts = []
    for field in row._meta.concrete_fields:
        if field.primary_key or isinstance(field, ParentalKey) or field.name in _TIES:
            continue
        value = getattr(row, field.name)
        if value not in (None, "", []):
            parts += _words(field, value, row)
    return " · ".join(parts)


_TIES = ("sort_order", "locale", "translation_key")


def _terms(field: Any, value: Any, page: Any) -> list[str]:
    return [_term(field.vocabulary.term(code)) for code in codes_of(value)]


def _term(term: Any) -> str:
    label = str(term.label())
    is_numbered = term.vocabulary in NUMBERED and term.code[:1].isdigit() and term.code not in label
    return f"{term.code}. {label}" if is_numbered else label


def _titles(field: Any, value: Any, page: Any) -> list[str]:
    keys = value if isinstance(value, list) else [value]
    found = [(key, page_for_key(field.mixin_path, key)) for key in keys]
    return [each.get_admin_display_title() if each else str(key) for key, each in found]


def _rows(field: Any, value: Any, page: Any) -> list[str]:
    describe = import_string(field.row_form).describe
    return [str(describe(row, page)) for row in value]


def _blocks(field: Any, value: Any, page: Any) -> list[str]:
    return [" · ".join(each.block.get_searchable_content(each.value)) for each in value]


def _yes_or_no(field: Any, value: Any, page: Any) -> list[str]:
    return [gettext("Yes") if value else gettext("No")]


def _resource_words(resource: Any) -> str:
    notes = ", ".join(note for note in (resource.kind, resource.language_name) if note)
    return f"{resource.title} ({notes})" if notes else str(resource.title)


_KINDS: tuple[tuple[Any, Callable[[Any, Any, Any], list[str]]], ...] = (
    ((CodeField, CodeListField), _terms),
    ((GroupKeyField, GroupKeyListField), _titles),
    (RowsField, _rows),
    (StreamField, _blocks),
    (models.BooleanField, _yes_or_no),
)


def heading_of(model: Any, name: str) -> str:
    return capfirst(fact_label(model, name))
