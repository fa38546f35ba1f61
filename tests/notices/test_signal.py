"""Whatever changes what the public sees of an event is told once, after its transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction
from django.test import TestCase
from django.urls import reverse
from wagtail.models import PageViewRestriction

from tests.editing import Editor
from tests.factories import MAY_3, make_event, make_page, translated
from wagtail_migration_events.notices import recording
from wagtail_migration_events.notices.signals import event_changed
from wagtail_migration_events.pages.models import EventIndexPage, EventPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(django_capture_on_commit_callbacks: Any) -> Iterator[Any]:
    """Run something, with what follows after its commit, and return what was told."""
    found: list[dict[str, Any]] = []

    def note(sender: Any, signal: Any, **told: Any) -> None:
        found.append(told)

    def run(job: Any) -> list[dict[str, Any]]:
        found.clear()
        with django_capture_on_commit_callbacks(execute=True):
            job()
        return list(found)

    event_changed.connect(note)
    yield run
    event_changed.disconnect(note)


@pytest.fixture
def event(site: Any, told: Any) -> Any:
    made = []
    told(lambda: made.append(make_event(site.events["en"], title="Forum", starts_at=MAY_3)))
    return made[0]


def again(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk)


def test_a_draft_is_told_to_nobody_until_it_is_published(site: Any, told: Any):
    made: list[Any] = []
    assert told(lambda: made.append(make_event(site.events["en"], live=False))) == []
    draft = again(made[0])
    assert told(lambda: draft.save()) == []
    [news] = told(lambda: draft.save_revision().publish())
    assert news == {
        "key": draft.translation_key,
        "what": "published",
        "pages": [draft.pk],
        "languages": ["en"],
        "languages_gone": [],
    }


def test_a_draft_of_a_published_event_is_told_to_nobody(event: Any, told: Any, editor_client: Any):
    def edit() -> None:
        Editor.of(editor_client, event).fill(title="Secret").save_draft()

    assert told(edit) == []


def test_a_change_in_the_editor_is_told_once_for_all_languages(
    event: Any, told: Any, editor_client: Any
):
    [news] = told(lambda: translated(event, "fr"))
    assert (news["what"], news["languages"]) == ("changed", ["en", "fr"])

    def edit() -> None:
        Editor.of(editor_client, event).fill(starts_at_date="2027-06-04").publish()

    [news] = told(edit)
    assert (news["what"], len(news["pages"])) == ("changed", 2)


def test_a_language_that_goes_is_named_and_then_the_event_is_gone(event: Any, told: Any):
    made: list[Any] = []
    told(lambda: made.append(translated(event, "fr")))
    [news] = told(lambda: again(made[0]).unpublish())
    assert (news["what"], news["languages"], news["languages_gone"]) == ("changed", ["en"], ["fr"])
    [news] = told(lambda: again(event).unpublish())
    assert (news["what"], news["pages"], news["languages_gone"]) == ("unpublished", [], ["en"])
    [news] = told(lambda: again(event).save_revision().publish())
    assert news["what"] == "published"


def test_a_deleted_event(event: Any, told: Any):
    [news] = told(lambda: again(event).delete())
    assert (news["key"], news["what"]) == (event.translation_key, "deleted")


def test_a_deleted_index_takes_all_its_events_with_it(site: Any, told: Any):
    index = make_page(EventIndexPage, site.home["en"], title="Old")
    told(lambda: [make_event(index) for _ in range(3)])
    told(lambda: make_event(index, live=False))
    news = told(lambda: again(index).delete())
    assert [each["what"] for each in news] == ["deleted"] * 3


def test_an_event_whose_time_runs_out(event: Any, told: Any):
    page = again(event)
    page.expire_at = dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)
    told(lambda: page.save_revision().publish())
    with time_machine.travel(page.expire_at + dt.timedelta(minutes=1)):
        [news] = told(lambda: call_command("publish_scheduled"))
    assert (news["what"], news["languages_gone"]) == ("unpublished", ["en"])


def test_an_event_whose_time_comes(event: Any, told: Any, editor_client: Any):
    told(lambda: again(event).unpublish())
    go_live = dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)
    editor = Editor.of(editor_client, event).fill(go_live_at=f"{go_live:%Y-%m-%d %H:%M}")
    assert told(editor.publish) == []
    with time_machine.travel(go_live + dt.timedelta(minutes=1)):
        [news] = told(lambda: call_command("publish_scheduled"))
    assert news["what"] == "published"


def test_the_bulk_action_of_wagtail(event: Any, told: Any, editor_client: Any):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    data = {"include_descendants": ""}
    [news] = told(lambda: editor_client.post(f"{url}?id={event.pk}", data))
    assert news["what"] == "unpublished"


def test_a_status_changed_for_all_languages(event: Any, told: Any):
    def cancel() -> None:
        page = again(event)
        page.event_status = "cancelled"
        page.save(update_fields=["event_status"])

    [news] = told(cancel)
    assert news["what"] == "changed"


def test_other_addresses_below_a_page_that_is_renamed_or_moved(event: Any, site: Any, told: Any):
    def rename() -> None:
        index = again(site.events["en"])
        index.slug = "what-is-on"
        index.save()

    [news] = told(rename)
    assert (news["key"], news["what"]) == (event.translation_key, "changed")
    target = make_page(EventIndexPage, site.home["en"], title="Elsewhere")
    [news] = told(lambda: again(event).move(target, pos="last-child"))
    assert (news["key"], news["what"]) == (event.translation_key, "changed")


def test_a_branch_that_becomes_private_and_public_again(event: Any, site: Any, told: Any):
    made: list[Any] = []

    def close() -> None:
        restriction = PageViewRestriction.objects.create(
            page=site.events["en"], restriction_type=PageViewRestriction.LOGIN
        )
        made.append(restriction)

    [news] = told(close)
    assert (news["what"], news["pages"]) == ("unpublished", [])
    assert told(lambda: again(event).save_revision().publish()) == []
    [news] = told(lambda: made[0].delete())
    assert news["what"] == "published"


def test_several_changes_in_one_transaction_are_told_once(event: Any, told: Any):
    def both() -> None:
        with transaction.atomic():
            for title in ("One", "Two"):
                page = again(event)
                page.title = title
                page.save_revision().publish()

    assert len(told(both)) == 1


def test_a_change_that_is_undone_with_its_transaction_is_not_told(event: Any, told: Any):
    def fail() -> None:
        with transaction.atomic():
            again(event).unpublish()
            transaction.set_rollback(True)

    assert told(fail) == []
    assert EventPage.objects.get(pk=event.pk).live


def test_a_receiver_that_fails_harms_nobody(event: Any, told: Any):
    def fail(**kwargs: Any) -> None:
        raise RuntimeError

    event_changed.connect(fail)
    try:
        assert len(told(lambda: again(event).unpublish())) == 1
    finally:
        event_changed.disconnect(fail)


def test_what_fails_after_the_commit_does_not_reach_whoever_publishes(
    event: Any, monkeypatch: Any, caplog: Any
):
    def fail(keys: Any) -> None:
        raise RuntimeError("gone")

    monkeypatch.setattr(recording, "tell", fail)
    with TestCase.captureOnCommitCallbacks(execute=True):
        again(event).unpublish()
    assert "gone" in caplog.text
