"""Among the fields of an organizer: others of the site that may be the same body."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from wagtail.admin.panels import Panel

from wagtail_migration_events.organizers.known import KnownOrganizer, resembling


class ResemblancePanel(Panel):
    """Warns and never hinders; a script asks again while the name is typed."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_migration_events/admin/organizer_resemblance.html"

        @cached_property
        def organizers(self) -> list[KnownOrganizer]:
            page = self.instance
            key = str(page.translation_key or "")
            return resembling(page.title or "", page.acronym or "", but_not=key)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            prefix = self.form.add_prefix
            names = {"title": prefix("title"), "acronym": prefix("acronym")}
            return {**context, "organizers": self.organizers, "names": names}

        @property
        def media(self) -> Any:
            return super().media + forms.Media(
                css={"all": ["wagtail_migration_events/admin/organizers.css"]},
                js=["wagtail_migration_events/admin/organizer-names.js"],
            )
