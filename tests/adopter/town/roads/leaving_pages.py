"""``translation`` is gone; the team turns the ready-made pages into pages of its own."""

import json
from pathlib import Path

from django.core.management import call_command
from mysite.website.models import ClubPage, EventPage, StandardPage
from roads.health import reader
from roads.leaving_steps import PACKAGE, answer_of, is_gone, tables_are_kept
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Revision, Site

from wagtail_migration_events.pages.models import OrganizerPage

is_gone(f"{PACKAGE}_translation")
call_command("events_export", "copy-of-events", verbosity=0)
assert json.loads(Path("copy-of-events/events.jsonl").read_text().splitlines()[0])

talk = Page.objects.get(slug="talk-2", locale__language_code="en")
revisions = Revision.page_revisions.filter(object_id=str(talk.pk)).count()
convert = {"convert": "mysite.website.leaving.as_our_event"}
said = answer_of("events_leave", "pages", dry_run=True, **convert)
assert said[-1].startswith("9 converted, 0 deleted"), said
assert type(talk.specific).__module__.startswith(PACKAGE)
lines = answer_of("events_leave", "pages", apply=True, **convert)
assert lines[-1].startswith("9 converted, 0 deleted"), lines
talk = EventPage.objects.get(pk=talk.pk)
assert (talk.title, talk.location, talk.live) == ("Talk 2", "Library", True)
assert "All about it" in talk.body
draft = talk.get_latest_revision_as_object()
assert (type(draft), draft.title, draft.location) == (EventPage, "Talk 2, changed", "Library")
assert Revision.page_revisions.filter(object_id=str(talk.pk)).count() == revisions
answer = reader().get(talk.url)
assert answer.templates is not None
assert "Library" in answer.content.decode()
assert reader().get("/old/talk").headers["Location"].endswith("/talk-0/")

tables_are_kept("pages")

# An organizer whom an event of the team names stays until it is one of the team's own organizers.
home = Site.objects.get(is_default_site=True).root_page
library = home.add_child(instance=OrganizerPage(title="Town library", slug="library"))
event = EventPage.objects.get(slug="event-16", locale__language_code="en")
link = EventPage.organizer_links.rel.related_model
event.organizer_links.add(link(organizer=library.translation_key))
event.save()
for way in ({"delete": True}, {"convert": "mysite.website.leaving.as_plain_page"}):
    lines = answer_of("events_leave", "pages", dry_run=True, **way)
    [line] = [line for line in lines if line.startswith("Town library")]
    assert "refused: Events name it" in line, lines
for option in ("dry_run", "apply"):
    way = {"convert": "mysite.website.leaving.as_club", option: True}
    lines = answer_of("events_leave", "pages", **way)
    assert lines[-1].startswith("1 converted"), lines
assert ClubPage.objects.get(pk=library.pk).title == "Town library"
assert "Town library" in str(reader().get("/api/events/?locale=en&when=all&limit=100").json())

# The organizer goes, and the list above it; the lists with pages below them stay, as plain pages.
council = Page.objects.get(title="Town council")
Redirect.objects.create(old_path="/old/council", redirect_page=council)
lines = answer_of("events_leave", "pages", apply=True, delete=True)
assert lines[-1].startswith("0 converted, 2 deleted"), lines
lines = answer_of(
    "events_leave", "pages", apply=True, convert="mysite.website.leaving.as_plain_page"
)
assert lines[-1].endswith("0 refused")
for address in ("/old/council", council.url):
    assert reader().get(address).headers["Location"].endswith("/en/"), address
plain = StandardPage.objects.get(slug="what-is-on", locale__language_code="en")
assert plain.get_children().count()
assert reader().get("/en/what-is-on/").status_code == 200
call_command("migrate", f"{PACKAGE}_pages", "zero", verbosity=0)
