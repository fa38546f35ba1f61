"""The page "My translations": what waits for the user, by deadline."""

from __future__ import annotations

from typing import Any

import django_filters
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import BaseListingView
from wagtail.models import Locale
from wagtail.permissions import page_permission_policy

from wagtail_migration_events.events.language_states.state import HEADING
from wagtail_migration_events.translation.requests.request import TranslationRequest
from wagtail_migration_events.translation.waiting.actions import LIST_URL, take_view
from wagtail_migration_events.translation.waiting.rows import (
    assigned_requests,
    most_urgent_first,
    waiting_rows,
)

HEADING_OF_LIST = _("My translations")
NOTHING_WAITS = _("No translation waits for you.")
ICON = "tasks"
_RIGHTS = ("add", "change", "publish")


class MyTranslationsFilterSet(WagtailFilterSet):
    locale = django_filters.ModelChoiceFilter(
        label=_("Language"), queryset=lambda request: _locales_of(request.user)
    )
    done = django_filters.ChoiceFilter(
        label=_("Show"), choices=[("true", _("Done"))], empty_label=_("To do"), method="keep_all"
    )

    class Meta:
        model = TranslationRequest
        fields = ["locale", "done"]

    def keep_all(self, queryset: Any, name: str, value: str) -> Any:
        """Leave it to ``filter_queryset``, which is also asked where nothing is chosen."""
        return queryset

    def filter_queryset(self, queryset: Any) -> Any:
        found = super().filter_queryset(queryset)
        if self.form.cleaned_data.get("done"):
            return found.exclude(closed_at=None).order_by("-closed_at", "-pk")
        return found.open()


def _locales_of(user: Any) -> Any:
    mine = TranslationRequest.objects.assigned_to(user)
    return Locale.objects.filter(pk__in=mine.values("locale"))


_TEMPLATES = "wagtail_migration_events/admin/my_translations"


class WaitingColumn(Column):
    """A cell that is drawn from the whole row."""

    def __init__(self, name: str, template: str, **kwargs: Any) -> None:
        self.cell_template_name = f"{_TEMPLATES}/{template}"
        super().__init__(name, accessor=lambda row: row, **kwargs)

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> Any:
        context = super().get_cell_context_data(instance, parent_context)
        request = context["request"]
        query = request.GET.copy()
        query.pop("_w_filter_fragment", None)
        context["csrf_token"] = get_token(request)
        context["back"] = f"{reverse(LIST_URL)}?{query.urlencode()}"
        return context


class MyTranslationsView(BaseListingView):
    page_title = HEADING_OF_LIST
    header_icon = ICON
    template_name = f"{_TEMPLATES}/index.html"
    results_template_name = f"{_TEMPLATES}/results.html"
    model = TranslationRequest
    index_url_name = LIST_URL
    index_results_url_name = f"{LIST_URL}_results"
    filterset_class = MyTranslationsFilterSet
    paginate_by = 20
    columns = [
        WaitingColumn("event", "event.html", label=_("Event"), classname="title"),
        WaitingColumn("language", "language.html", label=_("Language")),
        WaitingColumn("due", "due.html", label=_("Due")),
        WaitingColumn("translation", "state.html", label=HEADING),
        WaitingColumn("note", "note.html", label=_("Note"), width="25%"),
    ]

    def get_base_queryset(self) -> Any:
        return most_urgent_first(assigned_requests(self.request.user))

    def filter_queryset(self, queryset: Any) -> Any:
        # A filter that is not valid hides nothing but what is done.
        is_valid = self.filters is not None and self.filters.is_valid()
        return super().filter_queryset(queryset) if is_valid else queryset.open()

    @cached_property
    def no_results_message(self) -> Any:
        return _("No translation matches these filters.") if self.is_filtering else NOTHING_WAITS

    def get_table(self, object_list: Any) -> Any:
        return super().get_table(waiting_rows(self.request.user, object_list))


def my_translations_urls() -> list[Any]:
    """For Wagtail's hook ``register_admin_urls``."""
    at = "migration-events/my-translations/"
    results = MyTranslationsView.as_view(results_only=True)
    return [
        path(at, MyTranslationsView.as_view(), name=LIST_URL),
        path(f"{at}results/", results, name=f"{LIST_URL}_results"),
        path(f"{at}<int:pk>/take/", take_view, name=f"{LIST_URL}_take"),
    ]


class _MenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether the user has any right to pages, without which there is nothing to do."""
        return bool(page_permission_policy.user_has_any_permission(request.user, _RIGHTS))


def my_translations_menu_item() -> MenuItem:
    """For Wagtail's hook ``register_admin_menu_item``: after the events."""
    return _MenuItem(HEADING_OF_LIST, reverse(LIST_URL), icon_name=ICON, order=152)
