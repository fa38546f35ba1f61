"""The steps of the README have been done, and nothing else: what was there goes on as it was."""

import json
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any
from unittest import TextTestRunner, defaultTestLoader

from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.db.migrations.recorder import MigrationRecorder
from django.template.loader import get_template
from django.urls import URLPattern, get_resolver, reverse
from mysite.website.models import EventPage
from mysite.website.moving import move
from roads.health import editor, everything_works, look
from wagtail.admin.menu import admin_menu, reports_menu, settings_menu
from wagtail.models import Page, Revision

from tests.docs.markdown_blocks import ROOT, commands_of
from tests.docs.walkthrough import steps_of

PACKAGE = "wagtail_migration_events"
OURS = ROOT / PACKAGE


def do_the_steps() -> None:
    for step in steps_of(ROOT / "README.md"):
        for command in commands_of(step) if step.directive == "step run" else ():
            if command.startswith("python manage.py "):
                name, *options = command.split()[2:]
                call_command(name, *options, verbosity=0)
    if apps.is_installed(f"{PACKAGE}.translation"):
        call_command("events_setup_groups", stdout=StringIO())
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)
    applied = MigrationRecorder.Migration.objects.filter(app="website")
    assert applied.count() == 1


def own_tests_pass() -> None:
    tests = defaultTestLoader.loadTestsFromName("mysite.website.tests")
    assert TextTestRunner().run(tests).wasSuccessful()
    assert tests.countTestCases() == 2


def nothing_collides() -> None:
    files = [path for path in (OURS / "templates").rglob("*") if path.is_file()]
    files += [path for path in (OURS / "static").rglob("*") if path.is_file()]
    for path in files:
        assert path.relative_to(OURS).parts[1] == PACKAGE, f"{path} may stand for another's"
    sheet = finders.find(f"{PACKAGE}/events.css")
    rules = re.sub(r"/\*.*?\*/", "", Path(sheet).read_text(), flags=re.S)
    selectors = " ".join(re.findall(r"([^{};]*)\{", rules))
    others = set(re.findall(r"\.([a-z][\w-]*)", selectors))
    assert {name for name in others if not name.startswith("events-")} == set()
    assert get_template("website/event_page.html").origin.name.startswith(str(Path.cwd()))
    assert finders.find("website/site.css").startswith(str(Path.cwd()))
    assert reverse("events") == "/events.json"
    assert editor().get("/admin/events/").json() == editor().get("/events.json").json()
    ours = [name for name, view in _views(get_resolver()) if view.startswith(PACKAGE)]
    assert ours
    assert all(name.startswith(PACKAGE) for name in ours if ":" not in name), ours
    codenames = Permission.objects.filter(content_type__app_label__startswith=PACKAGE)
    taken = Permission.objects.exclude(content_type__app_label__startswith=PACKAGE)
    same = taken.filter(codename__in=codenames.values("codename"))
    # Names of classes that are alike: Django tells them apart by the app.
    assert {each.content_type.app_label for each in same} <= {"website"}, same
    for menu in (admin_menu, reports_menu, settings_menu):
        names = [item.name for item in menu.registered_menu_items]
        assert len(names) == len(set(names)), names


def _views(resolver: Any, space: str = "") -> Iterator[tuple[str, str]]:
    """Yield the full name and the module of each view."""
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            yield f"{space}{each.name}", each.callback.__module__
        else:
            yield from _views(each, f"{space}{each.namespace}:" if each.namespace else space)


def old_events_move_in() -> None:
    """Some drafts of the team become pages of the package; with their revisions, where they are."""
    old = {page.pk: page for page in EventPage.objects.filter(slug="event-87")}
    assert len(old) == 2
    move(old.values())
    assert not EventPage.objects.filter(pk__in=old).exists()
    for page in Page.objects.filter(pk__in=old).specific():
        before = old[page.pk]
        assert type(page).__module__ == f"{PACKAGE}.pages.models"
        assert (page.title, page.path, page.live) == (before.title, before.path, False)
        assert (page.starts_at, page.venue) == (before.start, before.location)
        revision = Revision.page_revisions.get(object_id=str(page.pk))
        assert revision.as_object().venue == before.location
        assert before.body in str(page.body)
        for screen in ("edit", "history"):
            address = reverse(f"wagtailadmin_pages:{screen}", args=[page.pk])
            assert editor().get(address).status_code == 200


do_the_steps()
then = json.loads(Path("before.json").read_text())
assert look(then) == then
own_tests_pass()
everything_works()
nothing_collides()
old_events_move_in()
