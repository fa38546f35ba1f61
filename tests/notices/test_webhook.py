"""Targets are told by signed webhooks, at least once, and nobody else is."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from wagtail.models import PageViewRestriction

from tests.docs.markdown_blocks import ROOT, blocks_of
from tests.factories import MAY_3, make_event, make_organizer, translated
from tests.local_server import LocalServer, local_server
from wagtail_migration_events import checks
from wagtail_migration_events.notices import sending, tasks
from wagtail_migration_events.notices.delivery import WebhookDelivery

pytestmark = pytest.mark.django_db
SECRET = "of forty characters, known to two parties"


@pytest.fixture
def server(settings: Any) -> Iterator[LocalServer]:
    with local_server() as server:
        settings.WAGTAIL_MIGRATION_EVENTS_WEBHOOKS = [entry_of(server)]
        yield server


def entry_of(server: LocalServer, **values: Any) -> dict[str, Any]:
    url = f"{server.url}/hook/very-secret-path"
    return {"url": url, "secret": SECRET, "allow_private": True, **values}


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Any:
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def event(site: Any) -> Any:
    """Published, and told to nobody."""
    event = make_event(site.events["en"], title="Forum", starts_at=MAY_3)
    WebhookDelivery.objects.all().delete()
    return event


def publish(page: Any) -> None:
    type(page).objects.get(pk=page.pk).save_revision().publish()


def send(**travel: float) -> tuple[str, int]:
    """Run the command, some time from now."""
    out, code = io.StringIO(), 0
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(**travel)):
        try:
            call_command("events_send_notices", stdout=out)
        except SystemExit as error:
            code = int(error.code or 0)
    return out.getvalue().strip(), code


def test_a_published_event_is_told_with_its_addresses_and_a_signature(
    event: Any, server: LocalServer, committed: Any
):
    with committed():
        translated(event, "fr")
    [received] = server.received
    told = json.loads(received.body)
    assert told["type"] == "event.changed"
    assert dt.datetime.fromisoformat(told["timestamp"]).utcoffset() == dt.timedelta()
    assert told["data"]["key"] == str(event.translation_key)
    assert [page["locale"] for page in told["data"]["pages"]] == ["en", "fr"]
    assert told["data"]["pages"][0]["url"] == event.full_url
    headers = received.headers
    assert headers["content-type"] == "application/json"
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + received.body
    digest = hmac.new(SECRET.encode(), signed, hashlib.sha256).digest()
    assert headers["webhook-signature"] == "v1," + base64.b64encode(digest).decode()
    assert WebhookDelivery.objects.count() == 0


def test_the_way_that_the_documentation_shows_to_check_a_signature(
    event: Any, server: LocalServer, committed: Any
):
    with committed():
        publish(event)
    page = ROOT / "docs" / "how-to" / "change-notices.md"
    shown: dict[str, Any] = {}
    for block in blocks_of(page):
        if "def is_from_the_site" in block.text:
            exec(block.text, shown)
    check, headers, body = shown["is_from_the_site"], *_sent(server)
    assert check(SECRET, headers, body)
    assert not check(SECRET, headers, body + b" ")
    assert not check(SECRET + "!", headers, body)
    assert not check(SECRET, {**headers, "webhook-id": "another"}, body)
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=6)):
        assert not check(SECRET, headers, body)


def _sent(server: LocalServer) -> tuple[dict[str, str], bytes]:
    return server.received[-1].headers, server.received[-1].body


def test_a_secret_in_base64_is_decoded_as_the_convention_says(
    event: Any, server: LocalServer, committed: Any, settings: Any
):
    key = bytes(range(32))
    secret = "whsec_" + base64.b64encode(key).decode()
    settings.WAGTAIL_MIGRATION_EVENTS_WEBHOOKS = [entry_of(server, secret=secret)]
    with committed():
        publish(event)
    headers, body = server.received[0].headers, server.received[0].body
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    digest = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{digest}"


def test_an_event_that_goes_is_told_without_addresses(
    event: Any, server: LocalServer, committed: Any
):
    with committed():
        event.unpublish()
    told = json.loads(server.received[0].body)
    assert told["type"] == "event.gone"
    assert told["data"] == {"key": str(event.translation_key), "sequence": 0, "pages": []}


def test_an_organizer_is_told_once_and_not_with_each_of_its_events(
    site: Any, server: LocalServer, committed: Any
):
    organizer = make_organizer(site.organizers["en"], "Bureau", code="bureau")
    make_organizer(site.organizers["en"], "Draft", live=False)
    for title in ("Forum", "Talk"):
        make_event(site.events["en"], title=title, organizers=[organizer])
    WebhookDelivery.objects.all().delete()
    above = PageViewRestriction(page=organizer.get_parent(), restriction_type="login")
    key, page = str(organizer.translation_key), {"locale": "en", "url": organizer.full_url}
    for change, kind, pages in (
        (lambda: publish(organizer), "changed", [page]),
        (above.save, "gone", []),
        (above.delete, "changed", [page]),
        (lambda: type(organizer).objects.get(pk=organizer.pk).unpublish(), "gone", []),
    ):
        server.received.clear()
        with committed():
            change()
        [told] = [json.loads(each.body) for each in server.received]
        assert told["type"] == f"organizer.{kind}"
        assert dt.datetime.fromisoformat(told["timestamp"]).utcoffset() == dt.timedelta()
        code = "bureau" if pages else ""
        assert told["data"] == {"key": key, "code": code, "pages": pages}
    assert WebhookDelivery.objects.count() == 0


def test_an_organizer_that_is_deleted_is_told(site: Any, server: LocalServer, committed: Any):
    organizer = make_organizer(site.organizers["en"])
    with committed():
        organizer.delete()
    assert json.loads(server.received[-1].body)["type"] == "organizer.gone"


def test_a_target_that_fails_is_tried_again_later_and_later_with_the_same_identifier(
    event: Any, server: LocalServer, committed: Any
):
    server.status = 500
    with committed():
        publish(event)
    assert send() == ("0 sent, 0 failed, 0 given up, 1 waiting", 0)
    assert send(minutes=2) == ("0 sent, 1 failed, 0 given up, 1 waiting", 1)
    assert send(minutes=6) == ("0 sent, 0 failed, 0 given up, 1 waiting", 0)
    server.status = 204
    assert send(minutes=8) == ("1 sent, 0 failed, 0 given up, 0 waiting", 0)
    assert len(server.received) == 3
    assert len({each.headers["webhook-id"] for each in server.received}) == 1
    assert send(days=1) == ("0 sent, 0 failed, 0 given up, 0 waiting", 0)


def test_a_process_that_is_killed_loses_no_notice(
    event: Any, server: LocalServer, monkeypatch: Any
):
    def killed(*args: Any, **kwargs: Any) -> str:
        raise KeyboardInterrupt

    publish(event)  # and the process is gone before anything could follow the commit
    with monkeypatch.context() as patch:
        patch.setattr(sending, "fetch", killed)
        with pytest.raises(KeyboardInterrupt):
            send()
    assert server.received == []
    assert send(minutes=2)[0].startswith("1 sent")
    assert len(server.received) == 1


def test_several_changes_that_a_target_has_missed_are_one_notice_of_the_last_state(
    event: Any, server: LocalServer, committed: Any
):
    server.status = 503
    with committed():
        publish(event)
    publish(event)
    event.refresh_from_db()
    event.unpublish()
    server.status = 200
    assert send()[0] == "1 sent, 0 failed, 0 given up, 0 waiting"
    assert json.loads(server.received[-1].body)["type"] == "event.gone"
    assert server.received[0].headers["webhook-id"] != server.received[-1].headers["webhook-id"]


def test_a_change_while_a_notice_is_under_way_is_told_too(
    event: Any, server: LocalServer, monkeypatch: Any
):
    publish(event)
    fetch = sending.fetch

    def changed_meanwhile(*args: Any, **kwargs: Any) -> Any:
        publish(event)
        return fetch(*args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(sending, "fetch", changed_meanwhile)
        assert sending.attempt(WebhookDelivery.objects.get().pk)
    assert WebhookDelivery.objects.count() == 1
    assert send()[0] == "1 sent, 0 failed, 0 given up, 0 waiting"
    assert len({each.headers["webhook-id"] for each in server.received}) == 2


def test_a_late_try_says_nothing_that_has_become_private(
    event: Any, server: LocalServer, committed: Any
):
    server.status = 500
    with committed():
        publish(event)
    PageViewRestriction.objects.create(page=event, restriction_type="login")
    server.status = 200
    send(minutes=2)
    assert json.loads(server.received[-1].body)["data"]["pages"] == []


def test_whoever_publishes_does_not_wait_again_for_a_target_that_failed(
    event: Any, site: Any, server: LocalServer, committed: Any
):
    server.status = 500
    for _ in range(3):
        with committed():
            make_event(site.events["en"])
    assert len(server.received) == 1
    assert send(minutes=2)[0] == "0 sent, 1 failed, 0 given up, 3 waiting"
    assert len(server.received) == 2
    server.status = 200
    assert send(minutes=10)[0] == "3 sent, 0 failed, 0 given up, 0 waiting"


def test_where_tasks_can_wait_a_failed_one_is_enqueued_again(
    event: Any, server: LocalServer, settings: Any, committed: Any
):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    server.status = 500
    with committed():
        publish(event)

    def enqueued() -> list[Any]:
        results = tasks.send_notice.get_backend().results
        return [each for each in results if each.task.func == tasks.send_notice.func]

    [first] = enqueued()
    assert (first.task.run_after, server.received) == (None, [])
    tasks.send_notice.func(*first.args)
    [_first, second] = enqueued()
    assert len(server.received) == 1
    assert second.task.run_after > WebhookDelivery.objects.get().due_at


def test_two_targets_are_told_each_with_its_own_secret_and_one_waits_for_no_other(
    event: Any, server: LocalServer, settings: Any, committed: Any
):
    with local_server() as other:
        other.status = 500
        settings.WAGTAIL_MIGRATION_EVENTS_WEBHOOKS = [
            entry_of(other, secret="another " * 5),
            entry_of(server),
        ]
        with committed():
            publish(event)
        assert len(server.received) == len(other.received) == 1
        assert WebhookDelivery.objects.count() == 1
        signatures = {each.received[0].headers["webhook-signature"] for each in (server, other)}
        assert len(signatures) == 2


def test_private_hosts_are_not_told_unless_the_site_says_so(
    event: Any, server: LocalServer, settings: Any, committed: Any
):
    settings.WAGTAIL_MIGRATION_EVENTS_WEBHOOKS = [
        {"url": "https://localhost/hook", "secret": SECRET}
    ]
    with committed():
        publish(event)
    assert "not at a public address" in WebhookDelivery.objects.get().last_error


def test_a_redirect_is_a_failure(event: Any, server: LocalServer, committed: Any):
    server.status, server.headers = 307, {"Location": "/elsewhere"}
    with committed():
        publish(event)
    assert len(server.received) == 1
    assert WebhookDelivery.objects.get().last_error == "The answer is 307."


def test_a_notice_is_given_up_after_a_week_or_when_its_target_is_none_any_more(
    event: Any, server: LocalServer, settings: Any
):
    publish(event)
    assert send(days=8) == ("0 sent, 0 failed, 1 given up, 0 waiting", 1)
    publish(event)
    settings.WAGTAIL_MIGRATION_EVENTS_WEBHOOKS = []
    assert send() == ("0 sent, 0 failed, 1 given up, 0 waiting", 1)
    assert server.received == []


def test_secrets_stand_in_no_log_and_in_no_table(
    event: Any, server: LocalServer, committed: Any, caplog: Any
):
    caplog.set_level(logging.DEBUG)
    server.status = 500
    with committed():
        publish(event)
    server.status = 200
    send(minutes=2)
    publish(event)
    assert "localhost failed, try 1: The answer is 500." in caplog.text
    assert "localhost was taken" in caplog.text
    stored = str(list(WebhookDelivery.objects.values()))
    for text in (caplog.text, stored):
        assert SECRET not in text
        assert "very-secret-path" not in text


def test_without_targets_nothing_is_kept(event: Any):
    publish(event)
    assert WebhookDelivery.objects.count() == 0


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("https://example.org/", "it is not a dictionary"),
        ({"url": "https://example.org/hook"}, "secret is not a text of at least 32"),
        ({"url": "https://example.org/hook", "secret": "hunter2"}, "secret is not a text of at"),
        ({"url": "http://example.org/hook", "secret": SECRET}, "Only https"),
        ({"url": "https://example.org:81/hook", "secret": SECRET}, "Only https at port 443"),
        ({"url": "https://me:hunter2@example.org/", "secret": SECRET}, "must not hold a user"),
        ({"secret": SECRET}, "An address begins with https://"),
        ({"url": "https://example.org/", "secret": SECRET, "sekret": 1}, "sekret: unknown"),
        ({"url": "https://example.org/", "secret": SECRET, "allow_private": "no"}, "neither True"),
        ({"url": "https://example.org/", "secret": "whsec_" + "?" * 40}, "is not base64"),
        ({"url": "https://example.org/", "secret": "whsec_" + "QUFB" * 7}, "less than 24 bytes"),
    ],
)
def test_an_entry_that_is_wrong_is_an_error_and_does_not_keep_anybody_from_publishing(
    entry: Any, words: str, event: Any, settings: Any, committed: Any
):
    settings.WAGTAIL_MIGRATION_EVENTS_WEBHOOKS = [entry]
    message = checks.check_webhooks(None)[0]
    assert message.id == "wagtail_migration_events.E006"
    assert words in message.msg
    assert "hunter2" not in message.msg
    with committed():
        publish(event)
    assert WebhookDelivery.objects.count() == 0


def test_the_same_target_twice_is_an_error(settings: Any):
    entry = {"url": "https://example.org/hook", "secret": SECRET}
    settings.WAGTAIL_MIGRATION_EVENTS_WEBHOOKS = [entry, entry]
    [message] = checks.check_webhooks(None)
    assert "Entry 2" in message.msg
    settings.WAGTAIL_MIGRATION_EVENTS_WEBHOOKS = [entry]
    assert checks.check_webhooks(None) == []
