"""Whatever is done to event pages, the index then has the rows that a rebuild would make."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from tests.editing import Editor
from tests.factories import MAY_3, make_event, make_organizer, make_page
from tests.interchange.building import import_rows, make_row
from tests.occurrences.index_checks import again, assert_index_is_right, codes, press, starts
from tests.status_steps import change, undo
from wagtail_migration_events.occurrences.rows import IndexedCodes, IndexedOccurrence
from wagtail_migration_events.pages.models import EventIndexPage, EventPage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index_kept_right")]
JUNE_4 = dt.datetime(2027, 6, 4, 9, 0, tzinfo=dt.UTC)
LINK = "https://example.org/register"


# --- Publishing ---


def test_the_assertion_of_these_tests_notices_a_page_written_behind_our_back(event: Any):
    EventPage.objects.filter(pk=event.pk).update(starts_at=JUNE_4)
    with pytest.raises(AssertionError, match=str(event.pk)):
        assert_index_is_right()
    EventPage.objects.filter(pk=event.pk).update(starts_at=MAY_3)


def test_publishing_from_the_editor_a_schedule_expiry_and_an_older_version(
    event: Any, french: Any, editor_client: Any
):
    Editor.of(editor_client, event).fill(
        starts_at_date="2027-06-04", starts_at_time="11:00"
    ).publish()
    assert starts(event) == starts(french) == [JUNE_4]
    first = again(event).revisions.order_by("pk").first()
    first.publish()
    assert starts(event) == starts(french) == [MAY_3]
    later, end = timezone.now() + dt.timedelta(hours=2), timezone.now() + dt.timedelta(hours=4)
    scheduled = again(event)
    scheduled.starts_at, scheduled.go_live_at, scheduled.expire_at = JUNE_4, later, end
    scheduled.save_revision().publish()
    assert_index_is_right()
    for moment in (later, end):
        with time_machine.travel(moment + dt.timedelta(minutes=1)):
            call_command("publish_scheduled")
        assert_index_is_right()
    assert starts(french) == [JUNE_4]
    assert not again(event).live


def test_organizers_that_change(site: Any, event: Any, french: Any, editor_client: Any):
    other = make_organizer(site.organizers["en"], "Other")
    Editor.of(editor_client, event).add_organizer(other, "host").publish()
    for page in (event, french):
        assert f"organizer:{other.translation_key}" in codes(page)


def test_one_column_and_a_column_of_the_site(site: Any, event: Any):
    event.starts_at = JUNE_4
    event.save(update_fields=["starts_at"])
    assert starts(event) == [JUNE_4]


@pytest.mark.parametrize("column", ["locale", "translation_key"])
def test_columns_of_wagtail_that_say_which_event_it_is(column: str, site: Any, event: Any):
    """As somebody does who mends a page that was made in the wrong language."""
    value = {"locale": site.home["fr"].locale, "translation_key": "c0ffee00" + "0" * 24}[column]
    setattr(event, column, value)
    event.save(update_fields=[column])
    row = IndexedOccurrence.objects.get(page=event.pk)
    assert (row.language == "fr") == (column == "locale")
    assert (row.key.hex.startswith("c0ffee")) == (column == "translation_key")


def test_what_is_rolled_back(event: Any, french: Any):
    class RefusedError(Exception):
        pass

    def publish_and_fail() -> None:
        with transaction.atomic():
            page = again(event)
            page.starts_at = JUNE_4
            page.save_revision().publish()
            raise RefusedError

    with pytest.raises(RefusedError):
        publish_and_fail()
    assert starts(event) == starts(french) == [MAY_3]


def test_a_status_that_changes_and_is_undone(event: Any, french: Any, editor_client: Any):
    message = change(editor_client, event, "cancel", reason="Storm")
    assert "status:cancelled" in codes(french)
    undo(editor_client, message)
    assert "status:scheduled" in codes(french)
    change(editor_client, french, "postpone", reason="")
    assert "status:postponed" in codes(event)


def test_the_import(site: Any):
    row = make_row(start="2027-05-03", end="2027-05-03", timezone="Europe/Zurich")
    import_rows(site.events["en"], row, {**row, "url": "https://example.org/events/b"})
    assert IndexedCodes.objects.count() == 2
    import_rows(site.events["en"], {**row, "start": "2027-06-04", "end": "2027-06-04"})


def test_facts_that_follow_in_the_background(
    event: Any, french: Any, settings: Any, django_capture_on_commit_callbacks: Any
):
    settings.WAGTAIL_MIGRATION_EVENTS_FACTS_IN_BACKGROUND = True
    event.starts_at, event.registration_url = JUNE_4, LINK
    with django_capture_on_commit_callbacks(execute=True):
        event.save_revision().publish()
    assert starts(french) == [JUNE_4]
    assert any(code.startswith("registration:open") for code in codes(french))


# --- The tree ---


def test_moving_copying_unpublishing_and_deleting(
    site: Any, event: Any, french: Any, editor_client: Any
):
    part = make_event(event, starts_at=MAY_3, part_of=[event.translation_key])
    place = make_page(EventIndexPage, site.home["en"], title="Archive")
    url = reverse("wagtailadmin_pages:move_confirm", args=[event.pk, place.pk])
    assert editor_client.post(url).status_code == 302
    assert_index_is_right()
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": site.events["en"].pk}
    press(editor_client, event, "copy", **data, copy_subpages="on", publish_copies="on")
    copy = EventPage.objects.get(title="Copy")
    assert starts(copy) == [MAY_3]
    assert_index_is_right()
    again(event).unpublish()
    assert_index_is_right()
    again(event).delete()
    assert not IndexedOccurrence.objects.filter(page__in=[event.pk, part.pk]).exists()
    assert starts(french) == [MAY_3]
