"""What there is to do, on the home page of the admin: new events, what needs attention, drafts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
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
    language_in_words: str
    when: str
    reasons: str = ""

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
    """Nothing where there is nothing to do. Only what the user may edit."""

    template_name = "wagtail_migration_events/admin/work_panel.html"

    def pages(self, user: Any) -> Any:
        """Return base page rows, what is to be done first before the others."""
        raise NotImplementedError

    def reasons(self, pages: list[Any]) -> dict[int, list[str]]:
        return {}

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        pages: list[Any] = []
        if may_list_events(user):
            found = self.pages(user).prefetch_related("locale").defer_streamfields().specific()
            # One more than is shown tells whether there are more.
            pages = list(found[: FIRST + 1])
        shown = pages[:FIRST]
        reasons = self.reasons(shown)
        return {
            "name": self.name,
            "rows": [_row(page, reasons.get(page.pk, [])) for page in shown],
            "has_more": len(pages) > FIRST,
        }


class AttentionPanel(WorkPanel):
    name = "needs_attention"
    order = 160

    def pages(self, user: Any) -> Any:
        events = one_page_per_event(explorable_events(user))
        found = needing_attention(events.filter(pk__in=_editable(user)))
        return with_start(found).order_by(F("event_start").asc(nulls_last=True), "pk")

    def reasons(self, pages: list[Any]) -> dict[int, list[str]]:
        return reasons_of(pages)


class MyDraftsPanel(WorkPanel):
    """Pages of events, of which the user has written a version that is not published."""

    name = "my_event_drafts"
    order = 155

    def pages(self, user: Any) -> Any:
        unpublished = Q(has_unpublished_changes=True) | Q(live=False, first_published_at=None)
        mine = Q(owner=user) | Q(latest_revision__user=user)
        found = _editable(user).type(EventPageMixin).filter(unpublished & mine, alias_of=None)
        return found.order_by(F("latest_revision_created_at").desc(nulls_last=True), "-pk")


def _editable(user: Any) -> Any:
    return page_permission_policy.instances_user_has_any_permission_for(user, {"change"})


def _row(page: Any, reasons: list[str]) -> WorkRow:
    shown_in = get_language() or "en"
    language = normalise_tag(page.locale.language_code)
    return WorkRow(
        page=page,
        title=str(page.get_admin_display_title()),
        url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
        language=language,
        language_in_words=language_name(language, shown_in),
        when=when_in_words(page, shown_in),
        reasons=listed(reasons),
    )


def add_work_panels(request: HttpRequest, panels: list[Any]) -> None:
    """For Wagtail's hook ``construct_homepage_panels``."""
    panels += [NewEventPanel(), AttentionPanel(), MyDraftsPanel()]
