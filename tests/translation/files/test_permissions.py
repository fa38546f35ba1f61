"""Who may take text out and bring it back: every cell of the tables is a request."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from tests.translation.files.conftest import ROLES
from tests.translation.files.sending import (
    FILES,
    download,
    download_address,
    filled_po,
    told,
    upload,
    words,
)
from tests.translation.translating import in_language, stop, translation_of

pytestmark = [pytest.mark.localize, pytest.mark.django_db]

LANGUAGES = ("fr", "ar")
MAY_READ = {
    "coordinator": {"fr", "ar"},
    "editor": set(),
    "translator-fr": {"fr"},
    "translator-ar": {"ar"},
    "nobody": set(),
}
MAY_WRITE = {role: set() if role == "coordinator" else may for role, may in MAY_READ.items()}


def work_of(client: Any, event: Any, language: str) -> bytes:
    return filled_po(download(client, event, language, "po"), {"Programme": f"In {language}"})


@pytest.mark.parametrize("name", ["xlsx", "po"])
def test_who_may_download(name: str, event: Any, person: Any):
    for role in ROLES:
        client = person(role)
        for language in LANGUAGES:
            response = client.get(download_address(event, language, name))
            allowed = language in MAY_READ[role]
            assert (response.status_code == 200) is allowed, (role, language)
            screen = reverse(f"{FILES}:page", args=[in_language(event, language).pk])
            shown = client.get(screen)
            assert (shown.status_code == 200) is allowed, (role, language)
            assert allowed or event.title not in shown.content.decode()


def test_who_may_bring_back(event: Any, person: Any, editor_client: Any):
    files = {language: work_of(editor_client, event, language) for language in LANGUAGES}
    for role in ROLES:
        client = person(role)
        for language in LANGUAGES:
            for page in (None, event, in_language(event, language)):
                before = words(event, language)
                response = upload(client, files[language], page=page)
                allowed = language in MAY_WRITE[role]
                done = response.status_code == 200 and "Saved: 1." in told(response)
                assert done is allowed, (role, language, page)
                assert (words(event, language) != before) is allowed
                if language not in MAY_READ[role] and page is not event:
                    assert event.title not in response.content.decode()
                _forget(event)


def _forget(event: Any) -> None:
    from wagtail_localize.models import StringTranslation

    StringTranslation.objects.filter(context__object=event.translation_key).delete()


def test_a_locked_page_takes_nothing(event: Any, person: Any, editor_client: Any):
    client = person("translator-fr")
    content = work_of(client, event, "fr")
    page = in_language(event, "fr")
    page.locked, page.locked_by, page.locked_at = True, editor_client.user, dt.datetime.now(dt.UTC)
    page.save(update_fields=["locked", "locked_by", "locked_at"], clean=False)
    assert "was locked by admin" in told(upload(client, content))
    response = upload(client, content, page=page)
    assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert words(event, "fr") == {}


def test_a_file_of_another_language_or_event_is_refused_here(event: Any, editor_client: Any):
    arabic = work_of(editor_client, event, "ar")
    said = told(upload(editor_client, arabic, page=in_language(event, "fr")))
    assert "It belongs to another event or another language." in said
    foreign = arabic.replace(
        str(translation_of(event, "ar").uuid).encode(), b"6f3c0b0e-8a51-4a55-9a5e-0e6b7c3d1f00"
    )
    assert "that this site does not have" in told(upload(editor_client, foreign))
    nameless = arabic.replace(b"X-WagtailLocalize-TranslationID", b"X-Other")
    assert "does not say for which event and language" in told(upload(editor_client, nameless))
    assert words(event, "ar") == words(event, "fr") == {}


def test_a_translation_that_became_a_regular_page_takes_no_files(event: Any, editor_client: Any):
    content = work_of(editor_client, event, "fr")
    stop(editor_client, event, "fr")
    assert "that this site does not have" in told(upload(editor_client, content))
    assert editor_client.get(download_address(event, "fr", "po"), follow=True).status_code == 404


def test_looking_changes_nothing(event: Any, editor_client: Any):
    for url in (reverse(f"{FILES}:upload"), reverse(f"{FILES}:page", args=[event.pk])):
        assert editor_client.get(url).status_code == 200
    assert editor_client.post(download_address(event, "fr", "po")).status_code == 405
    assert words(event, "fr") == {}


def test_the_editor_of_a_page_leads_to_its_files(event: Any, person: Any):
    client = person("translator-fr")
    page = in_language(event, "fr")
    url = reverse(f"{FILES}:page", args=[page.pk])
    explorer = reverse("wagtailadmin_explore", args=[page.pk])
    assert url in client.get(explorer).content.decode()
    shown = client.get(url).content.decode()
    assert download_address(event, "fr", "po") in shown
    assert download_address(event, "ar", "po") not in shown
