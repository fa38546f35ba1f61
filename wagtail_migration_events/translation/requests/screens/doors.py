"""Where the screens on the translations of an event are found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from wagtail.admin.utils import set_query_params
from wagtail.admin.widgets.button import Button

from wagtail_migration_events.events.group import group_of, source_page
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.translation.requests.changing import MAY_ASK, may_ask_for
from wagtail_migration_events.translation.requests.screens.views import (
    ICON,
    BeginTranslationView,
    RequestTranslationsView,
)

NAMESPACE = "wagtail_migration_events_requests"


def request_urls() -> list[Any]:
    """For Wagtail's hook ``register_admin_urls``."""
    addresses = [
        path("<int:page_id>/", RequestTranslationsView.as_view(), name="ask"),
        path("begin/<int:request_id>/", BeginTranslationView.as_view(), name="begin"),
    ]
    return [path("migration-events/translations/request/", include((addresses, NAMESPACE)))]


def ask_url(page: Any) -> str:
    """Return where translations of the event of a page are asked for."""
    return reverse(f"{NAMESPACE}:ask", args=[page.pk])


def begin_url(request: int) -> str:
    """Return where a translation is begun; ``request`` is a primary key."""
    return reverse(f"{NAMESPACE}:begin", args=[request])


def request_button(
    page: Any, user: Any, view_name: str = "", next_url: str | None = None, **kwargs: Any
) -> Iterator[Button]:
    """Yield the button at every page of an event, for those who may ask for its translations."""
    if not issubclass(page.specific_class or type(page), EventPageMixin):
        return
    if not user.has_perm(MAY_ASK):
        return  # spares the others two queries
    group = group_of(page)
    if group is None:
        return
    source = page if group.origin_id == page.pk else source_page(group)
    if source is None or not may_ask_for(user, source):
        return
    url = ask_url(page)
    yield Button(
        _("Request translations"),
        set_query_params(url, {"next": next_url}) if next_url else url,
        icon_name=ICON,
        priority=25,
    )
