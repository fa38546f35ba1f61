"""The menu "Vocabularies": the site's own terms to edit, the official ones to read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import EditView, SnippetViewSet, SnippetViewSetGroup

from wagtail_migration_events.admin.official_titles.vocabularies import OfficialVocabulariesViewSet
from wagtail_migration_events.admin.terms.form import SiteTermForm
from wagtail_migration_events.admin.terms.merging import MergeView, may_merge
from wagtail_migration_events.admin.terms.usage import TermIndexView, UsageColumn
from wagtail_migration_events.events.display.wording import listed
from wagtail_migration_events.vocabularies.site.label_inputs import label_languages
from wagtail_migration_events.vocabularies.site.terms import (
    Audience,
    EventType,
    SiteTerm,
    Workstream,
)


def missing_languages(term: SiteTerm) -> str:
    """Return the names of the site's languages in which the term has no label."""
    missing = [name for tag, name in label_languages().items() if tag not in term.labels]
    return listed(missing) or "–"


class TermEditView(EditView):
    """Wagtail's form of a snippet, with merging beside "Delete" in the menu of the header."""

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        return [*super().header_more_buttons, *merge_button(self.object, self.request.user)]


class SiteTermViewSet(SnippetViewSet):
    """The terms of one of the site's vocabularies, in an order set by dragging."""

    list_display = (
        "__str__",
        UsageColumn("usage", label=_("Events")),
        Column("code", label=pgettext_lazy("vocabulary", "Code")),
        Column("missing", label=_("No label in"), accessor=missing_languages),
    )
    list_per_page = 100
    sort_order_field = "sort_order"
    edit_handler = ObjectList(
        [FieldPanel("labels"), FieldPanel("code")], base_form_class=SiteTermForm
    )
    copy_view_enabled = False
    index_view_class = TermIndexView
    edit_view_class = TermEditView

    def get_urlpatterns(self) -> list[Any]:
        merge = MergeView.as_view(viewset=self)
        return [*super().get_urlpatterns(), path("merge/<int:pk>/", merge, name="merge")]


def merge_button(snippet: Any, user: Any, next_url: str = "") -> Iterator[Any]:
    """For Wagtail's hook ``register_snippet_listing_buttons``."""
    viewset = getattr(type(snippet), "snippet_viewset", None)
    if isinstance(viewset, SiteTermViewSet) and may_merge(user, viewset):
        yield Button(
            _("Merge with another term"),
            url=reverse(viewset.get_url_name("merge"), args=[snippet.pk]),
            icon_name="link",
            priority=30,
        )


class EventTypeViewSet(SiteTermViewSet):
    model = EventType
    icon = "tag"


class AudienceViewSet(SiteTermViewSet):
    model = Audience
    icon = "group"


class WorkstreamViewSet(SiteTermViewSet):
    model = Workstream
    icon = "list-ul"


class VocabularyViewSetGroup(SnippetViewSetGroup):
    """Everything that events are tagged with, in one menu."""

    items = (EventTypeViewSet, AudienceViewSet, WorkstreamViewSet, OfficialVocabulariesViewSet)
    menu_label = _("Vocabularies")
    menu_name = "event-vocabularies"
    menu_icon = "tag"
    menu_order = 220
