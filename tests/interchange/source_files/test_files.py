"""Files that rows name: fetched once, within limits, and left as links otherwise."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from tests.interchange.building import ADDRESS, make_row, write_rows
from wagtail_migration_events.interchange.readers import addresses
from wagtail_migration_events.outgoing.fetching import Answer, AnswerTooLongError
from wagtail_migration_events.pages.models import EventPage

HOST = "https://files.example.org"


def png(color: str) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (2, 2), color).save(content, "PNG")
    return content.getvalue()


PDF = Answer(200, {"content-type": "application/pdf"}, b"%PDF-1.7")
ANSWERS: dict[str, Any] = {
    f"{HOST}/harbour_at-dawn.png": Answer(200, {"content-type": "image/png"}, png("red")),
    f"{HOST}/no-image.png": Answer(200, {"content-type": "image/png"}, b"nothing"),
    f"{HOST}/concept-note.pdf": PDF,
    f"{HOST}/copy.pdf": PDF,
    f"{HOST}/login.pdf": Answer(200, {"content-type": "text/html"}, b"<form>"),
    f"{HOST}/macro.docm": Answer(200, {}, b"PK"),
    f"{HOST}/huge.pdf": AnswerTooLongError("The answer is longer than 1000 bytes."),
}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> list[str]:
    """The addresses that were asked; nobody is asked in truth but hosts that are refused."""
    seen: list[str] = []
    fetch = addresses.fetch

    def answer(url: str, **options: Any) -> Answer:
        if not url.startswith(HOST):
            return fetch(url, **options)
        seen.append(url.removeprefix(HOST))
        assert options["most_bytes"] == 1000
        if isinstance(found := ANSWERS[url], Exception):
            raise found
        return found  # type: ignore[no-any-return]

    monkeypatch.setattr(addresses, "fetch", answer)
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.WAGTAIL_MIGRATION_EVENTS_IMPORT_FILE_SIZE = 1000
    settings.WAGTAIL_MIGRATION_EVENTS_IMPORT_COLLECTION = "Imported"
    return seen


def run(path: Path, *options: str) -> str:
    out = io.StringIO()
    with contextlib.suppress(SystemExit):
        call_command("events_import", str(path), *options, stdout=out, stderr=io.StringIO())
    return out.getvalue()


def material(page: Any) -> list[tuple[str, str]]:
    return [(block.block_type, block.value["title"]) for block in page.resources]


def test_files_are_left_as_links_until_somebody_has_them_fetched_once(
    site: Any, asked: list[str], tmp_path: Path, settings: Any
) -> None:
    refused = [f"{HOST}/{name}" for name in ("login.pdf", "macro.docm", "huge.pdf")]
    image, note, copy = (
        f"{HOST}/{name}" for name in ("harbour_at-dawn.png", "concept-note.pdf", "copy.pdf")
    )
    path = write_rows(
        tmp_path / "events.jsonl",
        make_row(image=image, image_alt="A harbour", documents=[note, *refused]),
        make_row(url=f"{ADDRESS}-2", image=image, documents=[copy, "https://127.0.0.1/x.pdf"]),
        make_row(url=f"{ADDRESS}-3", image=f"{HOST}/no-image.png"),
    )
    said = run(path)
    assert said.endswith("3 created, 0 updated, 0 unchanged, 0 drafts, 0 refused\n")
    assert f"note: The image {image} is kept in the record." in said
    assert not asked
    page = EventPage.objects.get(external_id=ADDRESS)
    assert material(page)[0] == ("link", "concept note")
    assert page.resources[0].value["url"] == note
    assert (page.image, page.image_alt) == (None, "A harbour")
    assert "2 unchanged" not in run(path, "--dry-run", "--fetch-files")
    assert not asked

    said = run(path, "--fetch-files")
    for name in ("login.pdf", "macro.docm", "huge.pdf", "no-image.png"):
        assert f"{HOST}/{name} was not fetched and stays a link." in said
    assert "https://127.0.0.1/x.pdf was not fetched and stays a link." in said
    assert "longer than 1000 bytes" in said
    first, second = EventPage.objects.filter(image__isnull=False).order_by("pk")
    assert first.image == second.image
    assert first.image.title == "harbour at dawn"
    assert first.image.collection.name == "Imported"
    assert material(first)[0] == ("document", "concept note")
    assert [kind for kind, _title in material(first)[1:]] == ["link"] * 3
    # The same file at two addresses is one document.
    assert first.resources[0].value["document"] == second.resources[0].value["document"]
    assert get_image_model().objects.count() == get_document_model().objects.count() == 1

    asked.clear()
    again = run(path, "--fetch-files")
    assert again.endswith("0 created, 0 updated, 3 unchanged, 0 drafts, 0 refused\n")
    # Only what may be another page the next time; what the limits refuse, when they are others.
    assert asked == ["/login.pdf"]
    assert again.count("The limits refused it in an earlier run, and are the same.") == 3
    settings.WAGTAIL_MIGRATION_EVENTS_IMPORT_FILE_TYPES = ["pdf", "zip"]
    asked.clear()
    run(path, "--fetch-files")
    assert set(asked) == {"/login.pdf", "/macro.docm", "/huge.pdf", "/no-image.png"}
    # Without asking anybody what is there already stays.
    assert run(path).endswith("3 unchanged, 0 drafts, 0 refused\n")
    first.image.delete()
    assert "1 created" not in run(path, "--fetch-files")
    assert get_image_model().objects.count() == 1
