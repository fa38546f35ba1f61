"""``pages`` is gone; the team's own events still have the mixin."""

from mysite.website.models import ClubPage, EventPage, StandardPage
from roads.health import reader
from roads.leaving_steps import PACKAGE, is_gone

from wagtail_migration_events.interchange.leaving.conversion import convert

is_gone(f"{PACKAGE}_pages")
page = EventPage.objects.get(slug="event-4", locale__language_code="en")
page.location = "Cinema"
page.save_revision().publish()
assert set(EventPage.objects.filter(slug="event-4").values_list("location", flat=True)) == {
    "Cinema"
}
answer = reader().get("/api/events/?locale=en&when=all&limit=100").json()
assert "Talk 2" in {item["title"]["text"] for item in answer["items"]}
# The team's class of organizers goes together with the mixin.
for club in ClubPage.objects.all():
    convert(club, lambda page: StandardPage(body=page.meets_on))
