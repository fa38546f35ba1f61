"""Each format by itself: what is written is read again, whatever the texts are."""

from __future__ import annotations

import dataclasses
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from openpyxl import load_workbook

from tests.translation.files.texts import UUID_OF_FR, rich_texts, work

pytestmark = pytest.mark.localize

FORMATS = ("po", "xlsx", "xlf")
SCHEMA = Path(__file__).parents[2] / "data" / "xliff" / "xliff-core-1.2-strict.xsd"
NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"


def written(name: str, of: Any) -> bytes:
    from wagtail_migration_events.translation.files.formats.known import FORMATS

    return FORMATS[name].write(of)


def read(name: str, content: bytes) -> list[Any]:
    from wagtail_migration_events.translation.files.formats.known import read_file

    found, rows = read_file(content)
    assert found.name == name
    return rows


@pytest.mark.parametrize("name", FORMATS)
@given(st.lists(st.tuples(rich_texts, rich_texts), min_size=1, max_size=3))
@example([("=1+1", "=1+1"), ("  <b>two</b> ", "  <b>deux</b> ")])
@example([('<a id="a1">link</a>', '<a id="a1"><b>lien</b></a>'), ("a<br/>b", "<i>a</i><br/>b")])
@example([("_x0041_", "_x0041_"), ("a &amp;amp; b", "&amp;lt; \u00a0")])
def test_what_is_written_is_read_again(name: str, texts: list[tuple[str, str]]):
    from wagtail_migration_events.translation.files.formats.markup import canonical

    of = work(*texts)
    content = written(name, of)
    assert content == written(name, of)  # always the same bytes
    rows = {row.key: row for row in read(name, content)}
    for piece in of.pieces:
        if name == "po":  # its keys are made of the words themselves
            [row] = [each for each in rows.values() if each.key.startswith(f"{piece.path}#")]
        else:
            row = rows[piece.key]
        assert canonical(row.target) == canonical(piece.target)
        assert (row.translation, row.fault) == (str(UUID_OF_FR), "")


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_that_was_cut_off_never_holds_half_a_text(name: str):
    from wagtail_migration_events.translation.files.pieces import BadFile

    long = "Déroulement de la journée, 移民论坛, 🌍 " * 20
    of = work(("Programme", f"{long}<br/>{long}"), ("Forum", "Forum <b>des</b> villes"))
    content = written(name, of)
    whole = {row.target for row in read(name, content)} | {""}
    unreadable = 0
    for cut in range(1, len(content) - 1):
        try:
            found = {row.target for row in read(name, content[:cut])}
        except BadFile:
            unreadable += 1
        else:
            assert found <= whole
    assert unreadable > len(content) // 4


def test_a_spreadsheet_is_made_for_its_language():
    sheet = load_workbook(BytesIO(written("xlsx", work(("=1+1", "=1+1"), to="ar")))).active
    assert sheet.sheet_view.rightToLeft is True
    assert sheet.protection.sheet is True
    _key, source, target, _note = sheet[2]
    assert [cell.protection.locked for cell in sheet[2]] == [True, True, False, True]
    assert (source.data_type, target.data_type, target.number_format) == ("s", "s", "@")
    assert (source.alignment.readingOrder, target.alignment.readingOrder) == (1, 2)
    assert (sheet["B1"].value, sheet["C1"].value) == ("English (en)", "Arabic (ar)")
    left_to_right = load_workbook(BytesIO(written("xlsx", work(("a", "b"))))).active
    assert not left_to_right.sheet_view.rightToLeft


def test_a_text_too_long_for_a_cell_is_left_to_the_other_formats():
    [row] = list(load_workbook(BytesIO(written("xlsx", work(("a" * 40_000, "b"))))).active)[1:]
    assert (row[1].value, row[2].value) == (None, None)
    assert "translate it in a PO file" in row[3].value


