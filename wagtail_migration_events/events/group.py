"""The row of a group of event pages: bookkeeping that belongs to no single page."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Case, When
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from wagtail_migration_events.groups.page_model import BASE_PAGE_MODEL, base_page_model


class EventGroup(models.Model):
    """One event in all its languages.

    ``origin`` is the page in which the facts are edited. ``sequence`` counts changes of facts
    (RFC 5545 §3.8.7.4). An event that existed before the package is not ``adopted`` at first.
    """

    key = models.UUIDField(_("key"), primary_key=True, editable=False)
    origin = models.ForeignKey(
        BASE_PAGE_MODEL,
        verbose_name=_("source of facts"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    sequence = models.PositiveIntegerField(_("sequence"), default=0)
    facts_changed_at = models.DateTimeField(_("facts changed at"), null=True, blank=True)
    adopted = models.BooleanField(_("adopted"), default=True)

    class Meta:
        verbose_name = _("event group")
        verbose_name_plural = _("event groups")

    def __str__(self) -> str:
        return str(self.key)


def ensure_group(page: Any, *, is_new: bool = True) -> None:
    """Make sure that the group of a saved event page has its row.

    An alias only mirrors a page, so it never becomes the source of facts. A row made for pages
    that were there before it is not adopted, and its source is the page in the default language.

    :param is_new: whether ``page`` has just been created.
    """
    if page.alias_of_id and not _own_pages(page).exists():
        return
    group = EventGroup.objects.filter(pk=page.translation_key).first()
    if group is None:
        older = _own_pages(page).exclude(pk=page.pk).exists() or not is_new
        origin = _first_origin(page) if older else page.pk
        defaults = {"origin_id": origin, "adopted": not older}
        EventGroup.objects.get_or_create(key=page.translation_key, defaults=defaults)
    elif group.origin_id is None:
        EventGroup.objects.filter(pk=group.pk, origin=None).update(origin=_first_origin(page))


def _own_pages(page: Any) -> Any:
    """Return the base rows of the group that are no aliases."""
    return base_page_model().objects.filter(translation_key=page.translation_key, alias_of=None)


def _first_origin(page: Any) -> int | None:
    default = Case(When(locale=Locale.get_default(), then=0), default=1)
    origin: int | None = (
        _own_pages(page).order_by(default, "pk").values_list("pk", flat=True).first()
    )
    return origin
