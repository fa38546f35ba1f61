"""The mixin is on the team's own EventPage: its events are events of the package."""

import json
from io import StringIO
from pathlib import Path
from uuid import UUID

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from mysite.website.models import ClubPage, EventPage
from roads.health import editor, look, reader
from roads.populate import NOON
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import GroupPagePermission, Locale, Page, Site
from wagtail.rich_text import RichText

from wagtail_migration_events.admin.rights.fact_permissions import FACTS_PERMISSION
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.readiness.check import results
from wagtail_migration_events.pages.models import (
    EventIndexPage,
    EventOrganizerLink,
    OrganizerIndexPage,
    OrganizerPage,
)
from wagtail_migration_events.pages.models import EventPage as ReadyMadePage


def the_tables_come_first() -> None:
    """Who adopts before the new columns are there is told once what to run, and nothing else."""
    told = "columns of EventPage, ClubPage. Run “manage.py makemigrations” and “manage.py migrate”"
    for command, options in (("events_adopt", {"apply": True}), ("events_rebuild_occurrences", {})):
        with pytest.raises(CommandError, match=told):
            call_command(command, verbosity=0, **options)


def bring_over() -> None:
    """What the how-to guide tells: schema, columns that mean nearly the same, index, adoption."""
    call_command("makemigrations", "website", verbosity=0)
    call_command("migrate", verbosity=0)
    call_command("check", fail_level="WARNING")
    EventPage.objects.update(timezone="Europe/Zurich")
    EventPage.objects.filter(status="off").update(event_status="cancelled")
    call_command("events_rebuild_occurrences", verbosity=0)
    # The team's own templates and columns are still used. The API has more to say now.
    then = json.loads(Path("before.json").read_text())
    pages = {address: text for address, text in then.items() if "/api/" not in address}
    assert look(pages) == pages
    adopt = StringIO()
    call_command("events_adopt", apply=True, stdout=adopt)
    assert adopt.getvalue().splitlines()[-1] == "100 adopted, 0 unchanged, 0 refused"


def facts_are_those_of_the_source() -> None:
    for slug, hall in (("event-4", "Hall 4"), ("event-11", "Hall 11, en")):
        pages = {page.locale.language_code: page for page in EventPage.objects.filter(slug=slug)}
        key = pages["en"].translation_key
        assert EventGroup.objects.get(pk=key).origin_id == pages["en"].pk
        assert {page.location for page in pages.values()} == {hall}
        assert len({page.end for page in pages.values()}) == 1
        assert len({page.title for page in pages.values()}) == len(pages) > 1
    # Nobody has agreed to what is in drafts.
    drafts = EventPage.objects.filter(slug="event-77").values_list("location", flat=True)
    assert set(drafts) == {"Hall 77", "Hall 77, fr"}


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
    titles = {item["title"]["text"] for item in answer["items"]}
    public = EventPage.objects.live().public().filter(locale__language_code="en")
    here = public.descendant_of(home)
    assert titles == set(here.values_list("title", flat=True))
    assert answer["count"] == len(titles)
    event = next(item for item in answer["items"] if item["title"]["text"] == "Event 0 en")
    assert event["venue"] == "Hall 0"
    assert event["event_status"]["code"] == "cancelled"
    detail = reader().get(f"/api/events/{UUID(event['key'])}/?locale=en")
    assert detail.json()["venue"] == "Hall 0"
    calendar = reader().get(f"{index.url}feed.ics?when=all").content.decode().replace("\r\n ", "")
    assert "SUMMARY;LANGUAGE=en:Event 4 en" in calendar
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


