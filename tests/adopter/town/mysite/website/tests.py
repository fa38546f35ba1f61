"""The team's own tests."""

from django.test import TestCase
from django.utils import timezone
from wagtail.models import Site

from mysite.website.models import EventIndexPage, EventPage


class EventTests(TestCase):
    def setUp(self):
        home = Site.objects.get(is_default_site=True).root_page
        self.index = EventIndexPage.objects.child_of(home).get(slug="events")

    def test_an_event_is_shown_and_listed(self):
        event = self.index.add_child(
            instance=EventPage(title="Fair", start=timezone.now(), location="Market")
        )
        self.assertContains(self.client.get(event.url), "Market")
        self.assertContains(self.client.get(self.index.url), "Fair")
        self.assertContains(self.client.get("/events.json"), "Market")

    def test_a_draft_is_not(self):
        self.index.add_child(instance=EventPage(title="Secret fair", live=False))
        self.assertNotContains(self.client.get(self.index.url), "Secret fair")
