"""The home page, and two page types of the site's own made with the package's mixins."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.api import APIField
from wagtail.models import Page

from wagtail_migration_events.events.facts.material import BlocklessStreamField
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.occurrences.filters import EventFilters
from wagtail_migration_events.occurrences.listing import listed
from wagtail_migration_events.occurrences.scope import Scope, paths_of_site
from wagtail_migration_events.occurrences.search import EventSearch
from wagtail_migration_events.organizers.links import AbstractOrganizerLink
from wagtail_migration_events.organizers.mixin import OrganizerPageMixin
from wagtail_migration_events.pages.body import body_blocks
from wagtail_migration_events.vocabularies.fields import CodeListField


class HomePage(Page):
    headline = models.CharField(_("headline"), max_length=255, blank=True)
    introduction = models.TextField(_("introduction"), blank=True)
    notice_heading = models.CharField(_("heading of the notice"), max_length=255, blank=True)
    notice = models.TextField(_("notice"), blank=True)
    site_name = models.CharField(_("name of the site"), max_length=255, blank=True)
    footer = models.CharField(_("last line of every page"), max_length=255, blank=True)

    content_panels = [
        *Page.content_panels,
        "headline",
        "introduction",
        "notice_heading",
        "notice",
        "site_name",
        "footer",
    ]
    max_count_per_parent = 6

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        scope = Scope(self.locale.language_code, request, paths_of_site(request))
        search = EventSearch(EventFilters(), scope)
        dated = [event for event in search.events if event.section != "undated"]
        context["events"] = listed(search, dated[:4])
        return context


class CityMeetingPage(EventPageMixin, Page):
    """A meeting of cities: an event with facts of its own, and without the GCM's principles."""

    guiding_principles = None
    host_city = models.CharField(_("host city"), max_length=255, blank=True)
    city_themes = CodeListField("city_themes", verbose_name=_("City themes"))
    body = BlocklessStreamField(body_blocks(), blank=True, verbose_name=_("body"))

    event_facts = (*EventPageMixin.event_facts, "host_city", "city_themes")
    event_text = (*EventPageMixin.event_text, "body")
    content_panels = [*EventPageMixin.content_panels, "body"]
    facts_sections = (*EventPageMixin.facts_sections, (_("City"), ("host_city", "city_themes")))
    api_fields = [*EventPageMixin.api_fields, APIField("host_city"), APIField("body")]

    def get_feed_lines(self, language: str) -> list[str]:
        return [f"{_('Host city')}: {self.host_city}"] if self.host_city else []

    class Meta(EventPageMixin.Meta):
        verbose_name = _("city meeting")
        verbose_name_plural = _("city meetings")


class CityMeetingOrganizerLink(AbstractOrganizerLink):
    page = ParentalKey(CityMeetingPage, related_name="organizer_links", on_delete=models.CASCADE)


class CityPage(OrganizerPageMixin, Page):
    """A city that holds events: an organizer with one fact of its own."""

    locode = models.CharField("UN/LOCODE", max_length=5, blank=True)

    organizer_facts = (*OrganizerPageMixin.organizer_facts, "locode")
    content_panels = [*OrganizerPageMixin.content_panels, "locode"]

    class Meta:
        verbose_name = _("city")
        verbose_name_plural = _("cities")
