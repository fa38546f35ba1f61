"""Four page classes, ready to use. Behaviour lives in the mixins; a site may subclass these."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from wagtail_migration_events.events.facts.material import BlocklessStreamField
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.listings.index_page import EventIndexPageMixin
from wagtail_migration_events.organizers.index_page import OrganizerIndexPageMixin
from wagtail_migration_events.organizers.links import AbstractOrganizerLink
from wagtail_migration_events.organizers.mixin import OrganizerPageMixin
from wagtail_migration_events.pages.body import body_blocks


def named_page_link() -> Any:
    """Return the link to the row of the base page, which Django would make itself.

    Only its name on the base page differs: Django's ``eventpage`` is taken on a site that has an
    ``EventPage`` of its own, and two of a name stop ``migrate``.
    """
    return models.OneToOneField(
        Page,
        on_delete=models.CASCADE,
        parent_link=True,
        primary_key=True,
        serialize=False,
        auto_created=True,
        related_name="%(app_label)s_%(class)s",
    )


class EventIndexPage(EventIndexPageMixin, Page):
    """The list of events."""

    page_ptr = named_page_link()
    introduction = RichTextField(_("introduction"), blank=True)

    content_panels = [
        *Page.content_panels,
        "introduction",
        *EventIndexPageMixin.listing_panels,
    ]

    class Meta:
        verbose_name = _("event index page")
        verbose_name_plural = _("event index pages")


class EventPage(EventPageMixin, Page):
    """An event; below an umbrella event it is one of its parts."""

    page_ptr = named_page_link()
    body = BlocklessStreamField(body_blocks(), blank=True, verbose_name=_("body"))

    event_text = (*EventPageMixin.event_text, "body")
    content_panels = [*EventPageMixin.content_panels, "body"]
    search_fields = [*Page.search_fields, index.SearchField("body")]
    api_fields = [*EventPageMixin.api_fields, APIField("body")]

    class Meta(EventPageMixin.Meta):
        verbose_name = _("event page")
        verbose_name_plural = _("event pages")


class EventOrganizerLink(AbstractOrganizerLink):
    page = ParentalKey(EventPage, related_name="organizer_links", on_delete=models.CASCADE)

    class Meta(AbstractOrganizerLink.Meta):
        verbose_name = _("organizer of the event")
        verbose_name_plural = _("organizers of the event")


class OrganizerIndexPage(OrganizerIndexPageMixin, Page):
    """The list of organizers."""

    page_ptr = named_page_link()
    introduction = RichTextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, "introduction"]

    class Meta:
        verbose_name = _("organizer index page")
        verbose_name_plural = _("organizer index pages")


class OrganizerPage(OrganizerPageMixin, Page):
    """A body that holds events."""

    page_ptr = named_page_link()
    body = BlocklessStreamField(body_blocks(), blank=True, verbose_name=_("body"))

    content_panels = [*OrganizerPageMixin.content_panels, "body"]
    organizer_text = (*OrganizerPageMixin.organizer_text, "body")
    search_fields = [*Page.search_fields, index.SearchField("body")]
    api_fields = [*OrganizerPageMixin.api_fields, APIField("body")]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("organizer page")
        verbose_name_plural = _("organizer pages")
