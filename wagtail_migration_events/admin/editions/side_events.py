"""The doors to a new part of an event: at the event itself, and in lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth import get_permission_codename
from django.urls import reverse
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets.button import Button

from wagtail_migration_events.admin.rights.fact_permissions import paths_held
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.page_model import base_page_model

LABEL = gettext_lazy("Add a side event")


def side_event_button(
    page: Any, user: Any, view_name: str = "", next_url: str | None = None, **kwargs: Any
) -> Iterator[Button]:
    """Yield a button that adds a part to the event, for users who may."""
    model = _class_of_part(page)
    if model is not None and page.permissions_for_user(user).can_add_subpage():
        yield _button(model, page)


def side_event_button_in_list(
    page: Any, user: Any, next_url: str | None = None, **kwargs: Any
) -> Iterator[Button]:
    """Yield the button in a list, where no query may be made for each page."""
    model = None if page.alias_of_id else _class_of_part(page)
    if model is None:
        return
    base = base_page_model()
    add = paths_held(user, get_permission_codename("add", base._meta), base)
    if user.is_superuser or any(page.path.startswith(above) for above in add):
        yield _button(model, page)


def _class_of_part(page: Any) -> Any:
    """Return the class of event that may be made below an event, its own first; else None."""
    own = page.specific_class or type(page)
    if not issubclass(own, EventPageMixin):
        return None
    kinds = [each for each in own.creatable_subpage_models() if issubclass(each, EventPageMixin)]
    return own if own in kinds else next(iter(kinds), None)


def _button(model: Any, page: Any) -> Button:
    args = (model._meta.app_label, model._meta.model_name, page.pk)
    url = reverse("wagtailadmin_pages:add", args=args)
    return Button(LABEL, url, icon_name="plus", priority=25)
