"""What a Wagtail Site decides about its events, and the one place that says what counts on it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.apps import apps
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.models import Site, get_page_models

from wagtail_migration_events.conf import setting
from wagtail_migration_events.vocabularies.kept_rows import KeptRows


class EventSettings(BaseSiteSetting):
    """Settings of a Site. What is null or empty is as in the Django settings, which is the default.

    Each column has the name of a setting, in lower case.
    """

    kosovo_footnote = models.CharField(_("footnote about Kosovo"), max_length=16, blank=True)
    editor_zones = models.JSONField(_("places whose time editors see"), null=True, blank=True)
    hidden_fields = models.JSONField(_("fields that editors do not see"), null=True, blank=True)
    required_fields = models.JSONField(_("fields that must be filled"), null=True, blank=True)
    publish_checks = models.JSONField(_("checks before publishing"), default=dict, blank=True)

    class Meta:
        verbose_name = _("settings of events")
        verbose_name_plural = _("settings of events")


#: Settings that a Site may decide, in the order of the columns that are kept.
BY_SITE = (
    "KOSOVO_FOOTNOTE",
    "EDITOR_ZONES",
    "HIDDEN_FIELDS",
    "REQUIRED_FIELDS",
    "PUBLISH_CHECKS",
)
kept = KeptRows(
    "EventSettings", "site_id", "site__is_default_site", *(name.lower() for name in BY_SITE)
).follow()


def site_setting(name: str, of: Any = None) -> Any:
    """Return what a setting says on a Site, without a query for most requests.

    :param of: a page, a request, a Site or its primary key; None: the Site that is the default.
    :raises KeyError: if the package has no setting of that name.
    """
    default = setting(name)
    if not any_site_decides():
        return default
    own = _own(BY_SITE.index(name), of)
    if isinstance(own, dict):
        return {**default, **own}
    return default if own in (None, "") else own


def any_site_decides() -> bool:
    """Whether a Site has settings of its own; otherwise those of Django count on all of them."""
    return apps.is_installed("wagtail.contrib.settings") and bool(kept.rows)


def hidden_everywhere() -> Collection[str]:
    """Return the fields that no Site shows: forms are made without them."""
    hidden = set(setting("HIDDEN_FIELDS"))
    if any_site_decides():
        place = 2 + BY_SITE.index("HIDDEN_FIELDS")
        for row in kept.rows:
            if row[place] is not None:
                hidden &= set(row[place])
    return hidden


def site_of_path(url_path: str) -> int | None:
    """Return the primary key of the Site in which a page of this path stands, without a query."""
    roots = Site.get_site_root_paths()
    return next((root.site_id for root in roots if url_path.startswith(root.root_path)), None)


def _own(place: int, of: Any) -> Any:
    pk = _site_pk(of)
    for site_pk, is_default, *values in kept.rows:
        if site_pk == pk or (of is None and is_default):
            return values[place]
    return None


def _site_pk(of: Any) -> int | None:
    if isinstance(of, HttpRequest):
        of = Site.find_for_request(of)
    if isinstance(of, Site):
        return int(of.pk)
    if isinstance(of, int):
        return of
    path = getattr(of, "url_path", "")
    return site_of_path(path) if path else None


def _make_forms_anew() -> None:
    """Wagtail keeps the panels of a page class, and with them which fields its form has."""
    for model in get_page_models():
        model.get_edit_handler.cache_clear()


kept.changed.append(_make_forms_anew)
