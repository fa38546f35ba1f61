"""A browser of the official vocabularies: every title in every language, and its mark."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.ui.tables import Column, NumberColumn, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import HeaderButton

from wagtail_migration_events.admin.official_titles.columns import (
    BroaderColumn,
    CodeColumn,
    TitlesColumn,
)
from wagtail_migration_events.admin.official_titles.corrections import (
    NAMESPACE,
    NewWordingView,
    WordingView,
    may_correct,
    see_newest,
)
from wagtail_migration_events.admin.official_titles.to_confirm import ToConfirmView
from wagtail_migration_events.vocabularies.matching import comparable
from wagtail_migration_events.vocabularies.official.vocabulary import OfficialVocabulary
from wagtail_migration_events.vocabularies.registry import all_vocabularies
from wagtail_migration_events.vocabularies.terms import Term


def official_vocabularies() -> list[OfficialVocabulary]:
    """Return the vocabularies that are packaged data."""
    return [each for each in all_vocabularies() if isinstance(each, OfficialVocabulary)]


def unconfirmed_titles(vocabulary: Iterable[Term]) -> int:
    """Return how many titles and short names nobody has compared with their source."""
    return sum(
        not title.verified
        for term in vocabulary
        for titles in (term.titles, term.short_names)
        for title in titles.values()
    )


def vocabulary_url(vocabulary: OfficialVocabulary) -> str:
    return reverse(f"{NAMESPACE}:terms", args=[vocabulary.name])


class VocabulariesView(BaseListingView):
    """The official vocabularies, with how much of each is still to be confirmed."""

    page_title = _("Official vocabularies")
    header_icon = "globe"
    index_url_name = f"{NAMESPACE}:index"
    verbose_name_plural = _("vocabularies")
    columns = (
        TitleColumn("label", label=_("Vocabulary"), get_url=vocabulary_url),
        Column("name", label=_("Name in code")),
        NumberColumn("terms", label=pgettext_lazy("vocabulary", "Terms"), accessor=len),
        NumberColumn("unverified", label=_("Unverified titles"), accessor=unconfirmed_titles),
    )

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        url = reverse(f"{NAMESPACE}:to_confirm")
        return [HeaderButton(_("Titles to confirm"), url=url, icon_name="check")]

    def get_base_queryset(self) -> list[OfficialVocabulary]:
        see_newest()
        return official_vocabularies()


class TermsView(BaseListingView):
    """The terms of one official vocabulary, with titles and short names in every language."""

    header_icon = "globe"
    paginate_by = 25
    is_searchable = True
    verbose_name_plural = _("terms")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        by_name = {vocabulary.name: vocabulary for vocabulary in official_vocabularies()}
        if kwargs["name"] not in by_name:
            raise Http404
        self.vocabulary = by_name[kwargs["name"]]

    @cached_property
    def columns(self) -> list[Any]:
        columns: list[Any] = [
            CodeColumn("code", label=pgettext_lazy("vocabulary", "Code")),
            TitlesColumn(
                "titles",
                label=_("Titles and short names"),
                is_linked=may_correct(self.request.user),
            ),
        ]
        if any(term.broader for term in self.vocabulary):
            columns.append(BroaderColumn(self.vocabulary, label=_("Broader terms")))
        return columns

    def get_base_queryset(self) -> list[Term]:
        see_newest()
        return list(self.vocabulary)

    def search_queryset(self, queryset: list[Term]) -> list[Term]:
        wanted = comparable(self.search_query or "")
        return [term for term in queryset if any(wanted in name for name in _names(term))]

    def get_page_title(self) -> str:
        return capfirst(str(self.vocabulary.label))

    def get_index_url(self) -> str:
        return vocabulary_url(self.vocabulary)

    def get_index_results_url(self) -> str:
        return reverse(f"{NAMESPACE}:terms_results", args=[self.vocabulary.name])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse(f"{NAMESPACE}:index"), "label": VocabulariesView.page_title}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.get_page_title()}]


class OfficialVocabulariesViewSet(ViewSet):
    """For everyone who may open the admin."""

    name = NAMESPACE
    url_prefix = "official-vocabularies"
    icon = "globe"
    menu_label = _("Official vocabularies")

    def get_urlpatterns(self) -> list[URLPattern]:
        terms_results = self.construct_view(TermsView, results_only=True)
        to_confirm_results = self.construct_view(ToConfirmView, results_only=True)
        return [
            path("", self.construct_view(VocabulariesView), name="index"),
            path("to-confirm/", self.construct_view(ToConfirmView), name="to_confirm"),
            path("to-confirm/results/", to_confirm_results, name="to_confirm_results"),
            path("<str:name>/", self.construct_view(TermsView), name="terms"),
            path("<str:name>/results/", terms_results, name="terms_results"),
            path(
                "<str:name>/<str:code>/add/",
                self.construct_view(NewWordingView),
                name="new_wording",
            ),
            path(
                "<str:name>/<str:code>/<str:kind>/<str:language>/",
                self.construct_view(WordingView),
                name="wording",
            ),
        ]


def _names(term: Term) -> Iterable[str]:
    yield comparable(term.code)
    for titles in (term.titles, term.short_names):
        for title in titles.values():
            yield comparable(title.text)
