"""Adopt the events, and go back to the schema that was the newest one state ago."""

from django.core.management import call_command
from mysite.website.models import EventPage

from tests.adopter.recorded import STATE

call_command("makemigrations", "website", name="mixin", verbosity=0)
call_command("migrate", verbosity=0)
EventPage.objects.update(timezone="Europe/Zurich")
call_command("events_rebuild_occurrences", verbosity=0)
call_command("events_adopt", apply=True, verbosity=0)
for page in EventPage.objects.filter(slug="event-8"):
    page.save_revision()
for app, name in STATE.items():
    call_command("migrate", app, name, verbosity=0)
