"""Where the screens are found: addresses, and buttons at pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button

from wagtail_migration_events.listings.index_page import EventIndexPageMixin
from wagtail_migration_events.translation.files.screens.access import (
    Access,
    is_ours,
    translations_at,
)
from wagtail_migration_events.translation.files.screens.download import download
from wagtail_migration_events.translation.files.screens.upload import (
    NAMESPACE,
    BringBackView,
    EventFilesView,
)


def file_urls() -> list[Any]:
    """For Wagtail's hook ``register_admin_urls``."""
    addresses = [
        path("", BringBackView.as_view(), name="upload"),
        path("<int:page_id>/", EventFilesView.as_view(), name="page"),
        path("download/<int:translation_id>/<slug:name>/", download, name="download"),
    ]
    return [path("translation-files/", include((addresses, NAMESPACE)))]


def file_buttons(
    page: Any, user: Any, view_name: str = "", next_url: str | None = None, **kwargs: Any
) -> Iterator[Button]:
    """Yield the way to the files of a page, and from a list of events to those of all."""
    model = page.specific_class or type(page)
    if not is_ours(model):
        return
    if Access(user, translations_at(page)).readable():
        yield Button(
            _("Translation files"),
            reverse(f"{NAMESPACE}:page", args=[page.pk]),
            icon_name="download",
            priority=62,
        )
    if issubclass(model, EventIndexPageMixin):
        yield Button(
            _("Bring translated files back"),
            reverse(f"{NAMESPACE}:upload"),
            icon_name="upload",
            priority=63,
        )
