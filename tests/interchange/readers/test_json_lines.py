from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.interchange.building import REAL_EVENTS, write_rows
from wagtail_migration_events.interchange.readers.json_lines import (
    LONGEST_LINE,
    BadLine,
    parse_row,
    read_lines,
)


def test_each_line_is_a_row_with_its_number(tmp_path: Path) -> None:
    lines = list(read_lines(write_rows(tmp_path / "a", {"a": 1}, {"b": "é"})))
    assert [(line.number, line.row) for line in lines] == [(1, {"a": 1}), (2, {"b": "é"})]


def test_blank_lines_count_but_are_no_rows(tmp_path: Path) -> None:
    lines = list(read_lines(write_rows(tmp_path / "a", "", {"a": 1}, "  ", {"b": 2}, "")))
    assert [line.number for line in lines] == [2, 4]


def test_the_last_line_needs_no_line_break_and_positions_end_at_the_size(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b'{"a": 1}\r\n{"b": 2}')
    lines = list(read_lines(path))
    assert [line.row for line in lines] == [{"a": 1}, {"b": 2}]
    assert lines[-1].position == path.stat().st_size


def test_a_byte_order_mark_at_the_start_of_the_file_is_no_part_of_the_first_row(
    tmp_path: Path,
) -> None:
    path = write_rows(tmp_path / "a", b'\xef\xbb\xbf{"a": 1}', b'\xef\xbb\xbf{"b": 2}')
    first, second = read_lines(path)
    assert first.row == {"a": 1}
    assert second.row is None
    assert second.refusal


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"not json", "not JSON"),
        (b'{"a": 1', "not JSON"),
        (b'{"a": NaN}', "not JSON"),
        (b'{"a": ' + b"1" * 5000 + b"}", "not JSON"),
        (b'"text"', "no JSON object"),
        (b"[1]", "no JSON object"),
        (b"null", "no JSON object"),
        (b'{"a": "\xff"}', "UTF-8"),
        (b'{"a":' * 10_000 + b"1" + b"}" * 10_000, "nested"),
        (b'{"a": ' + b"[" * 30 + b"]" * 30 + b"}", "nested"),
        (b'{"a": "\\u0000"}', "NUL"),
        (b'{"\\u0000": 1}', "NUL"),
        (b'{"a": ["\\ud800"]}', "surrogate"),
        (b'{"a": 1e999}', "too large"),
        (b'{"a": "' + b"x" * LONGEST_LINE + b'"}', "longer"),
    ],
)
def test_a_line_that_cannot_be_kept_is_refused_with_the_reason(content: bytes, reason: str) -> None:
    with pytest.raises(BadLine, match=reason):
        parse_row(content)


def test_a_bad_line_does_not_stop_the_lines_after_it(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "a", {"a": 1}, "{" * 10_000, b"\xff", {"b": 2})
    lines = list(read_lines(path))
    assert [bool(line.refusal) for line in lines] == [False, True, True, False]
    assert [line.number for line in lines] == [1, 2, 3, 4]


def test_a_line_far_too_long_is_one_refusal_and_the_next_line_is_read(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "a", "x" * (3 * LONGEST_LINE), {"b": 2})
    lines = list(read_lines(path))
    assert [(line.number, line.row) for line in lines] == [(1, None), (2, {"b": 2})]


@given(st.binary(max_size=200))
def test_no_bytes_make_reading_fail_in_another_way(content: bytes) -> None:
    try:
        row = parse_row(content)
    except BadLine:
        return
    assert json.dumps(row, allow_nan=False)


def test_the_real_events_are_37_rows() -> None:
    lines = list(read_lines(REAL_EVENTS))
    assert len(lines) == 37
    assert all(line.row for line in lines)
