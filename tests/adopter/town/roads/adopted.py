"""The mixin is on the team's own EventPage: its events are events of the package."""

import json
from io import StringIO
from pathlib import Path
from uuid import UUID

from django.core.management import call_command
from mysite.website.models import EventPage
from roads.health import editor, everything_works, look, reader
from roads.populate import NOON
from wagtail.models import Site

from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.pages.models import EventIndexPage


def bring_over() -> None:
    """What the how-to guide tells: schema, columns that mean nearly the same, index, adoption."""
    call_command("makemigrations", "website", verbosity=0)
    call_command("migrate", verbosity=0)
    call_command("check", fail_level="WARNING")
    EventPage.objects.update(timezone="Europe/Zurich")
    EventPage.objects.filter(status="off").update(event_status="cancelled")
    call_command("events_rebuild_occurrences", verbosity=0)
    assert look_of_events() == look_of_events(json.loads(Path("before.json").read_text()))
    adopt = StringIO()
    call_command("events_adopt", apply=True, stdout=adopt)
    assert adopt.getvalue().splitlines()[-1] == "100 adopted, 0 unchanged, 0 refused"


def look_of_events(seen: dict | None = None) -> dict:
    """What readers saw is what they see: the team's own templates and columns are still used."""
    return {address: text for address, text in (seen or look()).items() if "api" not in address}


def facts_are_those_of_the_source() -> None:
    for slug, source in (("event-4", "en"), ("event-7", "en"), ("event-11", "fr")):
        pages = {page.locale.language_code: page for page in EventPage.objects.filter(slug=slug)}
        key = pages[source].translation_key
        assert EventGroup.objects.get(pk=key).origin_id == pages[source].pk
        if pages[source].live:
            assert len({(page.end, page.location, page.status) for page in pages.values()}) == 1
            assert pages["en"].location == f"Hall {slug[6:]}"
        assert len({page.title for page in pages.values()}) == len(pages)


def lists_api_and_feeds_have_them() -> None:
    home = Site.objects.get(is_default_site=True).root_page
    index = home.add_child(instance=EventIndexPage(title="What is on", slug="what-is-on"))
    page = reader().get(f"{index.url}?when=all&from=2027-01-01&to=2027-01-20")
    html = page.content.decode()
    assert page.status_code == 200
    assert "Event 4 en" in html
    for hidden in ("Event 5 en", "Event 7 en", "handed in", "scheduled", "Event 8 en, changed"):
        assert hidden not in html
    answer = reader().get("/api/events/?locale=en&when=all&limit=100").json()
    titles = {item["title"] for item in answer["items"]}
    public = EventPage.objects.live().public().filter(locale__language_code="en")
    here = public.descendant_of(home)
    assert titles == set(here.values_list("title", flat=True))
    assert answer["count"] == len(titles)
    event = next(item for item in answer["items"] if item["title"] == "Event 0 en")
    assert event["venue"] == "Hall 0"
    assert event["event_status"] == "cancelled"
    detail = reader().get(f"/api/events/{UUID(event['key'])}/?locale=en")
    assert detail.json()["venue"] == "Hall 0"
    calendar = reader().get("/en/events/feed.ics?when=all").content.decode().replace("\r\n ", "")
    assert "SUMMARY:Event 4 en" in calendar
    assert "LOCATION:Hall 4" in calendar
    assert "STATUS:CANCELLED" in calendar
    assert "Event 5 en" not in calendar


def a_change_reaches_all_languages() -> None:
    page = EventPage.objects.get(slug="event-4", locale__language_code="en")
    drafts = EventPage.objects.get(slug="event-8", locale__language_code="fr")
    page.location = "Theatre"
    page.save_revision().publish()
    halls = EventPage.objects.filter(translation_key=page.translation_key)
    assert set(halls.values_list("location", flat=True)) == {"Theatre"}
    # The newer draft keeps its words, and has the facts of the source.
    draft = drafts.get_latest_revision_as_object()
    assert draft.title == "Event 8 fr, changed"
    assert draft.location == "Hall 8"
    assert page.start == NOON.replace(day=8, hour=12)
    html = editor().get(f"/admin/pages/{drafts.pk}/edit/").content.decode()
    assert "Hall 8" in html


bring_over()
facts_are_those_of_the_source()
lists_api_and_feeds_have_them()
a_change_reaches_all_languages()
everything_works()
