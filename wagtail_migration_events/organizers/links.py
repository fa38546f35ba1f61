"""The rows that link an event to its organizers, each with a role, in an order that matters."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from wagtail_migration_events.events.sharing.rows import row_of_page
from wagtail_migration_events.organizers.fields import OrganizerKeyField
from wagtail_migration_events.vocabularies.forms.long_select import LongSelect

ORGANIZER_MIXIN = "wagtail_migration_events.organizers.mixin.OrganizerPageMixin"


class OrganizerRole(models.TextChoices):
    LEAD = "lead", _("Lead organizer")
    CO_ORGANIZER = "co_organizer", _("Co-organizer")
    PARTNER = "partner", _("Partner")
    HOST = "host", _("Host")


class AbstractOrganizerLink(Orderable):
    """One organizer of one event.

    A page class declares its own child class, because a mixin cannot own child rows::

        class TownHallOrganizerLink(AbstractOrganizerLink):
            page = ParentalKey(TownHall, related_name="organizer_links", on_delete=models.CASCADE)
    """

    organizer = OrganizerKeyField(ORGANIZER_MIXIN, verbose_name=_("organizer"), db_index=True)
    role = models.CharField(
        _("role"), max_length=16, choices=OrganizerRole.choices, default=OrganizerRole.LEAD
    )

    panels = [FieldPanel("organizer"), FieldPanel("role", widget=LongSelect)]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return f"{self.organizer} ({self.get_role_display()})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        with row_of_page(self):
            super().save(*args, **kwargs)


def check_distinct(links: Any) -> bool:
    """Whether every organizer stands in ``links`` only once."""
    keys = [str(link.organizer) for link in links]
    return len(keys) == len(set(keys))
