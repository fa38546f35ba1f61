"""Minor edits of the source."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission, PageLogEntry
from wagtail.signals import page_published

from tests.editing import Editor
from tests.factories import MAY_3, make_event, translated
from wagtail_migration_events.events.freshness.source_text import SourceText
from wagtail_migration_events.events.freshness.staleness import stale_texts

pytestmark = pytest.mark.django_db


def again(page):
    return type(page).objects.get(pk=page.pk)


def stale(page):
    return [each.name for each in stale_texts(again(page))]


@pytest.fixture
def event(site):
    return make_event(
        site.events["en"], title="Forum", summary="A comma.", starts_at=MAY_3, timezone="UTC"
    )


@pytest.fixture
def french(event):
    return translated(event, "fr", title="Réunion", summary="Une virgule.")


def minor(editor, reason="A comma"):
    return editor.fill(minor_edit="on", minor_reason=reason)


def test_a_minor_edit_makes_no_translation_stale(event, french, editor_client):
    minor(Editor.of(editor_client, event).fill(summary="A, comma.")).publish()
    assert again(event).summary == "A, comma."
    assert stale(french) == []
    Editor.of(editor_client, event).fill(summary="Something else.").publish()
    assert stale(french) == ["summary"]


def test_it_is_logged_with_name_and_reason(event, french, editor_client):
    minor(Editor.of(editor_client, event).fill(summary="A, comma."), "Comma mended").publish()
    noted = SourceText.objects.get(minor_reason="Comma mended")
    assert (noted.name, noted.minor_by) == ("summary", editor_client.user)
    entry = PageLogEntry.objects.get(action="wagtail_migration_events.minor_edit")
    assert (entry.user, entry.page_id) == (editor_client.user, event.pk)
    history = editor_client.get(reverse("wagtailadmin_pages:history", args=[event.pk]))
    assert "Minor edit of summary: Comma mended" in history.content.decode()


def test_a_translation_that_was_stale_before_stays_stale(event, french, editor_client):
    Editor.of(editor_client, event).fill(summary="Something else").publish()
    minor(Editor.of(editor_client, event).fill(summary="Something else.")).publish()
    assert stale(french) == ["summary"]


def test_it_counts_only_for_the_texts_that_change_now(event, french, editor_client):
    Editor.of(editor_client, event).fill(title="Great forum").publish()
    minor(Editor.of(editor_client, event).fill(summary="A, comma.")).publish()
    assert stale(french) == ["title"]
    assert list(SourceText.objects.exclude(minor_reason="").values_list("name", flat=True)) == [
        "summary"
    ]


def test_a_reason_is_asked_for(event, french, editor_client):
    editor = minor(Editor.of(editor_client, event).fill(summary="A, comma."), "  ")
    editor.publish()
    assert "minor_reason" in editor.errors
    editor.save_draft()
    assert editor.response.status_code == 302


def test_a_draft_does_not_count_and_a_publish_without_change_says_so(event, french, editor_client):
    minor(Editor.of(editor_client, event).fill(summary="A, comma.")).save_draft()
    Editor.of(editor_client, event).publish()
    assert stale(french) == ["summary"]
    response = minor(Editor.of(editor_client, event)).publish()
    page = editor_client.get(response.url).content.decode()
    assert "no minor edit to note" in page
    assert not PageLogEntry.objects.filter(action="wagtail_migration_events.minor_edit").exists()


def test_it_is_asked_only_in_the_published_source_of_several_languages(site, event, editor_client):
    assert "minor_edit" not in Editor.of(editor_client, event).html
    french = translated(event, "fr")
    assert "minor_edit" in Editor.of(editor_client, event).html
    assert "minor_edit" not in Editor.of(editor_client, french).html
    assert "minor_edit" not in Editor.adding(editor_client, site.events["en"]).html


def test_who_may_not_publish_is_not_asked(site, event, french, client, django_user_model):
    group = Group.objects.create(name="writers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    change = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=group, page=site.home["en"], permission=change)
    user = django_user_model.objects.create_user("writer", password="writer")
    user.groups.add(group)
    client.force_login(user)
    editor = Editor.of(client, event)
    assert "minor_edit" not in editor.html
    minor(editor.fill(summary="A, comma.")).publish()
    assert again(event).summary == "A comma."
    assert not SourceText.objects.exclude(minor_reason="").exists()


def test_a_forged_minor_edit_of_a_sibling_changes_nothing(event, french, editor_client):
    Editor.of(editor_client, event).fill(summary="Something else").publish()
    minor(Editor.of(editor_client, french).fill(title="Réunion !")).publish()
    assert stale(french) == ["summary"]


def test_what_somebody_else_publishes_in_the_same_moment_is_no_minor_edit(
    event, french, editor_client
):
    def publish_more(sender, instance, **kwargs):
        page_published.disconnect(publish_more)
        page = again(event)
        page.summary = "Something else."
        page.save_revision().publish()

    page_published.connect(publish_more)
    minor(Editor.of(editor_client, event).fill(summary="A, comma.")).publish()
    assert again(event).summary == "Something else."
    assert stale(french) == ["summary"]
    assert SourceText.objects.get(minor_by=editor_client.user).text == "A, comma."