def _with(make: Any, of: Any) -> bytes:
    """Return a workbook as another program writes it anew, changed by a person."""
    book = load_workbook(BytesIO(written("xlsx", of)))
    book.active.protection.sheet = False
    make(book.active)
    book.save(file := BytesIO())
    return file.getvalue()


def _notes_before(column: int) -> Any:
    def make(sheet: Any) -> None:
        sheet.insert_cols(column)
        for row in range(1, 4):
            sheet.cell(row, column, f"seen by Amina {row}")

    return make


def _upside_down(sheet: Any) -> None:
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    for number, row in enumerate(reversed(rows), start=1):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column).value = value


CHANGED: dict[str, Any] = {
    "notes first": _notes_before(1),
    "notes between the languages": _notes_before(3),
    "notes last": _notes_before(5),
    "rows in another order": _upside_down,
    "a row above": lambda sheet: sheet.insert_rows(1),
}


@pytest.mark.parametrize("change", CHANGED)
def test_columns_and_rows_are_found_where_people_have_moved_them(change: str):
    of = work(("One", "Un"), ("Two (en)", "Deux (fr)"))
    rows = read("xlsx", _with(CHANGED[change], of))
    assert {row.key: row.target for row in rows} == {piece.key: piece.target for piece in of.pieces}


@pytest.mark.parametrize("column", [2, 3])
def test_of_a_workbook_without_one_of_its_two_texts_nothing_is_taken_for_the_other(column: int):
    from wagtail_migration_events.translation.files.pieces import BadFile

    content = _with(lambda sheet: sheet.delete_cols(column), work(("One", "Un")))
    with pytest.raises(BadFile, match="column of the source or of the translations is missing"):
        read("xlsx", content)


def test_a_number_that_is_shown_otherwise_than_it_is_stored_is_no_text():
    def make(sheet: Any) -> None:
        for row, (value, shown_as) in enumerate(((2027, "General"), (0.5, "0%")), start=2):
            sheet.cell(row, 3).value = value
            sheet.cell(row, 3).data_type, sheet.cell(row, 3).number_format = "n", shown_as

    year, half = read("xlsx", _with(make, work(("2027", ""), ("50%", ""))))
    assert (year.target, year.fault) == ("2027", "")
    assert half.fault.startswith("The cell holds no text.")


def test_xliff_keeps_tags_out_of_the_words_and_says_the_languages():
    of = work(('See <a id="a1"><b>us</b></a><br/>at 5 &lt; 6', '<a id="a1">Nous</a>'), to="zh-hans")
    root = ElementTree.fromstring(written("xlf", of).decode().replace(f' xmlns="{NAMESPACE}"', ""))
    file = root.find("file")
    assert (file.get("source-language"), file.get("target-language")) == ("en", "zh-Hans")
    unit = file.find("body/trans-unit")
    assert [(each.tag, each.get("id"), each.text) for each in unit.find("source")] == [
        ("bpt", "1", '<a id="a1">'),
        ("bpt", "2", "<b>"),
        ("ept", "2", "</b>"),
        ("ept", "1", "</a>"),
        ("ph", "3", "<br/>"),
    ]
    assert unit.find("source/ph").tail == "at 5 < 6"
    assert [each.get("id") for each in unit.find("target")] == ["1", "1"]
    assert unit.find("target").get("state") == "translated"


class OnlyXmlNames(etree.Resolver):
    """Stands for the schema of ``xml:lang`` and ``xml:space``, which a schema would fetch."""

    def resolve(self, url: str, public_id: str, context: Any) -> Any:
        if not url.endswith("/xml.xsd"):
            return None
        names = "".join(f'<attribute name="{name}" type="string"/>' for name in ("lang", "space"))
        target = 'targetNamespace="http://www.w3.org/XML/1998/namespace"'
        schema = f'<schema xmlns="http://www.w3.org/2001/XMLSchema" {target}>{names}</schema>'
        return self.resolve_string(schema, context)


