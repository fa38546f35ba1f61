"""A team installs the package into the site it has, adopts its events, and leaves again."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.conftest import HAS_LOCALIZE
from tests.docs.markdown_blocks import ROOT, blocks_of
from tests.docs.walkthrough import steps_of

TOWN = Path(__file__).with_name("town")
SETTINGS = "mysite/settings/base.py"
MODELS = "mysite/website/models.py"
RUN = "import django, runpy, sys; django.setup(); runpy.run_module(sys.argv[1], {}, '__main__')"


class Town:
    """The team's site in a folder and a database of its own."""

    def __init__(self, folder: Path, database: str) -> None:
        self.folder = folder
        shutil.copytree(TOWN, folder, dirs_exist_ok=True)
        self.environment = {
            **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
            "DJANGO_SETTINGS_MODULE": "mysite.settings.base",
            "PYTHONPATH": f"{folder}:{ROOT}",
            "TOWN_DATABASE_URL": database,
            "TOWN_TRANSLATES_WITH": "wagtail-localize" if HAS_LOCALIZE else "simple_translation",
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


#: What the team changes in its models, as docs/how-to/existing-event-pages.md tells.
MIXIN = {
    "from django.db import models\n": (
        "from django.db import models\n"
        "from wagtail_migration_events.events.aliases import AliasOf\n"
        "from wagtail_migration_events.events.mixin import EventPageMixin\n"
    ),
    "class EventPage(Page):\n": "class EventPage(EventPageMixin, Page):\n",
    '    content_panels = [*Page.content_panels, "start", "end", "location", "status", "body"]\n': (
        '    starts_at = AliasOf("start")\n'
        '    ends_at = AliasOf("end")\n'
        '    venue = AliasOf("location")\n'
        '    event_facts = (*EventPageMixin.event_facts, "status")\n'
        '    event_text = (*EventPageMixin.event_text, "body")\n'
        '    content_panels = [*EventPageMixin.content_panels, "body"]\n'
        '    facts_sections = (*EventPageMixin.facts_sections, ("Status", ("status",)))\n'
    ),
}


def put_mixin_on(town: Town) -> None:
    for old, new in MIXIN.items():
        town.replace(MODELS, old, new)
