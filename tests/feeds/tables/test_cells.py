"""No cell of a table is a formula."""

from __future__ import annotations

import csv
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from wagtail_migration_events.feeds.tables.cells import safe_cell
from wagtail_migration_events.feeds.tables.files import _lines, _xlsx_cell

SIGNS = "=+-@\t\r\n ＝＋－＠﹦−\u200b\ufeff\u200f\x00\ud800\ufffe\"',;|"
texts = st.text() | st.text(st.sampled_from(SIGNS + "a1("), max_size=6)


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", " =1", "\n=1", "\u00a0=1", "\u3000=1",
        "\u200b=1", "\ufeff=1", "\u200f-1", "\x00=1", "＝1", "＋1", "－1", "＠x", "﹣1", "−1",
        "=HYPERLINK(\"https://example.org\")", "=cmd|' /C calc'!A0",
    ],
)  # fmt: skip
def test_what_may_be_a_formula_gets_an_apostrophe(text: str):
    assert str(safe_cell(text)).startswith("'")


def test_an_apostrophe_stands_too_where_another_program_would_begin_a_cell():
    assert safe_cell("x;=1;2=3\n-1; y") == "x;'=1;2=3\n'-1; y"


@pytest.mark.parametrize("text", ["", "'=1", "1-2", "a=b", "لقاء", "移民", "(=1)", "3 May – 5 May"])
def test_other_texts_are_left_as_they_are(text: str):
    assert safe_cell(text) == text


@pytest.mark.parametrize("number", [-1, 0, Decimal("-1.286389"), None])
def test_numbers_stay_numbers(number: Any):
    assert safe_cell(number) is number


@given(st.lists(texts, min_size=1, max_size=3))
@example(['=1",=2', "a,=1", "a\r\n=1"])
def test_a_csv_file_read_again_holds_the_same_cells_and_none_begins_a_formula(row: list[str]):
    cells = [safe_cell(text) for text in row]
    written = _lines([cells]).encode().decode()
    [read] = csv.reader(StringIO(written, newline=""))
    assert read == cells
    for text in read:
        assert not text.startswith(("\t", "\r"))
        assert not text.lstrip("\u200b\ufeff\u200f \n").startswith(tuple("=+-@＝＋－＠"))


@given(st.lists(texts, min_size=1, max_size=3), st.sampled_from(";\t"))
@example(["x;=1+1;y"], ";")
@example(['x; "=1+1;y'], ";")
@example(["x\n=1+1;y", "z"], ";")
@example(["x\t＝1\ty"], "\t")
def test_no_cell_begins_a_formula_where_another_separator_is_usual(row: list[str], usual: str):
    """A program with other settings cuts the lines elsewhere."""
    written = _lines([["key", *map(safe_cell, row)]]).encode().decode()
    read = csv.reader(StringIO(written, newline=""), delimiter=usual)
    for text in (text for line in read for text in line):
        assert not text.lstrip('\u200b\ufeff\u200f \n"').startswith(tuple("=+-@＝＋－＠"))


@given(st.lists(texts.filter(lambda text: "\r" not in text), min_size=1, max_size=3))
@example(["=1+1", "#N/A", "\x0b", "\uffff", "a" * 40000])
def test_a_workbook_read_again_holds_texts_and_never_a_formula(row: list[str]):
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    cells = [safe_cell(text) for text in row]
    sheet.append([_xlsx_cell(sheet, cell) for cell in cells])
    book.save(file := BytesIO())
    [read] = list(load_workbook(file).active.iter_rows(max_col=len(row))) or [[]]
    assert all(cell.data_type == "s" or cell.value is None for cell in read)
    assert [cell.value or "" for cell in read] == [str(cell)[:32767] for cell in cells]
