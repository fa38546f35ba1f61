"""Who may list events and make new ones, and the ways to begin one."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.utils import set_query_params
from wagtail.admin.views.pages.listing import IndexView
from wagtail.permissions import page_permission_policy

from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.page_model import page_models_with

#: The class of event that the package brings, if the site has it.
READY_MADE = "wagtail_migration_events_pages.eventpage"


def may_list_events(user: Any) -> bool:
    """Tell whether a user has any right to pages, without which the listing turns them away."""
    needed = IndexView.any_permission_required
    return bool(page_permission_policy.user_has_any_permission(user, needed))


def new_event_buttons(user: Any) -> list[tuple[str, str]]:
    """Return label and address for each class of event, for users who may make pages somewhere.

    The ready-made class comes first. Where there is only one, nobody needs to be told its name.
    """
    if not page_permission_policy.user_has_permission(user, "add"):
        return []
    models = [
        model
        for model in page_models_with(EventPageMixin)
        if model.is_creatable and model.allowed_parent_page_models()
    ]
    models.sort(key=lambda model: model._meta.label_lower != READY_MADE)
    address = reverse("wagtail_migration_events:choose_parent")
    return [
        (
            _("New event") if len(models) == 1 else _new(model),
            set_query_params(address, {"type": model._meta.label_lower}),
        )
        for model in models
    ]


def _new(model: Any) -> str:
    return str(_("Add %(model_name)s") % {"model_name": model.get_verbose_name().lower()})
