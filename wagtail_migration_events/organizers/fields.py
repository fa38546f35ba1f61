"""The link to an organizer, chosen by name, acronym or code."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.chooser import BaseChooser

from wagtail_migration_events.groups.fields import GroupKeyField
from wagtail_migration_events.groups.forms import ShowsGroupMixin
from wagtail_migration_events.groups.page_model import BASE_PAGE_MODEL

#: The namespace of the addresses of the window in which an organizer is chosen, or made.
NAMESPACE = "wagtail_migration_events_organizers"


class OrganizerChooser(ShowsGroupMixin, BaseChooser):
    """Wagtail's chooser over the organizers of the site; it shows the page of a group's key."""

    model = BASE_PAGE_MODEL
    choose_one_text = _("Choose an organizer")
    choose_another_text = _("Choose another organizer")
    link_to_chosen_text = _("Edit this organizer")
    chooser_modal_url_name = f"{NAMESPACE}:choose"
    icon = "group"

    def __init__(self, mixin_path: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.mixin_path = mixin_path

    @property
    def media(self) -> Any:
        return super().media + forms.Media(
            css={"all": ["wagtail_migration_events/admin/organizers.css"]},
            js=[
                "wagtail_migration_events/admin/organizer-names.js",
                "wagtail_migration_events/admin/moved-row.js",
            ],
        )

    def get_display_title(self, instance: Any) -> str:
        title = str(instance.get_admin_display_title())
        return organizer_name(title, getattr(instance, "acronym", ""))


def organizer_name(title: str, acronym: str) -> str:
    """Return "International Organization for Migration (IOM)"."""
    return f"{title} ({acronym})" if acronym and acronym not in title.split() else title


class OrganizerKeyField(GroupKeyField):
    """The key of an organizer. In schema migrations it is a plain ``UUIDField``."""

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"widget": OrganizerChooser(self.mixin_path), **kwargs})
