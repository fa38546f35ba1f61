"""What a sibling's form says beside a field that the language may set for itself."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from wagtail_migration_events.events.display.fact_words import value_lines
from wagtail_migration_events.events.display.wording import in_one_line
from wagtail_migration_events.events.editor.source_link import language_of_source
from wagtail_migration_events.events.fact_columns import fact_field
from wagtail_migration_events.events.group import EventGroup


def explain_own_values(form: Any, group: EventGroup) -> None:
    """Say in the help of each such field what is shown while it is empty."""
    model = type(form.instance)
    fields = {name: fact_field(model, name) for name in model.event_facts_unless_set}
    shown = {name: each for name, each in fields.items() if each and each.name in form.fields}
    if not shown:
        return
    language = language_of_source(group)
    for name, field in shown.items():
        form_field = form.fields[field.name]
        value = _published(field, group.published_values.get(name))
        explained = _help(form.instance, name, value, language)
        form_field.help_text = format_html_join(
            " ", "{}", ((part,) for part in (form_field.help_text, explained) if part)
        )


def _help(page: Any, name: str, value: Any, language: str) -> str:
    words = {"language": language, "value": in_one_line(value_lines(page, name, value))}
    if not value:
        return _("While this is empty, the page shows none, as in %(language)s.") % words
    return _("While this is empty, the page shows that of the page in %(language)s: %(value)s") % (
        words
    )


def _published(field: Any, value: Any) -> Any:
    if value is None or not isinstance(field, models.ForeignKey):
        return value
    return field.related_model._default_manager.filter(pk=value).first()
