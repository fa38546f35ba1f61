"""The base page model of the site: Wagtail's own, or the one a Wagtail 8 site has swapped in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.conf import settings
from wagtail.models import get_page_models

# Written into schema migrations and foreign keys; Wagtail 7.4 does not know the setting.
BASE_PAGE_MODEL = getattr(settings, "WAGTAIL_PAGE_MODEL", "wagtailcore.Page")


def base_page_model() -> Any:
    """Return the model that every page of the site derives from."""
    return apps.get_model(BASE_PAGE_MODEL)


def page_models_with(mixin: type) -> list[Any]:
    """Return the installed page classes that use ``mixin``, in the order of their definition."""
    return [model for model in get_page_models() if issubclass(model, mixin)]


def lookup_from_page(model: Any, name: str) -> str:
    """Return how a queryset of base pages names a field of one of their classes."""
    owner = model._meta.get_field(name).model
    path = owner._meta.get_path_from_parent(base_page_model())
    return "__".join([*(step.join_field.name for step in path), name])


def own_app_first(page: Any, mixin: type) -> list[Any]:
    """Return the page classes that use ``mixin``, those of the app of ``page`` first."""
    label = page._meta.app_label
    return sorted(page_models_with(mixin), key=lambda model: model._meta.app_label != label)


def base_pages_with(mixin: type) -> Any:
    """Return a queryset of base page rows whose specific class uses ``mixin``."""
    return base_page_model().objects.type(mixin)


def with_aliases(pks: Iterable[int]) -> set[int]:
    """Return these pages and all that mirror one of them, aliases of aliases too.

    It takes one query for each generation, so one where there are no aliases.

    :param pks: primary keys, as those returned.
    """
    found: set[int] = set(pks)
    sources = found
    while sources:
        aliases = base_page_model().objects.filter(alias_of__in=sources)
        sources = set(aliases.values_list("pk", flat=True)) - found
        found = found | sources
    return found
