"""Where publishing all languages is found: addresses, and buttons at the pages of an event."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail.admin.utils import set_query_params
from wagtail.admin.widgets.button import Button

from wagtail_migration_events.translation.event_class import is_event
from wagtail_migration_events.translation.gate.telling import ANYWAY_URL
from wagtail_migration_events.translation.publishing.one_page import PublishAnywayView
from wagtail_migration_events.translation.publishing.set_view import SET_URL, PublishSetView


def publishing_urls() -> list[Any]:
    """For Wagtail's hook ``register_admin_urls``."""
    return [
        path(
            "migration-events/<int:page_id>/publish-anyway/",
            PublishAnywayView.as_view(),
            name=ANYWAY_URL,
        ),
        path(
            "migration-events/<int:page_id>/publish-languages/",
            PublishSetView.as_view(),
            name=SET_URL,
        ),
    ]


def publish_set_button(
    page: Any, user: Any, view_name: str = "", next_url: str | None = None, **kwargs: Any
) -> Iterator[Button]:
    """Yield the button at the pages of an event that somebody may publish."""
    if page.alias_of_id or not is_event(page.specific_class or type(page)):
        return
    if not page.permissions_for_user(user).can_publish():
        return
    url = reverse(SET_URL, args=[page.pk])
    yield Button(
        _("Publish all languages"),
        set_query_params(url, {"next": next_url}) if next_url else url,
        icon_name="upload",
        priority=24,
    )
