"""What there is to do, on the home page of the admin: new events, what needs attention, drafts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from wagtail.admin.ui.components import Component
from wagtail.permissions import page_permission_policy

from wagtail_migration_events.admin.attention import needing_attention, reasons_of
from wagtail_migration_events.admin.listing.new_event import may_list_events, new_event_buttons
from wagtail_migration_events.admin.listing.rows import (
    explorable_events,
    one_page_per_event,
    when_in_words,
    with_start,
)
from wagtail_migration_events.events.display.wording import listed
from wagtail_migration_events.events.facts.spoken_languages import language_name
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.vocabularies.languages import direction, normalise_tag

FIRST = 10


@dataclass(frozen=True)
class WorkRow:
    """A page that the user may edit, and what is to do in it."""

    page: Any
    title: str
    url: str
    language: str
    when: str
    last_cell: str

    @property
    def direction(self) -> str:
        return direction(self.language)


class NewEventPanel(Component):
    """The shortest way to a new event, for users who may make pages somewhere."""

    name = "new_event"
    template_name = "wagtail_migration_events/admin/new_event.html"
    order = 140

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"buttons": new_event_buttons(parent_context["request"].user)}


class WorkPanel(Component):
    """Nothing where there is nothing to do. Only what the user may edit.

    ``all_query`` finds all of it in the Events listing.
    """

    template_name = "wagtail_migration_events/admin/work_table.html"
    heading: Any
    last_column: Any
    all_label: Any
    all_query = ""

    def pages(self, user: Any) -> Any:
        """Return base page rows, what is to be done first before the others."""
        raise NotImplementedError

    def last_cells(self, pages: list[Any]) -> list[str]:
        """Return what stands in the last column, page by page."""
        raise NotImplementedError

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        pages: list[Any] = []
        if may_list_events(user):
            found = self.pages(user).prefetch_related("locale").defer_streamfields().specific()
            pages = list(found[:FIRST])
        return {
            "name": self.name,
            "heading": self.heading,
            "last_column": self.last_column,
            "rows": list(map(_row, pages, self.last_cells(pages))),
            "all_label": self.all_label,
            "all_query": self.all_query,
        }


class AttentionPanel(WorkPanel):
    name = "needs_attention"
    heading = gettext_lazy("Events that need attention")
    last_column = gettext_lazy("Needs attention")
    all_label = gettext_lazy("All events that need attention")
    all_query = "attention=any&ordering=event_start"
    order = 160

    def pages(self, user: Any) -> Any:
        events = one_page_per_event(explorable_events(user))
        found = needing_attention(events.filter(pk__in=_editable(user)))
        return with_start(found).order_by(F("event_start").asc(nulls_last=True), "pk")

    def last_cells(self, pages: list[Any]) -> list[str]:
        reasons = reasons_of(pages)
        return [listed(reasons.get(page.pk, [])) for page in pages]


class MyDraftsPanel(WorkPanel):
    """Pages of events, of which the user has written a version that is not published."""

    name = "my_event_drafts"
    heading = gettext_lazy("My drafts of events")
    last_column = gettext_lazy("Language")
    all_label = gettext_lazy("All drafts of events")
    all_query = "published=draft&published=changed"
    order = 155

    def pages(self, user: Any) -> Any:
        unpublished = Q(has_unpublished_changes=True) | Q(live=False, first_published_at=None)
        mine = Q(owner=user) | Q(latest_revision__user=user)
        found = _editable(user).type(EventPageMixin).filter(unpublished & mine, alias_of=None)
        return found.order_by(F("latest_revision_created_at").desc(nulls_last=True), "-pk")

    def last_cells(self, pages: list[Any]) -> list[str]:
        shown_in = get_language() or "en"
        codes = (normalise_tag(page.locale.language_code) for page in pages)
        return [language_name(code, shown_in) for code in codes]


def _editable(user: Any) -> Any:
    return page_permission_policy.instances_user_has_any_permission_for(user, {"change"})


def _row(page: Any, last_cell: str) -> WorkRow:
    return WorkRow(
        page=page,
        title=str(page.get_admin_display_title()),
        url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
        language=normalise_tag(page.locale.language_code),
        when=when_in_words(page, get_language() or "en"),
        last_cell=last_cell,
    )


def add_work_panels(request: HttpRequest, panels: list[Any]) -> None:
    """For Wagtail's hook ``construct_homepage_panels``."""
    panels += [NewEventPanel(), AttentionPanel(), MyDraftsPanel()]
