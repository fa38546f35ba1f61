"""The doors to imports in the admin: addresses, the menu item, and the permission."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem

from wagtail_migration_events.admin.imports.columns import ColumnsView
from wagtail_migration_events.admin.imports.history import HistoryView
from wagtail_migration_events.admin.imports.names import NamesView, TakeNamesView
from wagtail_migration_events.admin.imports.rules import RulesView
from wagtail_migration_events.admin.imports.run_screens import (
    BeginImportView,
    ImportRunView,
    PlanAgainView,
    UndoView,
)
from wagtail_migration_events.admin.imports.screens import NAMESPACE
from wagtail_migration_events.admin.imports.upload import UploadView
from wagtail_migration_events.admin.runs import SCREENS
from wagtail_migration_events.interchange.record import IMPORT_PERMISSION
from wagtail_migration_events.interchange.recorded.log import IMPORT
from wagtail_migration_events.interchange.recorded.removing import UNDO
from wagtail_migration_events.interchange.uploaded.importing import PLAN
from wagtail_migration_events.interchange.uploaded.rights import may_import


def import_urls() -> list[Any]:
    """For Wagtail's hook ``register_admin_urls``."""
    addresses = [
        path("", HistoryView.as_view(), name="index"),
        path("results/", HistoryView.as_view(results_only=True), name="index_results"),
        path("new/", UploadView.as_view(), name="new"),
        path("files/<int:upload>/columns/", ColumnsView.as_view(), name="columns"),
        path("files/<int:upload>/rules/", RulesView.as_view(), name="rules"),
        path("files/<int:upload>/plan/", PlanAgainView.as_view(), name="plan"),
        path("files/<int:upload>/names/", NamesView.as_view(), name="names"),
        path("files/<int:upload>/names/<str:name>", TakeNamesView.as_view(), name="names_file"),
        path("<int:pk>/", ImportRunView.as_view(), name="run"),
        path("<int:pk>/results/", ImportRunView.as_view(results_only=True), name="run_results"),
        path("<int:pk>/import/", BeginImportView.as_view(), name="import"),
        path("<int:pk>/undo/", UndoView.as_view(), name="undo"),
    ]
    return [path("event-imports/", include((addresses, NAMESPACE)))]


def import_menu_item() -> MenuItem:
    """For Wagtail's hook ``register_reports_menu_item``."""
    return ImportMenuItem(
        gettext_lazy("Event imports"),
        reverse(f"{NAMESPACE}:index"),
        name="event-imports",
        icon_name="upload",
        order=1310,
    )


class ImportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_import(request.user)


def import_permissions() -> Any:
    """For Wagtail's hook ``register_permissions``: shown in the editor of user groups."""
    label, codename = IMPORT_PERMISSION.split(".")
    return Permission.objects.filter(content_type__app_label=label, codename=codename)


def show_runs_of_imports() -> None:
    """Have runs of imports shown on screens of their own."""
    SCREENS.update(dict.fromkeys((PLAN.name, IMPORT, UNDO.name), f"{NAMESPACE}:run"))
