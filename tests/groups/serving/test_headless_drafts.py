"""What an editor previews on the site's front end, and who gets to see it."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.apps import apps
from django.urls import reverse
from wagtail.models import Page
from wagtail_headless_preview.models import HeadlessMixin

from tests.adopter.models import AssemblyPage, TownHallPage
from tests.editing import Editor
from tests.factories import MAY_3, make_event, translated
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.serving.headless_drafts import draft_for_token

pytestmark = pytest.mark.django_db


@pytest.fixture
def headless_halls() -> Any:
    """Town halls as a site writes them that sends all its readers to the front end."""
    before = TownHallPage.__bases__
    TownHallPage.__bases__ = (EventPageMixin, HeadlessMixin, Page)
    yield
    TownHallPage.__bases__ = before


def address(response: Any) -> tuple[str, dict[str, str]]:
    parts = urlsplit(response["Location"])
    asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
    return f"{parts.scheme}://{parts.netloc}{parts.path}", asked


def previewed(editor: Editor, page: Any) -> tuple[str, dict[str, str]]:
    """Look at what is in the editor's form, as its preview does; return the front end's address."""
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert editor.client.post(url, editor.data).json()["is_valid"]
    response = editor.client.get(url)
    assert response.status_code == 302, response.content
    return address(response)


def test_the_front_end_of_the_language_is_opened_and_gets_what_is_in_the_form(
    assembly: Any, editor_client: Any
) -> None:
    french = translated(assembly, "fr", title="Assemblée")
    url, asked = previewed(Editor.of(editor_client, french).fill(title="Grande assemblée"), french)
    assert url == "https://front.example/fr/"
    draft = draft_for_token(**asked, locale="fr")
    assert (draft.pk, draft.title, draft.locale_id) == (
        french.pk,
        "Grande assemblée",
        french.locale_id,
    )
    assert AssemblyPage.objects.get(pk=french.pk).title == "Assemblée"
    assert draft_for_token(**asked, locale="en") is None


def test_the_draft_of_a_translation_has_the_facts_that_are_published_now(
    assembly: Any, editor_client: Any
) -> None:
    french = translated(assembly, "fr", title="Assemblée")
    _url, asked = previewed(Editor.of(editor_client, french), french)
    assembly.starts_at = MAY_3 + dt.timedelta(days=1)
    assembly.save_revision().publish()
    assert draft_for_token(**asked).starts_at == assembly.starts_at


def test_a_token_ends_after_the_time_that_the_site_sets(
    assembly: Any, editor_client: Any, settings: Any
) -> None:
    _url, asked = previewed(Editor.of(editor_client, assembly), assembly)
    now = dt.datetime.now(dt.UTC)
    with time_machine.travel(now + dt.timedelta(minutes=59)):
        assert draft_for_token(**asked) is not None
    with time_machine.travel(now + dt.timedelta(minutes=61)):
        assert draft_for_token(**asked) is None
        settings.WAGTAIL_MIGRATION_EVENTS_PREVIEW_MAX_AGE = 2 * 3600
        assert draft_for_token(**asked) is not None


def test_a_page_that_is_only_being_made_is_seen_too(
    assembly: Any, site: Any, editor_client: Any
) -> None:
    editor = Editor.adding(editor_client, site.events["ar"], AssemblyPage).fill(title="New")
    url = reverse(
        "wagtailadmin_pages:preview_on_add",
        args=["adopter", "assemblypage", site.events["ar"].pk],
    )
    assert editor_client.post(url, editor.data).json()["is_valid"]
    front, asked = address(editor_client.get(url))
    draft = draft_for_token(**asked, locale="ar")
    assert front == "https://front.example/ar/"
    assert (draft.pk, draft.title, draft.live) == (None, "New", False)


def test_nothing_else_opens_a_draft(assembly: Any, editor_client: Any) -> None:
    _url, asked = previewed(Editor.of(editor_client, assembly), assembly)
    token = asked["token"]
    for content_type in ("adopter.townhallpage", "auth.user", "adopter", "no.such", "", "a.b.c"):
        assert draft_for_token(content_type, token) is None
    forged = f"id={assembly.pk}{token[token.index(':') :]}x"
    for wrong in ("", "x", token[:-1], forged, f"{token}\0"):
        assert draft_for_token(asked["content_type"], wrong) is None
    assembly.delete()
    assert draft_for_token(**asked) is None


def test_without_the_library_there_are_no_drafts(
    assembly: Any, editor_client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    _url, asked = previewed(Editor.of(editor_client, assembly), assembly)
    monkeypatch.setattr(apps, "is_installed", lambda name: name != "wagtail_headless_preview")
    assert draft_for_token(**asked) is None


def test_the_public_page_is_served_and_kept_as_that_of_any_event(
    assembly: Any, client: Any, editor_client: Any
) -> None:
    previewed(Editor.of(editor_client, assembly).fill(title="Not yet public"), assembly)
    client.logout()
    first = client.get(assembly.url)
    assert "Not yet public" not in first.content.decode()
    again = client.get(assembly.url, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304


def test_a_class_that_sends_readers_to_the_front_end_still_has_its_calendar_file(
    site: Any, client: Any, headless_halls: None
) -> None:
    hall = make_event(site.events["en"], TownHallPage, title="Hall", starts_at=MAY_3)
    response = client.get(hall.url)
    assert response.status_code == 302
    assert response["Location"] == f"https://front.example{hall.url}"
    assert b":Hall\r\n" in client.get(f"{hall.url}event.ics").content
