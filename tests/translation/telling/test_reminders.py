"""``events_send_reminders``: what cron does every hour."""

from __future__ import annotations

import datetime as dt
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from tests.factories import make_event
from tests.translation import people
from tests.translation.spring import APRIL_1, MAY_31
from wagtail_migration_events.translation.models import TranslationNotice, TranslationRequest
from wagtail_migration_events.translation.requests.asking import Wish, ask_for
from wagtail_migration_events.translation.requests.changing import assign, set_due
from wagtail_migration_events.translation.requests.screens.doors import ask_url

pytestmark = [
    pytest.mark.localize,
    pytest.mark.django_db,
    pytest.mark.usefixtures("on_april_1"),
]
DUE = dt.date(2027, 4, 20)  # a Tuesday


@pytest.fixture
def staff(site: Any) -> dict[str, Any]:
    french = people.team("French translators", [site.home["fr"]])
    editors = people.team("Editors", [site.home["en"]], people.PUBLISH)
    return {
        "team": french,
        "translator": people.member("amina", french),
        "editor": people.member("edna", editors),
    }


@pytest.fixture
def request_(site: Any, staff: dict[str, Any]) -> TranslationRequest:
    event = make_event(site.events["en"], title="Forum of cities", starts_at=MAY_31)
    ask([event], staff)
    return TranslationRequest.objects.get()


def ask(events: list[Any], staff: dict[str, Any], **wish: Any) -> None:
    locales = Locale.objects.filter(language_code="fr")
    wish = {"team": staff["team"], "due_on": DUE, **wish}
    ask_for(events, locales, actor=staff["editor"], wish=Wish(**wish))


def run(day: dt.date, *options: str) -> tuple[str, int]:
    """Run the command at noon of a day; return its last line and its exit code."""
    out = StringIO()
    noon = dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC)
    with time_machine.travel(noon, tick=False):
        try:
            call_command("events_send_reminders", *options, stdout=out)
        except SystemExit as ended:
            return out.getvalue().splitlines()[-1], int(ended.code or 0)
    return out.getvalue().splitlines()[-1], 0


def told() -> list[tuple[str, str]]:
    found = [(message.to[0].split("@")[0], message.subject) for message in mail.outbox]
    mail.outbox.clear()
    return sorted(found)


def test_due_soon_and_overdue_are_told_once_each(request_: Any):
    assert run(dt.date(2027, 4, 14)) == (
        "0 noted, 0 sent, 0 failed, 0 dropped, 0 given up, 0 forgotten",
        0,
    )
    # Three working days before: Thursday.
    line, _ = run(dt.date(2027, 4, 15))
    assert line.startswith("1 noted, 1 sent, 0 failed")
    assert told() == [("amina", "Translation due soon: Forum of cities (French)")]
    run(dt.date(2027, 4, 15))
    run(DUE)
    assert told() == []
    run(DUE + dt.timedelta(days=1))
    overdue = "Translation overdue: Forum of cities (French)"
    # Who asked finds it where it was asked for: it waits for somebody else.
    asked_at = f"{ask_url(request_.group.origin)}\n"
    assert {each.to[0].split("@")[0]: asked_at in each.body for each in mail.outbox} == {
        "amina": False,
        "edna": True,
    }
    assert told() == [("amina", overdue), ("edna", overdue)]
    for days in (1, 2, 300):
        run(DUE + dt.timedelta(days=days))
    assert told() == []
    set_due([request_], DUE + dt.timedelta(days=310))
    run(DUE + dt.timedelta(days=311))
    assert told() == [("amina", overdue), ("edna", overdue)]


def test_what_was_asked_for_at_the_last_moment_is_not_told_twice(site: Any, staff: dict[str, Any]):
    with time_machine.travel(dt.datetime(2027, 4, 16, 9, tzinfo=dt.UTC), tick=False):
        ask([make_event(site.events["en"], starts_at=MAY_31)], staff)
    run(dt.date(2027, 4, 16))
    assert told() == []


def test_what_is_as_soon_as_possible_or_done_is_never_late(request_: Any):
    set_due([request_], None)
    run(MAY_31.date())
    set_due([request_], DUE)
    TranslationRequest.objects.update(closed_at=APRIL_1)
    run(MAY_31.date())
    assert told() == []


def test_a_dry_run_writes_and_sends_nothing(request_: Any):
    day = DUE + dt.timedelta(days=1)
    assert run(day, "--dry-run") == ("2 noted, 2 waiting", 0)
    assert told() == []
    assert not TranslationNotice.objects.exists()
    run(day)
    assert len(told()) == 2


def test_it_says_when_something_could_not_be_sent(request_: Any, settings: Any):
    settings.EMAIL_BACKEND = "tests.translation.telling.broken_mail.NoServer"
    line, code = run(DUE)
    assert code == 1
    assert line.startswith("1 noted, 0 sent, 1 failed")
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    line, code = run(DUE)
    assert (line.split(",")[1], code) == (" 1 sent", 0)
    settings.EMAIL_BACKEND = "tests.translation.telling.broken_mail.Refuses"
    late = DUE + dt.timedelta(days=1)
    assert run(late)[1] == 1
    line, code = run(late + dt.timedelta(days=31))
    assert (line.split(",")[4], code) == (" 2 given up", 1)


def test_who_has_it_no_more_is_not_told_of_its_day(request_: Any, staff: Any, settings: Any):
    settings.EMAIL_BACKEND = "tests.translation.telling.broken_mail.NoServer"
    run(DUE)
    assign([request_], person=people.member("bruno", staff["team"]))
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    run(DUE)
    assert told() == [("bruno", "Translation due soon: Forum of cities (French)")]


def test_old_notices_go_unless_they_would_be_told_again(request_: Any, site: Any, staff: Any):
    run(DUE)
    run(DUE + dt.timedelta(days=1))
    assert TranslationNotice.objects.count() == 3
    mail.outbox.clear()
    line, _ = run(DUE + dt.timedelta(days=200))
    assert line.endswith("1 forgotten")
    assert told() == []
    TranslationRequest.objects.update(closed_at=APRIL_1)
    run(DUE + dt.timedelta(days=200))
    assert not TranslationNotice.objects.exists()


def test_it_opens_again_what_was_missed(request_: Any, on_commit: Any):
    """As when a process was killed between publishing and what follows."""
    TranslationRequest.objects.update(source_text="older")
    with on_commit(execute=True):
        run(dt.date(2027, 4, 5))
    assert [subject.split(":")[0] for _who, subject in told()] == ["The source has changed"]
    with on_commit(execute=True):
        run(dt.date(2027, 4, 5))
    assert told() == []


def test_many_take_as_many_queries_as_few(site: Any, staff: dict[str, Any]):
    def queries(number: int, day: dt.date) -> int:
        events = [make_event(site.events["en"], starts_at=MAY_31) for _ in range(number)]
        ask(events, staff, due_on=day)
        with CaptureQueriesContext(connection) as captured:
            run(day + dt.timedelta(days=1))
        assert f"({number})" in told()[0][1]
        return len(captured)

    queries(2, DUE)
    few = queries(3, DUE + dt.timedelta(days=1))
    assert queries(15, DUE + dt.timedelta(days=2)) == few <= 75
