"""Download and upload the way people do it, and change files the way their programs do."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import polib
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from tests.translation.translating import translation_of

FILES = "wagtail_migration_events_files"


def download_address(page: Any, language: str, name: str) -> str:
    return reverse(f"{FILES}:download", args=[translation_of(page, language).pk, name])


def download(client: Any, page: Any, language: str, name: str) -> bytes:
    response = client.get(download_address(page, language, name))
    assert response.status_code == 200, response
    return bytes(response.content)


def upload(client: Any, content: bytes, name: str = "x.po", page: Any = None) -> Any:
    """Send a file to the screen of a page, or to the one for files of any events."""
    url = reverse(f"{FILES}:page", args=[page.pk]) if page else reverse(f"{FILES}:upload")
    return client.post(url, {"file": SimpleUploadedFile(name, content)})


def told(response: Any) -> str:
    """Return the words of the report, or of the errors at the form, on one line."""
    assert response.status_code == 200, response
    soup = BeautifulSoup(response.content, "html.parser")
    parts = soup.select("section[aria-labelledby=file-reports], .error-message, .w-field__errors")
    return re.sub(r"\s+", " ", " ".join(part.get_text(" ") for part in parts))


def words(page: Any, language: str) -> dict[str, tuple[str, str, bool]]:
    """Return what localize has: by source text, the translation, its type, and whether it counts
    as wrong."""
    from wagtail_localize.models import StringTranslation

    found = StringTranslation.objects.filter(
        context__object=page.translation_key, locale__language_code=language
    )
    return {
        row.translation_of.data: (row.data, row.translation_type, not row.has_error)
        for row in found.select_related("translation_of")
    }


def sheet_of(content: bytes) -> Any:
    return load_workbook(BytesIO(content)).active


def filled(content: bytes, translations: dict[str, str]) -> bytes:
    """Return a workbook in which somebody has typed translations, by what the source cell says."""
    book = load_workbook(BytesIO(content))
    missing = set(translations)
    for _key, source, target, _note in book.active.iter_rows(min_row=2):
        if source.value in translations:
            target.value = translations[source.value]
            target.data_type = "s"
            missing.discard(source.value)
    assert not missing
    book.save(file := BytesIO())
    return file.getvalue()


def filled_po(content: bytes, translations: dict[str, str]) -> bytes:
    po = polib.pofile(content.decode())
    for entry in po:
        if entry.msgid in translations:
            entry.msgstr = translations[entry.msgid]
            entry.flags = []
    return str(po).encode()
