"""Stale texts in the editor of a translation, and the word of a translator that they are right."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission, PageLogEntry

from tests.editing import Editor
from tests.factories import MAY_3, make_event, translated
from wagtail_migration_events.events.freshness.staleness import stale_texts

pytestmark = pytest.mark.django_db


def again(page):
    return type(page).objects.get(pk=page.pk)


def stale(page):
    return [each.name for each in stale_texts(again(page))]


@pytest.fixture
def event(site):
    return make_event(
        site.events["en"], title="Forum", summary="Bring a hat.", starts_at=MAY_3, timezone="UTC"
    )


@pytest.fixture
def french(event, editor_client):
    """A translation of which title and summary are stale."""
    french = translated(event, "fr", title="Réunion", summary="Apportez un chapeau.")
    Editor.of(editor_client, event).fill(title="Big forum", summary="Bring a coat.").publish()
    return again(french)


class Confirming(Editor):
    """The page on which translations are declared right."""

    def __init__(self, client, page, *texts):
        self.client = client
        self.url = confirm_url(page)
        self._answer = client.get(self.url, {"text": texts})
        self.tokens = [
            box["value"] for box in self.soup.find_all("input", attrs={"type": "checkbox"})
        ]

    def send(self):
        self._answer = self.client.post(self.url, {"text": self.tokens}, follow=True)
        return self.response


def confirm_url(page):
    return reverse("wagtail_migration_events_confirm_text", args=[page.pk])


def test_the_editor_names_the_stale_texts_with_old_and_new_words(french, editor_client):
    html = Editor.of(editor_client, french).html
    assert "2 texts of the source have changed" in html
    assert "Summary: changed on" in html
    assert '<span class="deletion">hat.</span><span class="addition">coat.</span>' in html
    assert f"{confirm_url(french)}?text=summary" in html


def test_a_page_that_is_up_to_date_says_nothing(event, editor_client):
    french = translated(event, "fr")
    assert "of the source ha" not in Editor.of(editor_client, french).html
    assert "of the source ha" not in Editor.of(editor_client, event).html


def test_one_text_is_confirmed_for_the_public_page_and_the_draft(french, editor_client):
    Confirming(editor_client, french, "summary").send()
    assert stale(french) == ["title"]
    draft = again(french).get_latest_revision_as_object()
    assert [each.name for each in stale_texts(draft)] == ["title"]
    assert "One text of the source has changed" in Editor.of(editor_client, french).html
    again(french).get_latest_revision().publish()
    assert stale(french) == ["title"]


def test_all_are_confirmed_and_it_is_in_the_history(french, editor_client):
    revisions = french.revisions.count()
    Confirming(editor_client, french).send()
    assert stale(french) == []
    assert french.revisions.count() == revisions
    entry = PageLogEntry.objects.get(action="wagtail_migration_events.text_confirmed")
    assert (entry.user, entry.data["texts"]) == (editor_client.user, ["title", "summary"])
    history = editor_client.get(reverse("wagtailadmin_pages:history", args=[french.pk]))
    assert "Still right after a change of the source: title, summary" in history.content.decode()


def test_a_draft_with_other_words_says_nothing_about_the_public_page(french, editor_client):
    french.summary = "Apportez un chapeau !"
    french.text_basis = again(french).text_basis
    revision = french.save_revision()
    content = revision.content  # as if it was written before the source changed
    basis = {**content["text_basis"], "summary": again(french).text_basis["summary"]}
    basis["summary"] = [basis["summary"][0], content["text_basis"]["summary"][1]]
    type(revision).objects.filter(pk=revision.pk).update(content={**content, "text_basis": basis})
    Confirming(editor_client, french, "summary").send()
    draft = again(french).get_latest_revision_as_object()
    assert [each.name for each in stale_texts(draft)] == ["title"]
    assert stale(french) == ["title", "summary"]


def test_looking_changes_nothing(french, editor_client):
    Confirming(editor_client, french)
    assert stale(french) == ["title", "summary"]


def test_words_that_nobody_has_seen_are_not_confirmed(event, french, editor_client):
    page = Confirming(editor_client, french, "summary")
    Editor.of(editor_client, event).fill(summary="Bring nothing.").publish()
    assert "changed once more" in page.send().content.decode()
    assert stale(french) == ["title", "summary"]


@pytest.mark.parametrize("sent", [[], ["summary"], ["summary:x"], ["nonsense:1", "a" * 5000]])
def test_nonsense_is_answered_with_a_message(french, editor_client, sent):
    response = editor_client.post(confirm_url(french), {"text": sent}, follow=True)
    assert response.status_code == 200
    assert stale(french) == ["title", "summary"]


def test_only_who_may_publish_the_translation_may_say_so(
    site, french, client, django_user_model, editor_client
):
    tokens = Confirming(editor_client, french).tokens
    group = Group.objects.create(name="translators")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    change = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=group, page=site.home["fr"], permission=change)
    user = django_user_model.objects.create_user("amina", password="amina")
    user.groups.add(group)
    client.force_login(user)
    assert confirm_url(french) not in Editor.of(client, french).html
    for answer in (
        client.get(confirm_url(french)),
        client.post(confirm_url(french), {"text": tokens}),
    ):
        assert answer.status_code == 302
        assert answer.url == reverse("wagtailadmin_home")
    assert stale(french) == ["title", "summary"]


def test_other_pages_have_no_such_view(site, event, editor_client):
    for number in (site.events["en"].pk, 99999):
        url = reverse("wagtail_migration_events_confirm_text", args=[number])
        assert editor_client.get(url, follow=True).status_code == 404
    assert editor_client.get(confirm_url(event)).status_code == 302
