"""Work on many things: with progress, a report row by row, and nothing done twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_event
from wagtail_migration_events.admin.runs import run_url
from wagtail_migration_events.runs.kinds import KINDS, RunKind, Worked, register_kind
from wagtail_migration_events.runs.run import SILENCE, BackgroundRun, Outcome
from wagtail_migration_events.runs.working import begin, work_on_run

pytestmark = pytest.mark.django_db


class Renaming:
    """Gives pages another title; those named "locked" refuse, those named "broken" fail."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self.breaks_off_after: int | None = None

    def __call__(
        self, things: Sequence[str], arguments: Mapping[str, Any], user: Any
    ) -> list[Worked]:
        from wagtail_migration_events.groups.page_model import base_page_model

        if self.breaks_off_after is not None and len(self.batches) >= self.breaks_off_after:
            raise KeyboardInterrupt  # as when the process is killed
        self.batches.append(list(things))
        done = []
        for thing in things:
            page = base_page_model().objects.get(pk=thing)
            if page.title == "locked":
                done.append(Worked(thing, Outcome.REFUSED, page.title, "=cmd()"))
                continue
            base_page_model().objects.filter(pk=thing).update(title=arguments["title"])
            if page.title == "broken":
                raise ValueError(page.title)
            done.append(Worked(thing, Outcome.DONE, page.title))
        return done


@pytest.fixture
def renaming() -> Iterator[Renaming]:
    work = Renaming()
    register_kind(RunKind("renaming", "Rename", work, batch=2))
    yield work
    del KINDS["renaming"]


@pytest.fixture
def events(site: Any) -> list[Any]:
    titles = ("one", "locked", "two", "broken", "three")
    return [make_event(site.events["en"], title=title) for title in titles]


def start(events: list[Any], user: Any) -> BackgroundRun:
    things = [str(event.pk) for event in events]
    return begin(KINDS["renaming"], things, {"title": "New"}, user)


def titles(events: list[Any]) -> list[str]:
    return [type(event).objects.get(pk=event.pk).title for event in events]


def test_each_thing_is_answered_for_and_one_that_fails_does_not_stop_the_others(
    renaming: Renaming, events: list[Any], editor_client: Any, on_commit: Any
):
    with on_commit(execute=True):
        run = start(events, editor_client.user)
    run.refresh_from_db()
    assert run.finished_at is not None
    assert [row.outcome for row in run.rows.all()] == [
        "done", "refused", "done", "refused", "done",
    ]  # fmt: skip
    assert titles(events) == ["New", "locked", "New", "broken", "New"]


def test_a_run_that_was_killed_goes_on_with_what_is_left(
    renaming: Renaming, events: list[Any], editor_client: Any, on_commit: Any
):
    renaming.breaks_off_after = 1
    with pytest.raises(KeyboardInterrupt), on_commit(execute=True):
        run = start(events, editor_client.user)
    run = BackgroundRun.objects.get()
    assert run.rows.count() == 2
    renaming.breaks_off_after = None
    work_on_run.call(run.pk)
    assert run.rows.count() == 2, "somebody may still be working on it"
    assert "Go on" not in editor_client.get(run_url(run)).content.decode()
    with time_machine.travel(timezone.now() + SILENCE + dt.timedelta(seconds=1)):
        assert "Go on" in editor_client.get(run_url(run)).content.decode()
        assert editor_client.post(run_url(run)).status_code == 302
    assert run.rows.count() == 5
    assert [str(events[0].pk) in batch for batch in renaming.batches].count(True) == 1


def test_who_watches_is_told_how_much_time_is_left(
    renaming: Renaming, events: list[Any], editor_client: Any, on_commit: Any
):
    def seen(run: BackgroundRun) -> str:
        return " ".join(editor_client.get(run_url(run)).content.decode().split())

    began = timezone.now()
    renaming.breaks_off_after = 1
    with (
        time_machine.travel(began, tick=False),
        pytest.raises(KeyboardInterrupt),
        on_commit(execute=True),
    ):
        run = start(events, editor_client.user)
    with time_machine.travel(began + dt.timedelta(seconds=60), tick=False):
        assert "2 of 5 events · 1:30 left" in seen(run)
    # The hour in which nobody worked on it does not count.
    with time_machine.travel(began + dt.timedelta(hours=1), tick=False):
        assert " left" not in seen(run).split("Go on with what is")[0]
        renaming.breaks_off_after = 4
        with pytest.raises(KeyboardInterrupt):
            work_on_run.call(run.pk)
    with time_machine.travel(began + dt.timedelta(hours=1, seconds=40), tick=False):
        assert "4 of 5 events · 0:20 left" in seen(run)


def test_the_report_says_what_became_of_each_and_can_be_taken_along(
    renaming: Renaming, events: list[Any], editor_client: Any, on_commit: Any
):
    with on_commit(execute=True):
        run = start(events, editor_client.user)
    html = editor_client.get(run_url(run)).content.decode()
    assert "Finished" in html
    assert "5 of 5 events" in html
    assert "Refused: 2" in html
    assert "run.js" not in html
    refused = editor_client.get(run_url(run), {"outcome": "refused"}).content.decode()
    assert ">locked<" in refused.replace("\n", "").replace(" ", "")
    assert ">one<" not in refused.replace("\n", "").replace(" ", "")
    csv = b"".join(editor_client.get(run_url(run), {"export": "csv"}).streaming_content).decode()
    assert "'=cmd()" in csv
    listed = editor_client.get(reverse("wagtail_migration_events_runs:index"))
    assert "Rename" in listed.content.decode()


def test_nobody_sees_or_goes_on_with_the_run_of_another(
    renaming: Renaming, events: list[Any], client: Any, django_user_model: Any, on_commit: Any
):
    from django.contrib.auth.models import Permission

    people = [django_user_model.objects.create_user(name) for name in ("one", "other")]
    for each in people:
        each.user_permissions.add(Permission.objects.get(codename="access_admin"))
    with on_commit(execute=False):
        run = start(events, people[0])
    client.force_login(people[1])
    assert client.get(run_url(run), follow=True).status_code == 404
    assert client.post(run_url(run), follow=True).status_code == 404
    client.force_login(people[0])
    going_on = client.get(run_url(run)).content.decode()
    assert "In progress" in going_on
    assert "run.js" in going_on
