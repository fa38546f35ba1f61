"""The menu "Vocabularies": the site's own terms to edit, the official ones to read."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from wagtail_migration_events.admin.official_vocabularies import OfficialVocabulariesViewSet
from wagtail_migration_events.admin.term_form import SiteTermForm
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
    return ", ".join(missing) or "–"


class SiteTermViewSet(SnippetViewSet):
    """The terms of one of the site's vocabularies, in an order set by dragging."""

    list_display = (
        "__str__",
        Column("code", label=pgettext_lazy("vocabulary", "Code")),
        Column("missing", label=_("No label in"), accessor=missing_languages),
    )
    list_per_page = 100
    sort_order_field = "sort_order"
    edit_handler = ObjectList(
        [FieldPanel("labels"), FieldPanel("code")], base_form_class=SiteTermForm
    )
    copy_view_enabled = False


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
