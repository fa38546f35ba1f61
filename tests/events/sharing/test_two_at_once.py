"""Two people publish pages of one event at the same moment, and a process that dies in between."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, nullcontext
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection, connections, transaction
from django.test import Client
from wagtail.models import Locale

from tests.editing import Editor
from tests.factories import MAY_3, make_event, translated
from wagtail_migration_events.events.freshness.staleness import stale_texts
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.sharing import keeping
from wagtail_migration_events.pages.models import EventPage

on_postgresql = pytest.mark.skipif(
    "postgresql" not in settings.DATABASES["default"]["ENGINE"],
    reason="SQLite lets one connection write at a time: set DATABASE_URL to a PostgreSQL database",
)
transactional = pytest.mark.django_db(transaction=True)


@pytest.fixture
def together(monkeypatch: Any) -> Any:
    """Run jobs at the same time, each with a connection of its own.

    They wait for one another at the point where each is about to lock the group, so that they
    always meet there, in whatever order the database lets them in.
    """
    lock = keeping.group_of

    def run(*jobs: Callable[[], Any], in_transaction: bool) -> None:
        barrier, local = threading.Barrier(len(jobs)), threading.local()

        def met(page: Any, **options: Any) -> Any:
            if options.get("lock") and not getattr(local, "met", False):
                local.met = True
                barrier.wait(timeout=60)
            return lock(page, **options)

        def work(job: Callable[[], Any]) -> None:
            try:
                with transaction.atomic() if in_transaction else nullcontext():
                    job()
            finally:
                connections.close_all()

        monkeypatch.setattr(keeping, "group_of", met)
        with ThreadPoolExecutor(len(jobs)) as pool:
            done = [pool.submit(work, job) for job in jobs]
        monkeypatch.setattr(keeping, "group_of", lock)
        for each in done:
            each.result()

    return run


@pytest.fixture
def event(site: Any) -> Any:
    return make_event(site.events["en"], title="Forum", starts_at=MAY_3, timezone="UTC")


def editor_of(page: Any, name: str) -> Editor:
    """Open the editor of a page for a person of that name."""
    user = get_user_model().objects.create_superuser(name)
    client = Client()
    client.force_login(user)
    return Editor.of(client, page)


def agree(event: Any) -> dict[str, Any]:
    """Check that all pages of the event say the same; return them by language."""
    pages = list(EventPage.objects.filter(translation_key=event.translation_key))
    names = ("starts_at", "venue", "event_status", "gcm_objectives")
    said = [[getattr(page, name) for name in names] for page in pages]
    assert all(each == said[0] for each in said), said
    assert EventGroup.objects.get(pk=event.translation_key).origin_id == event.pk
    return {page.locale.language_code: page for page in pages}


TRANSACTIONS = pytest.mark.parametrize("in_transaction", [False, True], ids=["plain", "atomic"])


@on_postgresql
@transactional
@TRANSACTIONS
def test_the_source_and_a_sibling(event: Any, together: Any, in_transaction: bool):
    french = translated(event, "fr")
    source = editor_of(event, "anna").fill(
        starts_at_date="2027-06-04", venue="Room 1", summary="Come along"
    )
    sibling = editor_of(french, "benoit").fill(title="Le forum", summary="Venez")
    together(source.publish, sibling.publish, in_transaction=in_transaction)
    pages = agree(event)
    assert (pages["en"].starts_at.month, pages["en"].venue) == (6, "Room 1")
    assert (pages["fr"].title, pages["fr"].summary) == ("Le forum", "Venez")
    # Which came first decides whether the French summary is older than the English.
    assert [each.name for each in stale_texts(pages["fr"])] in ([], ["summary"])


@on_postgresql
@transactional
@TRANSACTIONS
def test_the_source_and_the_source(event: Any, together: Any, in_transaction: bool):
    translated(event, "fr")
    one = editor_of(event, "anna").fill(starts_at_date="2027-06-04", venue="Room 1")
    two = editor_of(event, "boris").fill(starts_at_date="2027-07-08", venue="Room 2")
    together(one.publish, two.publish, in_transaction=in_transaction)
    page = agree(event)["en"]
    assert (page.starts_at.month, page.venue) in [(6, "Room 1"), (7, "Room 2")]


@on_postgresql
@transactional
@TRANSACTIONS
@pytest.mark.parametrize("which", ["source", "sibling"])
def test_a_page_and_a_new_translation(event: Any, together: Any, in_transaction: bool, which: str):
    french = translated(event, "fr")
    editor = editor_of(event if which == "source" else french, "anna")
    editor.fill(starts_at_date="2027-06-04", venue="Room 1", title="Changed")
    locale = Locale.objects.get(language_code="ar")

    def translate() -> None:
        EventPage.objects.get(pk=event.pk).copy_for_translation(locale)

    together(editor.publish, translate, in_transaction=in_transaction)
    pages = agree(event)
    assert set(pages) == {"en", "fr", "ar"}
    assert not pages["ar"].live
    assert pages["en"].starts_at.month == (6 if which == "source" else 5)


@on_postgresql
@transactional
@TRANSACTIONS
def test_three_at_once(event: Any, together: Any, in_transaction: bool):
    french, arabic = translated(event, "fr"), translated(event, "ar")
    editors = [
        editor_of(event, "anna").fill(venue="Room 1"),
        editor_of(french, "benoit").fill(title="Le forum"),
        editor_of(arabic, "chadi").fill(title="منتدى"),
    ]
    together(*[editor.publish for editor in editors], in_transaction=in_transaction)
    pages = agree(event)
    assert pages["ar"].venue == "Room 1"
    assert (pages["fr"].title, pages["ar"].title) == ("Le forum", "منتدى")


def check_killed(database: str) -> None:
    points = ["before_siblings", "between_siblings", "before_index", "between_tables_of_index"]
    command = [sys.executable, "-m", "tests.events.sharing.killed_while_publishing", *points]
    environment = {
        **os.environ,
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"],
    }
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    by_point = json.loads(done.stdout)
    assert list(by_point) == points
    for found in by_point.values():
        assert found["signal"] == signal.SIGKILL
        assert set(found["before"]) == {"en", "fr", "ar"}
        assert found["after"] == found["before"]
        assert all(
            starts == ["2027-06-04T09:00:00+00:00"] * 2 for starts in found["again"].values()
        )


@on_postgresql
@transactional
def test_a_process_that_is_killed_leaves_nothing_half_done_on_postgresql(site: Any):
    values = connection.settings_dict
    user = values["USER"] + (f":{values['PASSWORD']}" if values["PASSWORD"] else "")
    port = values["PORT"] or 5432
    check_killed(f"postgres://{user}@{values['HOST']}:{port}/{values['NAME']}")


@pytest.mark.skipif("sqlite" not in settings.DATABASES["default"]["ENGINE"], reason="needs SQLite")
def test_a_process_that_is_killed_leaves_nothing_half_done_on_sqlite(site: Any, tmp_path: Any):
    file = tmp_path / "events.sqlite3"
    with closing(sqlite3.connect(file)) as on_disk:
        connection.connection.backup(on_disk)  # another process cannot see one in memory
    check_killed(f"sqlite:///{file}")
