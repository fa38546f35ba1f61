"""CSV and XLSX, whole and broken, with a mapping and without."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from wagtail_migration_events.interchange import text_files
from wagtail_migration_events.interchange.mapping.plan import ColumnPlan
from wagtail_migration_events.interchange.readers import workbooks
from wagtail_migration_events.interchange.readers.comma_separated import csv_rows
from wagtail_migration_events.interchange.readers.formats import columns_of, format_of, read
from wagtail_migration_events.interchange.readers.tables import TableRow
from wagtail_migration_events.interchange.source.records import (
    FileNote,
    ReadingOptions,
    SourceRecord,
    UnreadableFile,
)

LINES = "Title,Date,URL\nForum é,2024-05-03,https://example.org/1\n"


def records(path: Path, plan: ColumnPlan | None = None) -> tuple[list[SourceRecord], list[str]]:
    found = list(read(path, "", ReadingOptions(language="en", mapping=plan)))
    notes = [each.text for each in found if isinstance(each, FileNote)]
    return [each for each in found if isinstance(each, SourceRecord)], notes


def csv_file(folder: Path, content: str | bytes, encoding: str = "utf-8") -> Path:
    path = folder / "events.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def workbook(folder: Path, *rows: list[Any], **sheets: list[Any]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for name in sheets:
        book.create_sheet(name)
    path = folder / "events.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16-LE"),
        ("utf-16-be", "UTF-16-BE"),
        ("utf-32", "UTF-32"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_the_encoding_is_found_out_and_said(tmp_path: Path, encoding: str, said: str) -> None:
    (record,), notes = records(csv_file(tmp_path, LINES, encoding))
    assert record.title == "Forum é"
    assert (record.number, record.address, record.language) == (2, "https://example.org/1", "en")
    assert record.raw_fields == {
        "Title": "Forum é",
        "Date": "2024-05-03",
        "URL": "https://example.org/1",
    }
    assert any(said in note for note in notes[:1]) if said else "No mapping" in notes[0]


RUSSIAN = "Форум о том, как города принимают новых жителей"
ARABIC = "منتدى حول كيفية استقبال المدن للوافدين الجدد"


@pytest.mark.parametrize(
    ("title", "encoding", "said"),
    [
        (RUSSIAN, "cp1251", "Windows-1251"),
        (RUSSIAN.upper(), "cp1251", "Windows-1251"),
        (RUSSIAN, "koi8-r", "KOI8-R"),
        (ARABIC, "cp1256", "Windows-1256"),
        ("关于城市如何欢迎新移民的论坛", "gb18030", "GB18030"),
        ("Réunion régionale sur la coopération, « à Genève »", "cp1252", "Windows-1252"),
        ("Ação e cooperação: migrações", "cp1252", "Windows-1252"),
    ],
)
def test_an_old_encoding_is_known_by_its_letters_and_said(
    tmp_path: Path, title: str, encoding: str, said: str
) -> None:
    content = f'title;start;url\n"{title}";2024-05-03;https://example.org/1\n'
    (record,), notes = records(csv_file(tmp_path, content, encoding))
    assert record.title == title
    assert f"read as {said}." in notes[0]
    assert "[table]" in notes[0]


def test_a_named_encoding_counts_and_an_unknown_one_is_told(tmp_path: Path) -> None:
    path = csv_file(
        tmp_path, "Название,Дата,url\nФорум,2024-05-03,https://example.org/1\n", "cp1251"
    )
    plan = ColumnPlan(columns={"title": ["Название"]}, table={"encoding": "windows-1251"})
    assert records(path, plan)[0][0].title == "Форум"
    with pytest.raises(UnreadableFile, match="no encoding"):
        records(path, ColumnPlan(table={"encoding": "klingon"}))


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found_out(tmp_path: Path, separator: str) -> None:
    (record,), _notes = records(csv_file(tmp_path, LINES.replace(",", separator)))
    assert record.row is not None
    assert (record.title, record.row["start"]) == ("Forum é", "2024-05-03")


def test_a_broken_row_is_refused_with_its_line_and_the_rows_after_it_are_read(
    tmp_path: Path,
) -> None:
    content = (
        LINES + '"open,2024-01-01,u\n' + 'A,"b"c,u\nLast\x00,"two\nlines",https://example.org/9\n'
    )
    found, _notes = records(csv_file(tmp_path, content))
    assert [(each.number, bool(each.refusal)) for each in found] == [
        (2, False),
        (3, True),
        (4, True),
        (5, False),
    ]
    assert found[-1].title == "Last"
    assert "NUL" in found[-1].notes[0]


def test_a_file_that_is_cut_off_loses_only_its_last_row(tmp_path: Path) -> None:
    found, _notes = records(csv_file(tmp_path, (LINES + 'Cut,"half a sen').encode()))
    assert [bool(each.refusal) for each in found] == [False, True]
    found, _notes = records(csv_file(tmp_path, LINES.encode() + "é".encode()[:1]))
    assert found[0].title == "Forum é"


def test_three_hundred_columns_are_kept_and_too_many_are_refused(tmp_path: Path) -> None:
    def table(count: int) -> str:
        names = [f"col {number}" for number in range(count)]
        return ",".join(["Title", "id", *names]) + "\n" + ",".join(["T", "1", *names]) + "\n"

    (record,), _notes = records(csv_file(tmp_path, table(300)))
    assert len(record.raw_fields) == 302
    with pytest.raises(UnreadableFile, match="columns"):
        records(csv_file(tmp_path, table(3000)))


def test_cells_of_a_sheet_beyond_the_last_column_are_said_to_be_lost(tmp_path: Path) -> None:
    path = workbook(tmp_path, ["Title", "id"], ["T", "1"], ["T", "2", *[None] * 1500, "lost"])
    found, notes = records(path)
    assert [record.row and record.row["id"] for record in found] == ["1", "2"]
    assert any("beyond column 1000" in note and "row 3" in note for note in notes)
    wide = "Title,id\nT,1" + ",x" * 1500 + "\n"
    assert "left out" in records(csv_file(tmp_path, wide))[0][0].notes[-1]


def test_more_cells_than_columns_are_kept_and_two_columns_may_share_a_name(tmp_path: Path) -> None:
    found, _notes = records(csv_file(tmp_path, "Title,Date,Date,id\nT,2024-01-01,x,1,more\n"))
    assert found[0].raw_fields == {
        "Title": "T",
        "Date": "2024-01-01",
        "Date (2)": "x",
        "id": "1",
        "column 5": "more",
    }
    assert found[0].notes


def test_a_file_that_is_too_large_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = csv_file(tmp_path, LINES)
    with path.open("r+b") as file:
        file.truncate(2 * 1024**3)  # two gigabytes on paper
    with pytest.raises(UnreadableFile, match="2048 MB; at most 500 MB"):
        records(path)


def test_rows_without_identifier_are_known_by_title_and_start(tmp_path: Path) -> None:
    content = "Title,Date\nForum,2024-05-03\nForum,2024-06-03\n"
    found, notes = records(csv_file(tmp_path, content))
    again, _notes = records(csv_file(tmp_path, content))
    identifiers = [each.external_id for each in found]
    assert len(set(identifiers)) == 2
    assert identifiers == [each.external_id for each in again]
    assert any("No column names" in note for note in notes)


def test_a_table_without_known_columns_asks_for_a_mapping(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="--suggest-mapping"):
        records(csv_file(tmp_path, "foo,bar\n1,2\n"))
    with pytest.raises(UnreadableFile, match="foo"):
        records(csv_file(tmp_path, LINES), ColumnPlan(columns={"title": ["foo"]}))


def test_a_title_above_the_header_is_none(tmp_path: Path) -> None:
    (record,), _notes = records(csv_file(tmp_path, "Events of 2024,,\n\n" + LINES))
    assert record.number == 4


def test_a_heading_between_rows_is_no_event(tmp_path: Path) -> None:
    rows = [["No.", "Title", "Date"], ["June"], [1, "A talk", "3 June 2027"], [2, None, None]]
    plan = ColumnPlan({"id": ["No."], "title": ["Title"], "start": ["Date"]})
    found, _notes = records(workbook(tmp_path, *rows), plan)
    assert [record.refusal[:25] for record in found] == [
        "The row has one cell only",
        "",
        "The row has one cell only",
    ]


def test_the_cells_of_a_workbook_are_read_as_they_are_shown(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        ["Title", "Start date", "End", "GCM Objectives", "URL"],
        ["Forum", dt.datetime(2024, 5, 3, 9, 30), dt.date(2024, 5, 4), 13, "https://example.org/1"],
        [None, None],
        ["=1+1", "2024-01-02", None, 2.0, "https://example.org/2"],
        ["=1+1", "=TODAY()"],
        Notes=[],
    )
    found, notes = records(path)
    assert "Notes" in notes[0]
    assert [(each.number, each.unit) for each in found] == [(2, "row"), (4, "row"), (5, "row")]
    first, second, third = (each.row or {} for each in found)
    assert not third
    assert "no result stored" in found[2].refusal
    assert (first["start"], first["end"]) == ("2024-05-03T09:30", "2024-05-04")
    assert (first["objectives"], second["objectives"]) == ([13], [2])
    assert "formula in column 1" in found[1].notes[0]
    assert second["title"] is None


def test_a_sheet_can_be_named(tmp_path: Path) -> None:
    path = workbook(tmp_path, ["Title", "URL"], ["T", "https://example.org/1"], Notes=[])
    with pytest.raises(UnreadableFile, match="Notes"):
        records(path, ColumnPlan(table={"sheet": "Events"}))


def test_bombs_and_broken_workbooks_are_told_in_a_sentence(tmp_path: Path) -> None:
    path = workbook(tmp_path, ["Title", "URL"], ["T", "https://example.org/1"])
    whole = path.read_bytes()
    for broken in (whole[: len(whole) // 2], b"PK\x03\x04" + b"x" * 100, b"not a workbook"):
        path.write_bytes(broken)
        with pytest.raises(UnreadableFile):
            records(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (workbooks.MOST_UNPACKED + 1))
    assert path.stat().st_size < 1_000_000
    with pytest.raises(UnreadableFile, match="unpacks to more than"):
        records(path)
    path.write_bytes(b"\xd0\xcf\x11\xe0" + b"\x00" * 512)
    with pytest.raises(UnreadableFile, match="old Excel"):
        records(path)


def test_the_format_is_known_by_name_or_by_what_a_file_begins_with(tmp_path: Path) -> None:
    for name, content, found in (
        ("a.jsonl", b"{}", "jsonl"),
        ("a.CSV", b"", "csv"),
        ("a.ics", b"", "ical"),
        ("a", b"BEGIN:VCALENDAR\r\n", "ical"),
        ("a", b'{"jsonapi": {}, "data": []}', "drupal"),
        ("a.json", b'{"data": []}', "drupal"),
        ("a", b"PK\x03\x04", "xlsx"),
        ("a", b'{"url": 1}', "jsonl"),
        ("a.json", b"nothing", "jsonl"),
        ("a", b"Title,Start\nForum,2027-03-01\n", "csv"),
        ("a.txt", "Title;Start\n".encode("utf-16"), "csv"),
        ("a", b"", "csv"),
    ):
        path = tmp_path / name
        path.write_bytes(content)
        assert format_of(path) == found
    assert format_of(tmp_path) == "drupal"
    for name, content in (
        ("a.pdf", b"%PDF-1.4\n"),
        ("a.htm", b"\r\n<!DOCTYPE html>"),
        ("a.png", b"\x89PNG\r\n\x1a\n\x00\x00"),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(UnreadableFile, match="of no kind that is read here"):
            format_of(tmp_path / name)


def test_a_mapping_puts_cells_together_splits_translates_and_fills(tmp_path: Path) -> None:
    path = csv_file(tmp_path, "Was,Ort,Stadt,Wer,Wie\nForum,Saal 1,Bern,A; B & C,Visio\n")
    plan = ColumnPlan(
        columns={
            "title": ["Was"],
            "location": ["Ort", "Stadt"],
            "organizers": ["Wer"],
            "format": ["Wie"],
        },
        defaults={"lang": "de", "timezone": "Europe/Zurich"},
        split={"organizers": ";"},
        words={"format": {"visio": "online"}},
    )
    (record,), _notes = records(path, plan)
    assert record.row is not None
    assert record.row["location"] == "Saal 1, Bern"
    assert record.row["organizers"] == ["A", "B & C"]
    assert (record.row["format"], record.row["lang"]) == ("online", "de")


def test_the_columns_of_a_table_are_listed_with_an_example(tmp_path: Path) -> None:
    names, example = columns_of(csv_file(tmp_path, LINES), "")
    assert names == ["Title", "Date", "URL"]
    assert example["Title"] == "Forum é"


@given(st.binary(max_size=300))
def test_no_bytes_make_reading_a_table_fail(tmp_path_factory: Any, content: bytes) -> None:
    path = csv_file(tmp_path_factory.mktemp("t"), content)
    assert all(isinstance(row, TableRow | FileNote) for row in csv_rows(path))
    assert text_files.encoding_of(path).name


def test_a_workbook_that_counts_days_from_1904_says_so(tmp_path: Path) -> None:
    path = workbook(tmp_path, ["Title", "Date", "URL"], ["A", 46176.375, "https://example.org/1"])
    (record,), notes = records(path)
    assert record.row is not None
    assert record.row["start"] == 46176.375
    assert not any("1904" in note for note in notes)
    book = load_workbook(path)
    book.epoch = CALENDAR_MAC_1904
    book.save(path)
    assert any("1904" in note for note in records(path)[1])
