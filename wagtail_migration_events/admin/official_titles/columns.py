"""Columns of a table of terms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import get_language_info
from wagtail.admin.ui.tables import Column

from wagtail_migration_events.admin.official_titles.corrections import add_url, wording_url
from wagtail_migration_events.conf import setting
from wagtail_migration_events.vocabularies.forms.choices import kind_name
from wagtail_migration_events.vocabularies.languages import direction
from wagtail_migration_events.vocabularies.official.title_correction import WordingKind
from wagtail_migration_events.vocabularies.terms import Term, Vocabulary


class CodeColumn(Column):
    """The code of a term, and below it what kind of term it is."""

    cell_template_name = "wagtail_migration_events/admin/term_code_cell.html"

    def get_cell_context_data(self, instance: Term, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        context["kind"] = kind_name(instance.kind)
        return context


class TitlesColumn(Column):
    """The wordings of a term, a line for each, with its language and whether it is verified."""

    cell_template_name = "wagtail_migration_events/admin/term_titles_cell.html"

    def __init__(self, name: str, *, is_linked: bool, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.is_linked = is_linked

    def get_value(self, instance: Term) -> list[dict[str, Any]]:
        return [
            {
                "language": language,
                "name": _language_name(language),
                "dir": direction(language),
                "title": instance.titles.get(language),
                "short_name": instance.short_names.get(language),
                "title_url": self._url(instance, WordingKind.TITLE, language),
                "short_name_url": self._url(instance, WordingKind.SHORT_NAME, language),
            }
            for language in _languages(instance)
        ]

    def get_cell_context_data(self, instance: Term, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        if self.is_linked:
            context["add_url"] = add_url(instance)
        return context

    def _url(self, term: Term, kind: WordingKind, language: str) -> str:
        if not self.is_linked:
            return ""
        return wording_url(term.vocabulary, term.code, kind.value, language)


class BroaderColumn(Column):
    """The terms directly above a term, and whether it is only an associate member there."""

    cell_template_name = "wagtail_migration_events/admin/term_broader_cell.html"

    def __init__(self, vocabulary: Vocabulary, **kwargs: Any) -> None:
        super().__init__("broader", **kwargs)
        self.vocabulary = vocabulary

    def get_value(self, instance: Term) -> list[dict[str, Any]]:
        return [
            {
                "code": code,
                "label": self.vocabulary.term(code).short_label(),
                "associate": code in instance.associate_of,
            }
            for code in instance.broader
        ]


def _language_name(tag: str) -> str:
    try:
        return str(get_language_info(tag)["name_translated"])
    except KeyError:
        return tag


def _languages(term: Term) -> Iterator[str]:
    yield from dict.fromkeys([*setting("LANGUAGE_ORDER"), *term.titles, *term.short_names])
