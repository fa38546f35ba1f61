"""Restoring an older version of an event."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from wagtail.actions.revert_to_page_revision import RevertToPageRevisionAction

from tests.editing import Editor
from tests.factories import MAY_3, make_event, make_organizer, translated
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db
HOUR = "13:00 Coordinated Universal Time (UTC)"
MAY_5 = MAY_3 + dt.timedelta(days=2)


def again(page):
    return type(page).objects.get(pk=page.pk)


@pytest.fixture
def event(site):
    """An event that was moved by two days, got another title and lost its organizer."""
    event = make_event(
        site.events["en"],
        title="Old forum",
        starts_at=MAY_3,
        timezone="UTC",
        registration_url="https://example.org/old",
        organizers=[make_organizer(site.organizers["en"], "IOM")],
    )
    event.starts_at, event.title, event.organizer_links = MAY_5, "Forum", []
    event.registration_url = "https://example.org/new"
    event.save_revision().publish()
    return again(event)


def restoring(client, page, query=""):
    older = page.revisions.order_by("pk").first()
    url = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, older.pk])
    editor = Editor(client, url + query)
    editor.url = url
    return editor


def messages_of(editor):
    return " ".join(
        each.get_text(" ", strip=True) for each in editor.soup.find_all(class_="messages")
    )


def test_it_says_which_facts_would_go_back_and_offers_them(event, editor_client):
    editor = restoring(editor_client, event)
    said = messages_of(editor)
    assert f"Start: 3 May 2027, {HOUR} instead of 5 May 2027, {HOUR}" in said
    assert "Organizers: IOM (Lead organizer) instead of not stated" in said
    assert "https://example.org/old instead of https://example.org/new" in said
    assert f"{editor.url}?restored_facts=old" in editor.html


def test_looking_changes_nothing(event, editor_client):
    count = event.revisions.count()
    restoring(editor_client, event)
    restoring(editor_client, event, "?restored_facts=old")
    assert again(event).revisions.count() == count
    assert again(event).starts_at == MAY_5


def test_the_text_comes_back_and_todays_facts_stay(event, editor_client):
    french = translated(event, "fr")
    editor = restoring(editor_client, event)
    assert "starts_at_date" not in editor.data
    editor.publish()
    assert editor.response.status_code == 302
    restored = again(event)
    assert restored.title == "Old forum"
    assert (restored.starts_at, restored.organizer_links.count()) == (MAY_5, 0)
    assert restored.registration_url == "https://example.org/new"
    assert again(french).starts_at == MAY_5


def test_a_form_that_was_tampered_with_keeps_todays_facts(event, editor_client):
    old = restoring(editor_client, event, "?restored_facts=old").data
    editor = restoring(editor_client, event)
    editor.data.update({key: value for key, value in old.items() if key != "restored_facts"})
    editor.data["registration_url"] = "https://example.org/forged"
    editor.publish()
    assert editor.response.status_code == 302
    assert again(event).starts_at == MAY_5
    assert again(event).registration_url == "https://example.org/new"


def test_the_old_facts_come_back_if_asked_for(event, editor_client):
    french = translated(event, "fr")
    editor = restoring(editor_client, event, "?restored_facts=old")
    assert "This form holds the facts of the older version" in messages_of(editor)
    assert editor.data["starts_at_date"] == "2027-05-03"
    editor.publish()
    assert editor.response.status_code == 302
    assert (again(event).starts_at, again(french).starts_at) == (MAY_3, MAY_3)
    assert again(event).organizer_links.count() == 1
    assert again(french).organizer_links.count() == 1


def test_facts_that_change_before_the_old_ones_are_taken_are_not_lost_unseen(event, editor_client):
    editor = restoring(editor_client, event, "?restored_facts=old")
    Editor.of(editor_client, event).fill(event_status="cancelled").publish()
    editor.publish()
    assert "Somebody has changed facts" in editor.errors[""][0]
    assert again(event).event_status == "cancelled"


def test_an_older_version_that_is_scheduled_has_todays_facts(event, editor_client):
    editor = restoring(editor_client, event)
    editor.fill(go_live_at="2099-01-01 10:00").publish()
    scheduled = EventPage.objects.get(pk=event.pk).scheduled_revision.as_object()
    assert (scheduled.title, scheduled.starts_at) == ("Old forum", MAY_5)


def test_a_sibling_shows_todays_facts_by_itself(event, editor_client):
    french = translated(event, "fr", title="Vieux")
    french.title = "Nouveau"
    french.save_revision().publish()
    event.venue = "Palais"
    event.save_revision().publish()
    editor = restoring(editor_client, french)
    assert "would go back" not in editor.html
    assert "Palais" in editor.html
    editor.publish()
    assert (again(french).venue, again(french).starts_at) == ("Palais", MAY_5)


def test_where_no_fact_has_changed_nothing_is_asked(site, editor_client):
    event = make_event(site.events["en"], title="One", starts_at=MAY_3)
    event.title = "Two"
    event.save_revision().publish()
    editor = restoring(editor_client, event)
    assert "would go back" not in messages_of(editor)
    editor.publish()
    assert again(event).title == "One"


def restored_by_an_action(page):
    """What both of Wagtail's APIs do to restore an older version; the result is a draft."""
    older = page.revisions.order_by("pk").first()
    return RevertToPageRevisionAction(again(page), older).execute().as_object()


def test_wagtails_api_restores_the_text_and_keeps_todays_facts(event):
    draft = restored_by_an_action(event)
    assert (draft.title, draft.starts_at) == ("Old forum", MAY_5)
    assert draft.registration_url == "https://example.org/new"
    assert draft.organizer_links.count() == 0
    again(event).get_latest_revision().publish()
    assert (again(event).title, again(event).starts_at) == ("Old forum", MAY_5)


def test_wagtails_api_keeps_the_newest_facts_of_a_draft(site):
    event = make_event(site.events["en"], title="One", starts_at=MAY_3, live=False)
    event.title, event.starts_at = "Two", MAY_5
    event.save_revision()
    draft = restored_by_an_action(event)
    assert (draft.title, draft.starts_at) == ("One", MAY_5)
