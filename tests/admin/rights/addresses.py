"""The addresses in the admin that are the package's, as Django's resolver has them."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, get_resolver, reverse
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.contrib.settings.registry import registry as settings_registry

from wagtail_migration_events.groups.page_model import base_page_model

OURS = "wagtail_migration_events"
BULK, SETTINGS = "bulk:", "settings:"


def our_addresses() -> set[str]:
    """Return the names of all addresses: of views that are ours, or that show a model of ours.

    Bulk actions and settings share an address of Wagtail's; each of ours counts as one.
    """
    admin = reverse("wagtailadmin_home").removeprefix("/")
    found = {
        name
        for path, name, view in _views(get_resolver())
        if path.startswith(admin) and (OURS in name or _is_ours(view))
    }
    return found | _bulk_actions() | _settings()


def address(name: str, *args: Any) -> str:
    """Return the path of one of :func:`our_addresses`."""
    if name.startswith(BULK):
        meta = base_page_model()._meta
        action = name.removeprefix(BULK)
        return reverse("wagtail_bulk_action", args=[meta.app_label, meta.model_name, action])
    if name.startswith(SETTINGS):
        return reverse(
            "wagtailsettings:edit", args=[*name.removeprefix(SETTINGS).split("."), *args]
        )
    return reverse(name, args=args)


def _views(resolver: Any, path: str = "", space: tuple[str, ...] = ()) -> Iterator[Any]:
    """Yield the path, the name and the view of every pattern."""
    for each in resolver.url_patterns:
        below = f"{path}{each.pattern}"
        if not isinstance(each, URLPattern):
            own = (each.namespace,) if each.namespace else ()
            yield from _views(each, below, (*space, *own))
        elif each.name:
            yield below, ":".join((*space, each.name)), each.callback


def _is_ours(callback: Any) -> bool:
    view = inspect.unwrap(callback)
    return (getattr(callback, "view_class", None) or view).__module__.startswith(OURS)


def _bulk_actions() -> set[str]:
    meta = base_page_model()._meta
    actions = bulk_action_registry.get_bulk_actions_for_model(meta.app_label, meta.model_name)
    return {f"{BULK}{each.action_type}" for each in actions if each.__module__.startswith(OURS)}


def _settings() -> set[str]:
    labels = (model._meta for model in settings_registry)
    return {f"{SETTINGS}{m.app_label}.{m.model_name}" for m in labels if OURS in m.app_label}
