from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.test.basepage.models import BasePage

from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.listings.index_page import EventIndexPageMixin
from wagtail_migration_events.organizers.links import AbstractOrganizerLink
from wagtail_migration_events.organizers.mixin import OrganizerPageMixin


class ForumIndexPage(EventIndexPageMixin, BasePage):
    pass


class ForumPage(EventPageMixin, BasePage):
    class Meta(EventPageMixin.Meta):
        verbose_name = "forum"


class ForumOrganizerLink(AbstractOrganizerLink):
    page = ParentalKey(ForumPage, related_name="organizer_links", on_delete=models.CASCADE)


class BodyPage(OrganizerPageMixin, BasePage):
    pass
