"""A team's site in a folder and a database of its own, and what the team does with it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.docs.markdown_blocks import ROOT
from tests.docs.walkthrough import steps_of

TOWN = Path(__file__).with_name("town")
SETTINGS = "mysite/settings/base.py"
URLS = "mysite/urls.py"
APP = "mysite/website/apps.py"
MODELS = "mysite/website/models.py"
PACKAGE = "wagtail_migration_events"
RUN = "import django, runpy, sys; django.setup(); runpy.run_module(sys.argv[1], {}, '__main__')"


class Town:
    """The team's site in a folder and a database of its own."""

    def __init__(self, folder: Path, database: str, *, localize: bool) -> None:
        self.folder = folder
        self.localize = localize
        shutil.copytree(TOWN, folder, dirs_exist_ok=True)
        self.environment = {
            **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
            "DJANGO_SETTINGS_MODULE": "mysite.settings.base",
            "PYTHONPATH": f"{folder}:{ROOT}",
            "TOWN_DATABASE_URL": database,
            "TOWN_TRANSLATES_WITH": "wagtail-localize" if localize else "simple_translation",
        }

    def append(self, text: str, file: str = SETTINGS) -> None:
        with (self.folder / file).open("a", encoding="utf-8") as stream:
            stream.write(f"\n{text}")

    def replace(self, file: str, old: str, new: str) -> None:
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def run(self, road: str) -> str:
        """Run a module of ``roads`` in the site, and return what it printed."""
        done = subprocess.run(
            [sys.executable, "-c", RUN, f"roads.{road}"],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{road}\n{done.stdout}\n{done.stderr}"
        return done.stdout


#: What a localize site adds, as the README tells in words, and what it takes out again.
TRANSLATION = f"""
INSTALLED_APPS += ["{PACKAGE}.translation", "wagtail.contrib.settings"]
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
"""


def install(town: Town) -> None:
    """Do the steps of the README in the settings; its commands are run by ``roads.installed``."""
    for step in steps_of(ROOT / "README.md"):
        if step.directive.startswith("step append"):
            town.append(step.text)
    if town.localize:
        town.append(TRANSLATION)


#: What the team changes in its models, as docs/how-to/existing-event-pages.md tells.
MIXIN = {
    "from django.db import models\n": (
        "from django.db import models\n"
        "from wagtail_migration_events.events.aliases import AliasOf\n"
        "from wagtail_migration_events.events.mixin import EventPageMixin\n"
        "from wagtail_migration_events.organizers.mixin import OrganizerPageMixin\n"
        "from wagtail_migration_events.vocabularies.fields import CodeListField\n"
    ),
    "class EventPage(Page):\n": "class EventPage(EventPageMixin, Page):\n",
    '    content_panels = [*Page.content_panels, "start", "end", "location", "status", "body"]\n': (
        '    starts_at = AliasOf("start")\n'
        '    ends_at = AliasOf("end")\n'
        '    venue = AliasOf("location")\n'
        '    topics = CodeListField("topics", blank=True, default=list)\n'
        '    event_facts = (*EventPageMixin.event_facts, "status", "topics")\n'
        '    event_text = (*EventPageMixin.event_text, "body")\n'
        '    content_panels = [*EventPageMixin.content_panels, "body"]\n'
        '    facts_sections = (*EventPageMixin.facts_sections, ("Status", ("status", "topics")))\n'
        "\n"
        "    def get_feed_lines(self, language):\n"
        '        return [f"Topics: {each}" for each in self.topics]\n'
    ),
    "@register_snippet\n": (
        "class ClubPage(OrganizerPageMixin, Page):\n"
        "    meets_on = models.CharField(max_length=64, blank=True)\n"
        '    content_panels = [*OrganizerPageMixin.content_panels, "meets_on"]\n'
        "\n\n"
        "@register_snippet\n"
    ),
}


#: Its addresses, as docs/reference/api.md and docs/how-to/feeds-and-tables.md tell.
ADDRESSES = """
from wagtail_migration_events.api.standalone import events_api

urlpatterns = [
    path("api/events/", events_api.urls),
    *i18n_patterns(path("", include("wagtail_migration_events.urls"))),
    *urlpatterns,
]
"""


#: What else it makes its own: see mysite/website/extensions.py.
EXTENSIONS = """
    def ready(self):
        from mysite.website import extensions  # noqa: F401 - they register themselves
"""


HINTS = {
    f"{PACKAGE}.W001": (
        "Add to the same module:\n\n"
        "class EventPageOrganizerLink(AbstractOrganizerLink):\n"
        '    page = ParentalKey(EventPage, related_name="organizer_links", '
        "on_delete=models.CASCADE)\n\n"
        "with\nfrom modelcluster.fields import ParentalKey\n"
        f"from {PACKAGE}.organizers.links import AbstractOrganizerLink"
    ),
    f"{PACKAGE}.W002": (
        "Write in EventPage:\n\nclass Meta:\n"
        '    constraints = [ends_not_before_start("start", "end")]'
        f"\n\nwith\nfrom {PACKAGE}.events.facts.when import ends_not_before_start"
    ),
}


def put_mixin_on(town: Town, *, ask: bool = True) -> None:
    """Change the models, and do what the system checks ask for then.

    :param ask: paste what the checks print, instead of what they are known to print.
    """
    for old, new in MIXIN.items():
        town.replace(MODELS, old, new)
    hints = json.loads(town.run("asked")) if ask else HINTS
    assert set(hints) == {f"{PACKAGE}.W001", f"{PACKAGE}.W002"}
    links, imports = hints[f"{PACKAGE}.W001"].partition(":\n\n")[2].split("\n\nwith\n")
    rule, rule_import = hints[f"{PACKAGE}.W002"].partition(":\n\n")[2].split("\n\nwith\n")
    first = "from django.db import models\n"
    town.replace(MODELS, first, f"{first}{imports}\n{rule_import}\n")
    town.replace(MODELS, "    class Meta:\n", f"    {rule.replace(chr(10), chr(10) + '    ')}\n")
    town.append(f"\n{links}\n", MODELS)
    town.append(ADDRESSES, URLS)
    town.append(EXTENSIONS, APP)


#: docs/how-to/uninstall.md: wagtail-localize stays while the package goes bit by bit.
MEANWHILE = f"""
INSTALLED_APPS.remove("{PACKAGE}.translation")
SILENCED_SYSTEM_CHECKS = ["{PACKAGE}.E003"]
"""


def leave(town: Town) -> None:
    """Take the apps out one by one, as docs/how-to/uninstall.md tells."""
    if town.localize:
        town.run("leaving_translation")
        town.append(MEANWHILE)
    town.run("leaving_pages")
    town.append(f'INSTALLED_APPS.remove("{PACKAGE}.pages")\n')
    town.run("left_pages")
    for file in (MODELS, URLS, APP):
        shutil.copy(TOWN / file, town.folder / file)
    town.run("leaving_core")
    shutil.copy(TOWN / SETTINGS, town.folder / SETTINGS)
    town.run("left")
