"""Who gets which e-mail about translations, when, in which language, and only once."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Locale

from tests.docs.form_filling import AdminForm
from tests.factories import make_event
from tests.translation import people, translating
from tests.translation.gates import set_gate
from tests.translation.spring import APRIL_1, MAY_31
from wagtail_migration_events.translation.models import (
    NoticePreference,
    TranslationNotice,
    TranslationRequest,
)
from wagtail_migration_events.translation.requests.asking import Wish, ask_for, tell
from wagtail_migration_events.translation.requests.changing import assign, withdraw
from wagtail_migration_events.translation.requests.signals import What
from wagtail_migration_events.translation.site_settings import Gate
from wagtail_migration_events.translation.telling.mail import sending, true_still
from wagtail_migration_events.translation.telling.mail.sending import send_due

pytestmark = [
    pytest.mark.localize,
    pytest.mark.django_db,
    pytest.mark.usefixtures("on_april_1"),
]


@pytest.fixture
def event(site: Any) -> Any:
    return make_event(
        site.events["en"], title="Forum of cities", summary="How cities take part", starts_at=MAY_31
    )


@pytest.fixture
def french(site: Any) -> Any:
    return people.team("French translators", [site.home["fr"]])


@pytest.fixture
def amina(french: Any) -> Any:
    return people.member("amina", french, first_name="Amina", last_name="A")


@pytest.fixture
def editor(site: Any) -> Any:
    everywhere = people.team("Editors", [site.home["en"]], people.PUBLISH)
    return people.member("edna", everywhere, first_name="Edna", last_name="Editor")


@pytest.fixture
def ask(on_commit: Any, editor: Any) -> Any:
    def asking(events: Any, *codes: str, actor: Any = editor, **wish: Any) -> None:
        events = events if isinstance(events, list) else [events]
        with on_commit(execute=True):
            locales = Locale.objects.filter(language_code__in=codes)
            ask_for(events, locales, actor=actor, wish=Wish(**wish))

    return asking


def sent() -> list[tuple[str, str]]:
    """Return to whom e-mail went, and its subject; and forget it."""
    found = [(message.to[0].split("@")[0], message.subject) for message in mail.outbox]
    mail.outbox.clear()
    return sorted(found)


def prefers(user: Any, delivery: str) -> None:
    NoticePreference.objects.update_or_create(user=user, defaults={"delivery": delivery})


def html_of(message: Any) -> BeautifulSoup:
    ((content, mimetype),) = message.alternatives
    assert mimetype == "text/html"
    return BeautifulSoup(content, "html.parser")


def test_everybody_in_the_group_is_told_once_what_was_asked_for(
    event: Any, amina: Any, french: Any, ask: Any
):
    people.member("bruno", french)
    ask(event, "fr", team=french, note="Please keep the acronym")
    message = mail.outbox[0]
    assert sent() == [
        ("amina", "Translation requested: Forum of cities (French)"),
        ("bruno", "Translation requested: Forum of cities (French)"),
    ]
    for words in (
        "Forum of cities",
        "31 May 2027, 13:00",
        "Due: 17 May 2027",
        "By Edna Editor",
        "Please keep the acronym",
        f"http://testserver{reverse('wagtail_migration_events_my_translations')}",
    ):
        assert words in message.body, message.body
        if "://" not in words:
            assert words in html_of(message).get_text(" ")
    ask(event, "fr", team=french)
    assert send_due() == {}
    assert sent() == []


def test_many_requests_are_one_message(site: Any, amina: Any, french: Any, ask: Any):
    events = [make_event(site.events["en"], starts_at=MAY_31) for _ in range(60)]
    ask(events, "fr", "ar", team=french)
    assert len(mail.outbox) == 1
    (message,) = mail.outbox
    assert message.subject == "Translation requested (60)"  # nobody of them may see Arabic pages
    assert "And 10 more." in message.body
    assert len(html_of(message).select("li")) == 50


def test_sending_many_takes_as_many_queries_as_few(site: Any, amina: Any, french: Any, ask: Any):
    prefers(amina, "daily")

    def queries(number: int, day: int) -> int:
        events = [make_event(site.events["en"], starts_at=MAY_31) for _ in range(number)]
        ask(events, "fr", team=french)
        when = APRIL_1 + dt.timedelta(days=day)
        with time_machine.travel(when, tick=False), CaptureQueriesContext(connection) as captured:
            assert send_due()["sent"] == number
        return len(captured)

    assert queries(15, 1) == queries(3, 2) <= 20


def test_nobody_is_told_what_they_did_or_may_not_see_or_cannot_get(
    event: Any, site: Any, amina: Any, french: Any, editor: Any, ask: Any
):
    editor.groups.add(french)
    people.member("gone", french, is_active=False)
    people.member("no-address", french, email="")
    prefers(people.member("never", french), "never")
    team = people.team("Not of this page")
    people.member("stranger", team)
    ask(event, "fr", team=french)
    assert [who for who, _ in sent()] == ["amina"]
    ask(event, "es", team=people.team("Empty"))
    ask(event, "ru", team=team)
    ask(event, "ar")
    assert sent() == []
    assert send_due() == {}
    assert not TranslationNotice.objects.filter(sent_at=None).exists()


def test_the_language_and_direction_are_those_of_the_receiver(
    event: Any, site: Any, ask: Any, client: Any
):
    layla = people.member(
        "layla", people.team("Arabic translators", [site.home["ar"]]), speaks="ar"
    )
    prefers(layla, "daily")
    ask(event, "ar", person=layla)
    with translation.override("fr"):  # that of whoever runs the command does not count
        send_due()
    (message,) = mail.outbox
    soup = html_of(message)
    assert (soup.html["lang"], soup.html["dir"]) == ("ar", "rtl")
    content = soup.select_one("ul").find_parent("div")
    assert (content["lang"], content["dir"]) == ("ar", "rtl")
    title = soup.select_one("bdi")
    assert (title.get_text(), title["lang"], title["dir"]) == ("Forum of cities", "en", "ltr")
    assert "العربية" in message.subject  # the name of the language, by CLDR
    assert "\u2068Forum of cities\u2069" in message.body


def test_subject_and_words_cannot_break_out(site: Any, amina: Any, french: Any, ask: Any):
    bad = make_event(site.events["en"], starts_at=MAY_31)
    # No form takes such a title; a script of a site may write it.
    title = "Forum & 'cities' <b>\nBcc: x@example.org"
    type(bad).objects.filter(pk=bad.pk).update(title=title)
    ask(bad, "fr", team=french, note="<script>alert(1)</script>")
    (message,) = mail.outbox
    assert "\n" not in message.subject
    assert message.to == ["amina@example.org"]
    assert "Forum & 'cities' <b> Bcc: x@example.org" in message.body
    assert not html_of(message).select("script, b")
    assert "<script>alert(1)</script>" in message.body


def test_once_a_day_all_is_told_together(site: Any, event: Any, amina: Any, french: Any, ask: Any):
    prefers(amina, "daily")
    other = make_event(site.events["en"], title="Other", starts_at=MAY_31)
    ask([event, other], "fr", team=french)
    assert sent() == []
    assert send_due()["sent"] == 2
    assert sent() == [("amina", "Translation requested (2)")]
    third = make_event(site.events["en"], title="Third", starts_at=MAY_31)
    ask(third, "fr", team=french)
    with time_machine.travel(APRIL_1 + dt.timedelta(hours=14), tick=False):
        assert send_due() == {}
    with time_machine.travel(APRIL_1 + dt.timedelta(hours=16), tick=False):
        assert send_due()["sent"] == 1
    assert sent() == [("amina", "Translation requested: Third (French)")]


def test_what_is_no_longer_true_is_not_told(
    site: Any, amina: Any, french: Any, ask: Any, on_commit: Any
):
    prefers(amina, "daily")
    bruno = people.member("bruno", french)
    prefers(bruno, "daily")
    events = [
        make_event(site.events["en"], title=title, starts_at=MAY_31)
        for title in ("Stays", "Given", "Withdrawn", "Done", "Taken away")
    ]
    ask(events, "fr", team=french)
    rows = {
        event.title: TranslationRequest.objects.get(group=event.translation_key) for event in events
    }
    with on_commit(execute=True):
        assign([rows["Given"]], person=bruno, team=french)
        withdraw([rows["Withdrawn"]])
    TranslationRequest.objects.filter(pk=rows["Done"].pk).update(closed_at=APRIL_1)
    send_due()
    told = {message.to[0]: message for message in mail.outbox}
    mine, his = told["amina@example.org"], told["bruno@example.org"]
    assert mine.subject == "Translation requested (2)"
    assert "Given" not in mine.body
    assert "Translation reassigned" in his.body
    assert not TranslationNotice.objects.filter(sent_at=None).exists()


def test_a_mail_server_that_fails_loses_nothing(
    event: Any, amina: Any, french: Any, ask: Any, settings: Any, monkeypatch: Any
):
    settings.EMAIL_BACKEND = "tests.translation.telling.broken_mail.NoServer"
    ask(event, "fr", team=french)
    assert send_due() == {"failed": 1}
    settings.EMAIL_BACKEND = "tests.translation.telling.broken_mail.Refuses"
    assert send_due() == {"failed": 1}
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_due()["sent"] == 1
    assert send_due() == {}
    assert len(sent()) == 1


def test_two_who_send_at_the_same_time_send_one_message(
    event: Any, amina: Any, french: Any, ask: Any, monkeypatch: Any
):
    prefers(amina, "daily")
    ask(event, "fr", team=french)
    others = []

    def read_by_both(user: Any, notices: Any) -> Any:
        found = true_still.sorted_out(user, notices)
        if not others:
            others.append("comes between reading and sending")
            assert send_due()["sent"] == 1
        return found

    monkeypatch.setattr(sending, "sorted_out", read_by_both)
    assert send_due()["sent"] == 0
    assert others
    assert [who for who, _ in sent()] == ["amina"]
    assert not TranslationNotice.objects.filter(sent_at=None).exists()


def test_two_runs_that_overlap_send_no_second_digest_on_one_day(
    site: Any, event: Any, amina: Any, french: Any, ask: Any, monkeypatch: Any
):
    prefers(amina, "daily")
    ask(event, "fr", team=french)
    others = [make_event(site.events["en"], title=title, starts_at=MAY_31) for title in "ab"]
    connect, read = sending.get_connection, true_still.sorted_out

    def other_run_and_more(*_: Any) -> None:
        monkeypatch.undo()
        assert send_due()["sent"] == 1
        ask(others.pop(), "fr", team=french)

    def slow_server() -> Any:
        other_run_and_more()
        return connect()

    def slow_reading(user: Any, notices: Any) -> Any:
        TranslationNotice.objects.filter(sent_at=None).update(sent_at=timezone.now())
        ask(others.pop(), "fr", team=french)
        return read(user, TranslationNotice.objects.filter(sent_at=None))

    monkeypatch.setattr(sending, "get_connection", slow_server)
    assert send_due()["sent"] == 0
    assert sent() == [("amina", "Translation requested: Forum of cities (French)")]
    with time_machine.travel(APRIL_1 + dt.timedelta(days=1), tick=False):
        # What the first has read is only part of what is new since the other has sent.
        monkeypatch.setattr(sending, "sorted_out", slow_reading)
        assert send_due()["sent"] == 0
    assert sent() == []


def test_what_comes_while_another_is_sending_does_not_wait_for_the_next_run(
    site: Any, event: Any, amina: Any, french: Any, ask: Any, settings: Any, monkeypatch: Any
):
    settings.EMAIL_BACKEND = "tests.translation.telling.broken_mail.NoServer"
    ask(event, "fr", team=french)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    def read_before_the_first_is_sent(user: Any, notices: Any) -> Any:
        monkeypatch.undo()
        found = true_still.sorted_out(user, notices)
        TranslationNotice.objects.filter(pk=notices[0].pk).update(sent_at=timezone.now())
        return found

    monkeypatch.setattr(sending, "sorted_out", read_before_the_first_is_sent)
    ask(make_event(site.events["en"], title="Other", starts_at=MAY_31), "fr", team=french)
    assert sent() == [("amina", "Translation requested: Other (French)")]


def test_a_change_of_the_source_is_told_each_time_but_not_to_who_made_it(
    event: Any, amina: Any, french: Any, editor: Any, ask: Any, on_commit: Any, editor_client: Any
):
    editor.groups.add(french)
    ask(event, "fr", team=french)
    set_gate(event, Gate.READY)  # the machine's words are good enough here
    translating.translate_all(editor_client, event, "fr", on_commit=on_commit)
    mail.outbox.clear()

    def publish(title: str) -> None:
        page = type(event).objects.get(pk=event.pk)
        page.title = title
        with on_commit(execute=True):
            page.save_revision(user=editor).publish(user=editor)

    for number, title in enumerate(("Forum of towns", "Forum of cities", "Forum of towns")):
        with time_machine.travel(APRIL_1 + dt.timedelta(hours=number), tick=False):
            publish(title)
    # Between the two the source reads as it did, and the translation is right again.
    assert len(mail.outbox) == 2
    body = mail.outbox[0].body
    assert "Changed in the source: Title" in body
    assert "By Edna Editor" in body
    page = translating.in_language(event, "fr")
    assert f"http://testserver{reverse('wagtailadmin_pages:edit', args=[page.pk])}" in body
    assert {who for who, _ in sent()} == {"amina"}


def test_a_reminder_is_told_once_a_day(
    event: Any, amina: Any, editor: Any, french: Any, ask: Any, on_commit: Any
):
    ask(event, "fr", team=french)
    mail.outbox.clear()
    for hours in (0, 1, 24):
        moment = APRIL_1 + dt.timedelta(hours=hours)
        with time_machine.travel(moment, tick=False), on_commit(execute=True):
            tell([TranslationRequest.objects.get()], What.REMINDED, editor)
    assert sent() == [("amina", "Reminder of a translation: Forum of cities (French)")] * 2


def test_whoever_gets_a_translation_is_told_but_not_who_takes_it(
    event: Any, amina: Any, french: Any, ask: Any, on_commit: Any
):
    bruno = people.member("bruno")
    bruno.groups.add(french)
    ask(event, "fr", team=french)
    mail.outbox.clear()
    row = TranslationRequest.objects.get()
    with on_commit(execute=True):
        assign([row], person=bruno, team=french, actor=amina)
    assert sent() == [("bruno", "Translation reassigned: Forum of cities (French)")]
    with on_commit(execute=True):
        assign([row], person=amina, team=french, actor=amina)
    assert sent() == []


def test_each_chooses_in_the_account_when_to_be_written_to(amina: Any):
    client = people.logged_in(amina)
    url, name = reverse("wagtailadmin_account"), "translation_notices-delivery"
    form = AdminForm(client.get(url).content.decode())
    assert form.data[name] == ["at_once"]
    assert not NoticePreference.objects.exists()
    for value, status in (("daily", 302), ("hourly", 200)):
        assert client.post(url, {**form.data, name: value}).status_code == status
        assert NoticePreference.objects.get(user=amina).delivery == "daily"
    stranger = people.logged_in(people.member("s", people.team("No pages")))
    assert "translation_notices" not in stranger.get(url).content.decode()
