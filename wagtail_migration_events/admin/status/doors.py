"""Where the actions on an event's status are found: addresses, and buttons at every page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import include, path, reverse
from wagtail.admin.utils import set_query_params
from wagtail.admin.widgets.button import Button

from wagtail_migration_events.admin.rights.fact_permissions import may_change_facts
from wagtail_migration_events.admin.status.actions import (
    ICONS,
    StatusChangeView,
    UndoStatusChangeView,
)
from wagtail_migration_events.events.aliases import field_name_of
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.events.status_change.change import StatusAction

NAMESPACE = "wagtail_migration_events_status"


def status_urls() -> list[Any]:
    """For Wagtail's hook ``register_admin_urls``."""
    addresses = [
        path("undo/<uuid:batch>/", UndoStatusChangeView.as_view(), name="undo"),
        path("<int:page_id>/<slug:action>/", StatusChangeView.as_view(), name="change"),
    ]
    return [path("event-status/", include((addresses, NAMESPACE)))]


def status_buttons(
    page: Any, user: Any, view_name: str = "", next_url: str | None = None, **kwargs: Any
) -> Iterator[Button]:
    """Yield a button for each action, at any page of an event, locked or in review or neither."""
    model = page.specific_class or type(page)
    if not issubclass(model, EventPageMixin) or field_name_of(model, "event_status") is None:
        return
    if not may_change_facts(user, page):
        return
    for place, action in enumerate(StatusAction):
        url = reverse(f"{NAMESPACE}:change", args=[page.pk, action.value])
        yield Button(
            action.label,
            set_query_params(url, {"next": next_url}) if next_url else url,
            icon_name=ICONS[action],
            priority=26 + place,
        )
