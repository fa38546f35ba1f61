"""Fill the team's site: two Sites, four languages, a hundred events in every state."""

from __future__ import annotations

import datetime as dt
import os
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from mysite.website.models import EventIndexPage, EventPage, EventType, HomePage, StandardPage
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, PageViewRestriction, Site, Workflow
from wagtail.signal_handlers import disable_reference_index_auto_update

LANGUAGES = ("en", "fr", "es", "ar")
NOON = dt.datetime(2027, 1, 4, 11, tzinfo=dt.UTC)
NEXT_YEAR = dt.datetime.now(dt.UTC) + dt.timedelta(days=365)
EVENTS = int(os.environ.get("TOWN_EVENTS", "100"))


def populate() -> None:
    with transaction.atomic(), disable_reference_index_auto_update():
        for code in LANGUAGES:
            Locale.objects.get_or_create(language_code=code)
        editor = get_user_model().objects.create_superuser("admin", "a@example.org", "admin")
        member = get_user_model().objects.create_user("moderator", "m@example.org", "moderator")
        member.groups.add(Group.objects.get(name="Moderators"))
        EventType.objects.create(name="Fair")
        town, council = _site("town"), _site("council")
        for number in range(EVENTS):
            _event(number, town if number < 70 else council, editor)
        _old_addresses()
    _submit_for_translation(editor)


def _site(name: str) -> dict[str, Any]:
    """Make a Wagtail Site with a tree in each language; return its lists of events by language."""
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=HomePage(title=name.title(), slug=name, introduction="Welcome."))
    if name == "town":
        Site.objects.all().delete()
        Page.objects.get(slug="home").delete()
    Site.objects.create(hostname=f"{name}.example", root_page=home, is_default_site=name == "town")
    home.add_child(instance=StandardPage(title="About", slug="about", body="<p>About us.</p>"))
    index = home.add_child(instance=EventIndexPage(title="Events", slug="events"))
    closed = home.add_child(instance=EventIndexPage(title="Members", slug="members"))
    kind = "login" if name == "town" else "groups"
    restriction = PageViewRestriction.objects.create(page=closed, restriction_type=kind)
    restriction.groups.set(Group.objects.filter(name="Moderators") if kind == "groups" else ())
    lists = {"en": (index, closed)}
    for code in LANGUAGES[1:]:
        locale = Locale.objects.get(language_code=code)
        # Django's own look at the whole tree is what takes long, not the rows.
        lists[code] = tuple(_translated(page, locale) for page in (home, index, closed))[1:]
        PageViewRestriction.objects.get_or_create(
            page=lists[code][1], defaults={"restriction_type": "login"}
        )
    return lists


def _translated(page: Any, locale: Locale) -> Any:
    copy = page.copy_for_translation(locale, copy_parents=True)
    copy.live, copy.has_unpublished_changes = True, False
    copy.save()
    copy.get_latest_revision().publish()
    return type(page).objects.get(pk=copy.pk)


def _event(number: int, lists: dict[str, Any], editor: Any) -> None:
    source = "fr" if number % 4 == 3 else "en"
    languages = {0: LANGUAGES, 1: ("en", "fr"), 2: ("en",), 3: ("fr", "en")}[number % 4]
    private = int(number % 20 == 5)
    key = None
    for code in languages:
        day = NOON + dt.timedelta(days=number, hours=number % 3)
        page = EventPage(
            title=f"Event {number} {code}",
            slug=f"event-{number}",
            start=day,
            # What the languages disagree about, as they do on every site.
            end=day + dt.timedelta(hours=2 if code == source else number % 5),
            location=f"Hall {number}" if code == source else f"Hall {number}, {code}",
            status="off" if number % 11 == 0 else "sure",
            body=f"<p>Words in {code}.</p>",
            live=number % 10 != 7,
            has_unpublished_changes=number % 10 == 7,
            owner=editor,
            **({"translation_key": key} if key else {}),
        )
        lists[code][private].add_child(instance=page)
        key = page.translation_key
        _state(number, page, editor, code == source)


def _state(number: int, page: Any, editor: Any, is_source: bool) -> None:
    """Give a page its revisions: a draft, a newer draft, a schedule, a moderation, or none at all,
    as if a script had once brought it."""
    newer, scheduled, in_moderation = (
        number % 10 == 8,
        number % 25 == 9 and is_source,
        number % 20 == 3 and is_source,
    )
    if number % 10 == 7:
        page.save_revision(user=editor, clean=False)
    if not (newer or scheduled or in_moderation or number % 10 == 0):
        return
    page.save_revision(user=editor, clean=False).publish(user=editor)
    page.refresh_from_db()
    if newer:
        page.title, page.location = f"{page.title}, changed", f"Room {number}"
        page.save_revision(user=editor)
    if scheduled:
        page.go_live_at, page.title = NEXT_YEAR, f"{page.title}, scheduled"
        page.save_revision(user=editor).publish(user=editor)
    if in_moderation:
        page.title = f"{page.title}, handed in"
        page.save_revision(user=editor)
        Workflow.objects.get(name="Moderators approval").start(page, editor)


def _old_addresses() -> None:
    site = Site.objects.get(is_default_site=True)
    for number, language in ((0, "en"), (4, "fr")):
        page = EventPage.objects.get(slug=f"event-{number}", locale__language_code=language)
        Redirect.objects.create(old_path=f"/old/{number}", site=site, redirect_page=page)
    Redirect.objects.create(old_path="/old/link", site=site, redirect_link="https://example.org")


def _submit_for_translation(editor: Any) -> None:
    """Some were handed to wagtail-localize, where the site has it."""
    if not apps.is_installed("wagtail_localize"):
        return
    from wagtail_localize.operations import translate_object

    spanish = Locale.objects.filter(language_code="es")
    for number in (1, 2):
        event = EventPage.objects.get(slug=f"event-{number}", locale__language_code="en")
        translate_object(event, spanish, user=editor)


if __name__ == "__main__":
    populate()
