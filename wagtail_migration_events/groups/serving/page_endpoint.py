"""Wagtail's API v2 for pages, with what our other addresses promise.

Wagtail's own endpoint shows aliases of private pages, and pages whose time is over until a command
takes them down; and it answers a value that no column can hold with an error of the server.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError
from django.db.models import JSONField
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import PagesAPIViewSet

from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.groups.visibility import visible


class VisiblePagesAPIViewSet(PagesAPIViewSet):
    """Pages that this visitor may see; filters and orders by plain columns only."""

    def get_base_queryset(self) -> Any:
        # As a subquery, because Wagtail cannot search where it filters by the date of expiry.
        shown = visible(base_page_model().objects.all(), self.request)
        return super().get_base_queryset().filter(pk__in=shown.values("pk"))

    @classmethod
    def get_available_fields(cls, model: Any, db_fields_only: bool = False) -> list[str]:
        names: list[str] = super().get_available_fields(model, db_fields_only)
        if not db_fields_only:
            return names
        # Of a list of codes Wagtail would ask whether it is equal to one of them: it never is.
        no_values = {
            field.name
            for field in model._meta.get_fields()
            if isinstance(field, JSONField) or field.one_to_many or field.many_to_many
        }
        return [name for name in names if name not in no_values]

    def filter_queryset(self, queryset: Any) -> Any:
        try:
            return super().filter_queryset(queryset)
        except (ValidationError, ValueError) as error:
            raise BadRequestError(f"filter error. {error}") from error

    def handle_exception(self, exc: Exception) -> Any:
        if isinstance(exc, OverflowError | DataError):
            exc = BadRequestError("filter error. a value is out of range")
        return super().handle_exception(exc)
