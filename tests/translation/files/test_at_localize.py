"""PO files that are sent to wagtail-localize's own address, as its editor does for organizers."""

from __future__ import annotations

from typing import Any

import polib
import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.translation.files.sending import download, filled_po, words
from tests.translation.files.test_bad_files import BAD
from tests.translation.translating import translation_of

pytestmark = [pytest.mark.localize, pytest.mark.django_db]


def _send(client: Any, event: Any, content: bytes | None, language: str = "fr") -> dict[str, str]:
    """Return what is said, by level; as somebody reads it who comes back to where they were."""
    url = reverse("wagtail_localize:upload_pofile", args=[translation_of(event, language).pk])
    there = reverse("wagtailadmin_pages:edit", args=[event.pk])
    file = {} if content is None else {"file": SimpleUploadedFile("a.po", content)}
    client.cookies.pop("messages", None)
    response = client.post(url, {"next": there, **file})
    assert (response.status_code, response.url) == (302, there)
    return {each.level_tag: str(each).strip() for each in get_messages(response.wsgi_request)}


@pytest.fixture
def work(event: Any, editor_client: Any) -> bytes:
    return filled_po(
        download(editor_client, event, "fr", "po"),
        {"Programme": "Le programme", "Forum of cities": "Forum des villes"},
    )


def test_a_good_file_is_kept(event: Any, editor_client: Any, work: bytes):
    assert "Saved: 2." in _send(editor_client, event, work)["success"]
    assert words(event, "fr")["Programme"] == ("Le programme", "manual", True)


def test_pieces_of_another_event_are_named_and_nothing_is_kept(
    event: Any, editor_client: Any, work: bytes
):
    po = polib.pofile(work.decode())
    next(each for each in po if each.msgid == "Programme").msgctxt = "body.strange"
    said = _send(editor_client, event, str(po).encode())
    assert said == {"error": "Nothing was kept: The event has no such text. body.strange"}
    for key, shown in (
        (str(translation_of(event, "ar").uuid), "Forum of cities (Arabic)"),
        ("6e0e3a54-0000-4000-8000-000000000000", "6e0e3a54-0000-4000-8000-000000000000"),
        ("<i>x", "&lt;i&gt;x"),
    ):
        po.metadata["X-WagtailLocalize-TranslationID"] = key
        said = _send(editor_client, event, str(po).encode())
        assert list(said) == ["error"]
        assert "Nothing was kept: It belongs to" in said["error"]
        assert shown in said["error"]
    assert words(event, "fr") == {}
    assert words(event, "ar") == {}


def test_what_is_wrong_in_a_piece_is_named_and_the_rest_is_kept(
    event: Any, editor_client: Any, work: bytes
):
    broken = work.replace(b"Le programme", b"Le <b>programme")
    said = _send(editor_client, event, broken)
    assert "Saved: 1." in said["success"]
    assert "The tag <b> is not closed." in said["warning"].replace("&lt;", "<").replace("&gt;", ">")
    assert list(words(event, "fr")) == ["Forum of cities"]


@pytest.mark.parametrize("kind", [None, *(kind for kind in BAD if "PO" in kind or kind == "path")])
def test_what_is_no_po_file_is_refused_with_a_reason(
    kind: str | None, event: Any, editor_client: Any
):
    content, reason = BAD[kind] if kind else (None, "This field is required.")
    said = _send(editor_client, event, content)
    assert list(said) == ["error"]
    assert reason in said["error"]
