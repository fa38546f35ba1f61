from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from example_site.website.content import CONTENT, load_events, load_organizers, load_site
from example_site.website.translations import load_requests, load_rule
from example_site.website.users import load_users


class Command(BaseCommand):
    help = "Loads the content of the example site. Running it again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("Home and index pages in six languages ...")
        home = load_site()
        self._load("organizers", load_organizers(home))
        self._load("events", load_events(home, "events"))
        self._load("umbrella events and their parts", load_events(home, "umbrella"))
        self.stdout.write("Real events, by the package's own importer ...")
        call_command(
            "events_import",
            CONTENT / "real_events.jsonl",
            publish_organizers=True,
            stdout=self.stdout,
        )
        self.stdout.write("Meetings of cities, in a format that only this site reads ...")
        call_command("events_import", CONTENT / "meetings.cities", stdout=self.stdout)
        self.stdout.write("Groups of translators and reviewers ...")
        call_command("events_setup_groups", stdout=self.stdout)
        self._load("rules for translations", load_rule())
        if settings.DEBUG:
            new = load_users(home)
            self.stdout.write(f"Users: {', '.join(new) or 'all there already'}")
            self._load("requests for translations", load_requests())
        self.stdout.write(self.style.SUCCESS("The demo is ready."))

    def _load(self, what: str, titles: Any) -> None:
        number = 0
        for number, title in enumerate(titles, start=1):
            self.stdout.write(f"  {number:3} {title}")
        self.stdout.write(f"{number} {what} loaded")
