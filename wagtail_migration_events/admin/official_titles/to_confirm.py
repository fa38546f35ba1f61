"""The official wordings that nobody has compared with their source, to be confirmed one by one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.coreutils import get_content_languages

from wagtail_migration_events.admin.official_titles.corrections import (
    NAMESPACE,
    may_correct,
    see_newest,
    wording_url,
)
from wagtail_migration_events.events.facts.spoken_languages import language_name
from wagtail_migration_events.vocabularies.languages import data_key, direction
from wagtail_migration_events.vocabularies.matching import comparable
from wagtail_migration_events.vocabularies.official.title_correction import WordingKind
from wagtail_migration_events.vocabularies.official.vocabulary import unverified_wordings
from wagtail_migration_events.vocabularies.registry import get_vocabulary
from wagtail_migration_events.vocabularies.terms import Term, Title


@dataclass(frozen=True)
class Unconfirmed:
    """A wording to confirm, for a row of the list."""

    term: Term
    kind: str
    language: str
    title: Title

    @property
    def language_words(self) -> str:
        return language_name(self.language)

    @property
    def vocabulary_words(self) -> str:
        if self.term.vocabulary == "footnotes":
            return _("Footnotes")
        return capfirst(str(get_vocabulary(self.term.vocabulary).label))

    @property
    def dir(self) -> str:
        return direction(self.language)

    @property
    def name(self) -> str:
        return f"{self.term.code} ({WordingKind(self.kind).label})"

    @property
    def url(self) -> str:
        return wording_url(self.term.vocabulary, self.term.code, self.kind, self.language)

    def is_found_by(self, wanted: str) -> bool:
        texts = (self.title.text, self.term.code, self.language, self.language_words)
        return any(wanted in comparable(text) for text in (*texts, self.term.vocabulary))


class TextColumn(Column):
    cell_template_name = "wagtail_migration_events/admin/title_to_confirm_cell.html"


class ToConfirmView(BaseListingView):
    """Wordings in the site's languages, footnotes included."""

    page_title = gettext_lazy("Titles to confirm")
    header_icon = "check"
    paginate_by = 50
    is_searchable = True
    verbose_name_plural = gettext_lazy("titles")
    index_url_name = f"{NAMESPACE}:to_confirm"
    index_results_url_name = f"{NAMESPACE}:to_confirm_results"

    @property
    def columns(self) -> list[Column]:
        is_linked = may_correct(self.request.user)
        return [
            TitleColumn(
                "name",
                label=pgettext_lazy("vocabulary", "Term"),
                get_url=(lambda row: row.url) if is_linked else None,
            ),
            Column(
                "vocabulary",
                label=gettext_lazy("Vocabulary"),
                accessor="vocabulary_words",
            ),
            Column("language_words", label=gettext_lazy("Language")),
            TextColumn("text", label=gettext_lazy("Wording")),
        ]

    def get_base_queryset(self) -> list[Unconfirmed]:
        see_newest()
        languages = [data_key(tag) for tag in get_content_languages()]
        return [Unconfirmed(*found) for tag in languages for found in unverified_wordings(tag)]

    def search_queryset(self, queryset: list[Unconfirmed]) -> list[Unconfirmed]:
        wanted = comparable(self.search_query or "")
        return [row for row in queryset if row.is_found_by(wanted)]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse(f"{NAMESPACE}:index"), "label": _("Official vocabularies")}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.get_page_title()}]
