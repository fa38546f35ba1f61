"""Run in the shell of a new site at the end of a walk: an event can be made and read there."""

from datetime import UTC, datetime

import wagtail
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from wagtail_migration_events.pages.models import EventIndexPage, EventPage

home = Site.objects.get(is_default_site=True).root_page
index = EventIndexPage.objects.first() or home.add_child(
    instance=EventIndexPage(title="What is on", slug="what-is-on")
)
event = index.add_child(
    instance=EventPage(
        title="A morning on safe passage",
        slug="a-morning-on-safe-passage",
        starts_at=datetime(2027, 3, 9, 8, 30, tzinfo=UTC),
        ends_at=datetime(2027, 3, 9, 11, 0, tzinfo=UTC),
        timezone="Africa/Nairobi",
        gcm_objectives=["8"],
        areas=["404"],
    )
)
event.save_revision().publish()

reader = Client(headers={"host": "localhost"})
for page in (index, event):
    answer = reader.get(page.url, follow=True)
    text = answer.content.decode()
    assert answer.status_code == 200, f"{page.url} answered {answer.status_code}"
    assert event.title in text, f"{page.url} does not name the event"
assert "Nairobi" in text or "Kenya" in text, "the event page does not say where or in which zone"

editor = Client(headers={"host": "localhost"})
editor.force_login(get_user_model().objects.create_superuser("holder", "holder@example.org", "-"))
for url in (
    reverse("wagtailadmin_pages:edit", args=[event.pk]),
    reverse("wagtailadmin_pages:add", args=[EventPage._meta.app_label, "eventpage", index.pk]),
):
    assert editor.get(url).status_code == 200, f"{url} cannot be edited"
kinds = editor.get(reverse("wagtailadmin_pages:add_subpage", args=[home.pk])).content.decode()
assert "Event index page" in kinds, "the explorer offers no list of events"
for url in (
    reverse("wagtailadmin_explore", args=[index.pk]),
    reverse("wagtail_migration_events:index"),
):
    assert event.title in editor.get(url).content.decode(), f"{url} does not list the event"

print(f"Wagtail {wagtail.__version__} serves {event.url}")
