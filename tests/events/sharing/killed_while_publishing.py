"""Publish a changed date in a process that is killed (kill -9) at a point between two rows.

Run by ``test_two_at_once.py``, with the database in ``DATABASE_URL``, which has its tables::

    python -m tests.events.sharing.killed_while_publishing before_siblings before_index

Prints as JSON, for each point, how the process ended, and the rows before, after, and once it has
been published again.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import Any

import django

LANGUAGES = ("en", "fr", "ar")


def set_up() -> Any:
    """Make an event in three languages."""
    from wagtail.models import Site

    from tests.conftest import plant_trees
    from tests.factories import MAY_3, make_event, translated
    from wagtail_migration_events.pages.models import EventIndexPage

    plant_trees()
    Site.clear_site_root_paths_cache()
    index = EventIndexPage.objects.get(locale__language_code="en")
    event = make_event(index, starts_at=MAY_3, timezone="UTC")
    for language in LANGUAGES[1:]:
        translated(event, language)
    return event


def publish(event: Any) -> None:
    """Change the date in the page editor."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    from tests.editing import Editor

    users = get_user_model().objects
    user = users.filter(username="killed").first() or users.create_superuser("killed")
    client = Client()
    client.force_login(user)
    editor = Editor.of(client, event).fill(starts_at_date="2027-06-04", starts_at_time="09:00")
    editor.publish()


def die_at(point: str) -> None:
    """Let this process be killed there; nothing of it gets to tidy up."""
    from wagtail_migration_events.events.sharing import propagation, publishing
    from wagtail_migration_events.occurrences import indexing, keeping

    room, name, nth = {
        "before_siblings": (publishing, "write_to_followers", 1),
        "between_siblings": (propagation, "_write", 2),
        "before_index": (keeping, "index_pages", 1),
        "between_tables_of_index": (indexing, "_difference", 2),
    }[point]
    original, calls = getattr(room, name), []

    def dying(*args: Any) -> Any:
        calls.append(args)
        if len(calls) == nth:
            os.kill(os.getpid(), signal.SIGKILL)
        return original(*args)

    setattr(room, name, dying)


def rows(event: Any) -> dict[str, list[str]]:
    """Return the starts in the row of each page, and in the index."""
    from wagtail_migration_events.occurrences.rows import IndexedOccurrence

    found = {}
    for page in type(event).objects.filter(translation_key=event.translation_key):
        indexed = IndexedOccurrence.objects.filter(page=page.pk).values_list("starts_at", flat=True)
        starts = [page.starts_at, *indexed]
        found[page.locale.language_code] = [each.isoformat() for each in starts]
    return found


def run(point: str) -> dict[str, Any]:
    from django.db import connections

    event = set_up()
    before = rows(event)
    connections.close_all()  # a connection cannot be shared with a child
    child = os.fork()
    if not child:
        die_at(point)
        publish(event)
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    after = rows(event)
    publish(event)
    ended = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    return {"signal": ended, "before": before, "after": after, "again": rows(event)}


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps({point: run(point) for point in sys.argv[1:]}))
