"""What people send by mistake or on purpose: a clear answer, and nothing is kept."""

from __future__ import annotations

import time
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from tests.translation.files.sending import download, filled, filled_po, told, upload, words

pytestmark = [pytest.mark.localize, pytest.mark.django_db]


def zipped(**files: bytes) -> bytes:
    archive = BytesIO()
    with ZipFile(archive, "w", ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return archive.getvalue()


def bomb(size: int, name: str = "xl/workbook.xml", number: int = 1) -> bytes:
    return zipped(**{f"{name}{each or ''}": b"0" * size for each in range(number)})


XML = '<?xml version="1.0"?>'
LAUGHS = (
    XML + '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    '<xliff version="1.2"><file original="x"><body/></file></xliff>'
)
STRANGE = XML + '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><xliff>&a;</xliff>'
BAD: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "The submitted file is empty."),
    "blank": (b" \n", "The file is empty."),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(200), "This is no PO, XLIFF or XLSX file."),
    "old Excel": (b"\xd0\xcf\x11\xe0" + bytes(600), "This is no PO, XLIFF or XLSX file."),
    "path": (b"/etc/passwd", "This is no PO, XLIFF or XLSX file."),
    "path with msgid": (b"/etc/passwd msgid", "The end of the file is missing."),
    "PO without a header": (b'msgid "a"\nmsgstr "b"\n', "does not say for which event"),
    "PO in Latin 1": ('msgid "été"\nmsgstr "b"\n'.encode("latin-1"), "is not in UTF-8"),
    "PO in UTF-16": ('msgid "a"\nmsgstr "b"\n'.encode("utf-16"), "is not in UTF-8. Save it in"),
    "Word": (zipped(**{"[Content_Types].xml": b""}), "This is another kind of document. Save it"),
    "workbook bomb": (bomb(50_000_000), "too large when it is unpacked"),
    "no workbook": (zipped(**{"xl/workbook.xml": b"<x/>"}), "This is no XLSX workbook"),
    "zip bomb": (bomb(40_000_000, "a.po", 3), "The zip file is too large when it is unpacked."),
    "one huge file": (bomb(6_000_000, "a.po"), "The file is too large."),
    "many files": (bomb(1, "a.po", 1001), "There are more than 1000 files in it."),
    "zip in a zip": (
        zipped(**{"a.zip": zipped(a=b"b")}),
        "An archive in an archive is not opened.",
    ),
    "empty zip": (zipped(**{"__MACOSX/a.po": b"x"}), "The zip file holds no translations."),
}
NEEDS_XLIFF: dict[str, tuple[bytes, str]] = {
    "entities": (LAUGHS.encode(), "The file declares entities"),
    "entity of a file": (STRANGE.encode(), "The file declares entities"),
    "other XML": ((XML + "<html/>").encode(), "This is no XLIFF 1.2 file"),
    "XLIFF 2": ((XML + '<xliff version="2.0"/>').encode(), "This is no XLIFF 1.2 file"),
    "deep XML": ((XML + "<a>" * 5000 + "</a>" * 5000).encode(), "This is no XLIFF 1.2 file"),
    "encoding": (b'<?xml version="1.0" encoding="x-none"?><xliff/>', "This is no XLIFF 1.2 file"),
}


@pytest.mark.parametrize("kind", BAD | NEEDS_XLIFF)
def test_what_is_no_translation_is_refused_with_a_reason(kind: str, editor_client: Any):
    content, reason = (BAD | NEEDS_XLIFF)[kind]
    assert reason in told(upload(editor_client, content, "fr.po"))


def test_a_file_of_fifty_megabytes_is_not_read(editor_client: Any):
    said = told(upload(editor_client, b"msgid " * 9_000_000))
    assert "The file is larger than 20 MB." in said


@pytest.mark.parametrize("name", ["xlsx", "po", "xlf"])
def test_a_file_cut_in_the_middle_changes_nothing(name: str, event: Any, editor_client: Any):
    full = filled(download(editor_client, event, "fr", "xlsx"), {"Programme": "Déroulement"})
    upload(editor_client, full)
    before, content = words(event, "fr"), download(editor_client, event, "fr", name)
    said = told(upload(editor_client, content[: len(content) // 2], "x", event))
    wanted = ("Saved: 0.", "is damaged", "The end of the file is missing")
    assert any(words_said in said for words_said in wanted), said
    assert words(event, "fr") == before


def test_small_workbooks_that_are_huge_together_are_not_all_read(editor_client: Any):
    one = bomb(19_000_000)
    said = told(upload(editor_client, zipped(**{f"{each}.xlsx": one for each in range(8)})))
    assert said.count("All the files together are too large when they are unpacked.") == 3
    assert said.count("This is no XLSX workbook, or it is damaged.") == 5


MADE_TO_TAKE_LONG = {
    "tags in tags": "<b>" * 3000 + "x" + "</b>" * 3000,
    "a tag without an end": "<" + "a" * 90_000,
    "many": "<a " * 30_000,
    "braces": "{{ " * 30_000,
    "too long": "x" * 200_000,
    "quotes": '<a id="' * 10_000,
}


@pytest.mark.parametrize("kind", MADE_TO_TAKE_LONG)
def test_a_text_that_was_made_to_take_long_is_refused_at_once(
    kind: str, event: Any, editor_client: Any
):
    content = filled_po(
        download(editor_client, event, "fr", "po"), {"Programme": MADE_TO_TAKE_LONG[kind]}
    )
    begun = time.process_time()
    assert "Refused: 1." in told(upload(editor_client, content, page=event))
    assert time.process_time() - begun < 5
    assert words(event, "fr") == {}


def test_a_wrong_name_does_no_harm(event: Any, editor_client: Any):
    content = filled(download(editor_client, event, "fr", "xlsx"), {"Programme": "Déroulement"})
    assert "Saved: 1." in told(upload(editor_client, content, "../../fr.po", event))


def test_cells_that_are_no_text(event: Any, editor_client: Any):
    book = load_workbook(BytesIO(download(editor_client, event, "fr", "xlsx")))
    sheet = book.active
    for row, value in enumerate(("=1+1", 2026, True, "#N/A", None), start=2):
        sheet.cell(row, 3).value = value
    sheet.cell(5, 3).data_type = "e"
    sheet.cell(9, 3).value = "Nobody knows where"
    book.save(file := BytesIO())
    said = told(upload(editor_client, file.getvalue(), "fr.xlsx", event))
    assert "row 4" in said
    assert "The cell holds no text." in said
    assert "The cell holds an error of the spreadsheet." in said
    assert "nobody knows where the text belongs: row 9" in said
    found = {each[0] for each in words(event, "fr").values()}
    assert found == {"=1+1", "2026"}


def test_a_workbook_without_keys(editor_client: Any):
    book = Workbook()
    book.active.append(["a", "b", "c"])
    book.save(file := BytesIO())
    assert "No row has a key." in told(upload(editor_client, file.getvalue()))


def test_names_in_an_archive_are_only_names(event: Any, editor_client: Any, tmp_path: Any):
    po = filled_po(download(editor_client, event, "fr", "po"), {"Programme": "Déroulement"})
    names = {"../../../tmp/x.po": po, "/etc/<b>x.po": b"x", "fr\\..\\x.po": b""}
    response = upload(editor_client, zipped(**names), "x.zip")
    said = told(response)
    assert "Saved: 1." in said
    assert "The file is empty." in said
    assert "<b>x.po" not in response.content.decode()
