"""The first of what waits for the user, on the home page of the admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from wagtail.admin.ui.components import Component

from wagtail_migration_events.translation.waiting.rows import (
    assigned_requests,
    most_urgent_first,
    waiting_rows,
)

FIRST = 5


class MyTranslationsPanel(Component):
    """Nothing where nothing waits. What waits for review stands in a panel of Wagtail's own."""

    name = "my_translations"
    template_name = "wagtail_migration_events/admin/my_translations/home_panel.html"
    order = 205

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        request = parent_context["request"]
        waiting = assigned_requests(request.user).open()
        number = waiting.count()
        first = most_urgent_first(waiting)[:FIRST] if number else []
        return {
            "name": self.name,
            "heading": gettext("My translations"),
            "rows": waiting_rows(request.user, first) if number else [],
            "number": number,
            "request": request,
            "csrf_token": parent_context.get("csrf_token"),
        }


def add_home_panel(request: HttpRequest, panels: list[Any]) -> None:
    """For Wagtail's hook ``construct_homepage_panels``."""
    panels.append(MyTranslationsPanel())
