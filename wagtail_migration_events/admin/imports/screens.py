"""What the screens of imports share: who may see them, and where they stand."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from wagtail_migration_events.interchange.uploaded.rights import may_import
from wagtail_migration_events.interchange.uploaded.upload import ImportUpload

NAMESPACE = "wagtail_migration_events_imports"
HISTORY = gettext_lazy("Event imports")


class ForImporters:
    """Asks on each request whether somebody may import at all."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_import(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class ImportScreen(ForImporters, WagtailAdminTemplateMixin):
    """A screen of its own, below the history of imports."""

    header_icon = "upload"
    request: HttpRequest

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        history = {"url": reverse(f"{NAMESPACE}:index"), "label": HISTORY}
        return [*self.breadcrumbs_items, history, {"url": "", "label": self.get_page_title()}]


class UploadScreen(ImportScreen):
    """A screen about a file, for whoever has uploaded it."""

    kwargs: dict[str, Any]

    @cached_property
    def upload(self) -> ImportUpload:
        uploads = ImportUpload.objects.filter(made_by=self.request.user.pk)
        return get_object_or_404(uploads, pk=self.kwargs["upload"])

    def get_page_subtitle(self) -> str:
        return self.upload.name