@pytest.mark.parametrize("state", ["TO_DO", "SUGGESTED", "MACHINE", "DONE"])
def test_xliff_is_as_the_strict_schema_of_its_standard_says(state: str):
    from wagtail_migration_events.translation.files.pieces import State

    parser = etree.XMLParser()
    parser.resolvers.add(OnlyXmlNames())
    schema = etree.XMLSchema(etree.parse(SCHEMA, parser))
    link = 'See <a id="a1"><b>us</b></a><br/>at 5 &lt; 6'
    of = work((link, "<b>Nous</b> et <i>vous</i>"), ("移民论坛", "لقاء"), ("Forum", ""), to="ar")
    pieces = [
        dataclasses.replace(each, state=State[state] if each.target else State.TO_DO, longest=90)
        for each in of.pieces
    ]
    written_anew = written("xlf", dataclasses.replace(of, pieces=tuple(pieces)))
    schema.assertValid(etree.fromstring(written_anew))
    broken = etree.fromstring(
        written_anew.replace(b"<source", b"<sauce").replace(b"/source", b"/sauce")
    )
    assert not schema.validate(broken)


def test_without_the_extra_xliff_is_not_offered(monkeypatch: Any):
    from wagtail_migration_events.translation.files.formats import known, xliff
    from wagtail_migration_events.translation.files.pieces import BadFile

    monkeypatch.setattr(xliff, "find_spec", lambda name: None)
    assert [each.name for each in known.usable_formats()] == ["xlsx", "po"]
    with pytest.raises(BadFile, match="XLIFF files cannot be read on this site"):
        known.read_file(b'<?xml version="1.0"?><xliff version="1.2"/>')


def test_what_a_translation_program_adds_around_words_is_read():
    content = written(
        "xlf",
        work(("One. Two.", "Un. Deux.")),
    ).decode()
    marked = '<mrk mtype="seg" mid="0">Un.</mrk> <mrk mtype="seg" mid="1">Deux &amp; trois.</mrk>'
    other = content.replace("Un. Deux.", marked).replace('encoding="utf-8"', 'encoding="utf-16"')
    [row] = read("xlf", other.encode("utf-16"))
    assert row.target == "Un. Deux &amp; trois."
    strange = '<g id="7">Un</g>'
    [row] = read("xlf", content.replace("Un. Deux.", strange).encode())
    assert (row.target, "own mark <g>" in row.fault) == ("", True)
    file = '<bin-unit id="1" mime-type="image/png"><bin-source/></bin-unit></body>'
    row, other = read("xlf", content.replace("</body>", file).encode())
    assert (row.target, "own mark <bin-unit>" in other.fault) == ("Un. Deux.", True)


@pytest.mark.parametrize("remark", ["<!-- read <b>twice</b> -->", '<?oxy_delete content="Deux"?>'])
def test_comments_and_instructions_of_programs_are_no_words(remark: str):
    content = written("xlf", work(("One <b>two</b>", "Un <b>d\u2019eux</b>"))).decode()
    for place in ("n ", "\u2019eux", "/b&gt;", "</target>", "<source", "</body>", "</file>"):
        assert place in content
        content = content.replace(place, remark + place)
    [row] = read("xlf", content.encode())
    assert (row.target, row.fault) == ("Un <b>d\u2019eux</b>", "")


def test_archives_and_files_are_named_for_people():
    from wagtail_migration_events.translation.files.archive import file_name, write_archive
    from wagtail_migration_events.translation.files.formats.known import FORMATS

    assert file_name(work(("a", "b")), FORMATS["po"]) == "forum-of-cities-6f3c0b0e.fr.po"
    archive = write_archive([work(("a", "b")), work(("a", "b"), to="ar")], FORMATS["po"], [])
    names = ZipFile(BytesIO(archive)).namelist()
    assert names == ["ar/forum-of-cities-6f3c0b0e.ar.po", "fr/forum-of-cities-6f3c0b0e.fr.po"]