def what_the_team_added_is_used() -> None:
    """Its own fact, vocabulary, organizer class, check, API field, feed entry, import reader."""
    home = Site.objects.get(is_default_site=True).root_page
    index = EventIndexPage.objects.get(slug="what-is-on")
    club = home.add_child(instance=ClubPage(title="Chess club", slug="chess", meets_on="Mondays"))
    page = EventPage.objects.get(slug="event-12", locale__language_code="en")
    assert "Choose a topic." in [str(each.finding.words) for each in results(page)]
    page.topics = ["housing"]
    link = EventPage.organizer_links.rel.related_model
    page.organizer_links.add(link(organizer=club.translation_key))
    page.save_revision().publish()
    page.refresh_from_db()
    assert "Choose a topic." not in [str(each.finding.words) for each in results(page)]
    french = EventPage.objects.get(translation_key=page.translation_key, locale__language_code="fr")
    assert french.topics == ["housing"]
    html = reader().get(f"{index.url}?when=all&topic=housing").content.decode()
    assert "Event 12 en" in html
    assert "Event 4 en" not in html
    assert "Chess club" in html
    assert "Event 12 en" in reader().get(club.url).content.decode()
    query = "?when=all&topic=housing"
    [item] = reader().get(f"/api/events/{query}&locale=en").json()["items"]
    assert item["topics"] == ["housing"]
    assert [each["code"] for each in item["organizers"]] == [club.specific.code]
    for file in ("feed.rss", "feed.ics"):
        text = reader().get(f"{index.url}{file}{query}").content.decode().replace("\r\n ", "")
        assert "Topics: housing" in text, file
    Path("fairs.agenda").write_text("2027-05-03 Spring fair\nsome day Autumn fair\n")
    answer = StringIO()
    call_command("events_import", "fairs.agenda", index="what-is-on", stdout=answer, verbosity=0)
    fair = Page.objects.get(title="Spring fair").specific
    assert fair.starts_at.date().isoformat() == "2027-05-03"


def without_its_template_it_has_the_package_s_page() -> None:
    """As the guide tells of a template that is deleted; its body is rich text."""
    page = EventPage.objects.get(slug="event-12", locale__language_code="en")
    own, EventPage.template = EventPage.template, "wagtail_migration_events/event_page.html"
    html = reader().get(page.url).content.decode()
    EventPage.template = own
    assert page.body.startswith("<p>")
    assert page.body in html


def moved_events_are_like_the_others() -> None:
    """What ``installed`` has moved into the package's pages is adopted, published and read."""
    page = ReadyMadePage.objects.get(slug="event-87", locale__language_code="en")
    page.get_latest_revision().publish()
    assert EventGroup.objects.get(pk=page.translation_key).origin_id
    page.refresh_from_db()
    answer = reader("council.example").get(page.full_url.partition("council.example")[2])
    assert "Hall 87" in answer.content.decode()
    page.unpublish()  # readers find in the end what they found before


def ready_made_pages_beside() -> None:
    """What a site has that took the other way too, and reviews by language: all of it can leave."""
    home = Site.objects.get(is_default_site=True).root_page
    index = EventIndexPage.objects.get(slug="what-is-on")
    directory = home.add_child(instance=OrganizerIndexPage(title="Bodies", slug="bodies"))
    body = directory.add_child(instance=OrganizerPage(title="Town council", slug="council"))
    for number in range(3):
        event = ReadyMadePage(
            title=f"Talk {number}",
            slug=f"talk-{number}",
            starts_at=NOON,
            venue="Library",
            body=[("paragraph", RichText("<p>All about it.</p>"))],
        )
        event.organizer_links.add(EventOrganizerLink(organizer=body.translation_key))
        index.add_child(instance=event)
        event.save_revision().publish()
    event.refresh_from_db()
    event.title = "Talk 2, changed"
    event.save_revision()
    event.copy_for_translation(Locale.objects.get(language_code="fr"), copy_parents=True)
    event.create_alias(parent=home, update_slug="alias-of-talk")
    first = ReadyMadePage.objects.get(slug="talk-0")
    site = Site.objects.get(is_default_site=True)
    Redirect.objects.create(old_path="/old/talk", site=site, redirect_page=first)
    owner = get_user_model().objects.get(username="admin")
    for page in (first, EventPage.objects.get(slug="event-16", locale__language_code="en")):
        page.save_revision()
        page.get_workflow().start(page, owner)
    facts = Permission.objects.get(codename=FACTS_PERMISSION)
    group = Group.objects.get(name="Editors")
    GroupPagePermission.objects.create(group=group, page=home, permission=facts)


the_tables_come_first()
bring_over()
facts_are_those_of_the_source()
lists_api_and_feeds_have_them()
a_change_reaches_all_languages()
what_the_team_added_is_used()
without_its_template_it_has_the_package_s_page()
moved_events_are_like_the_others()
ready_made_pages_beside()
