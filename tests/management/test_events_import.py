from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.factories import make_page
from tests.interchange.building import REAL_EVENTS, make_row, write_rows
from wagtail_migration_events.interchange.record import ImportRecord
from wagtail_migration_events.pages.models import EventIndexPage, EventPage


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def run(*arguments: Any, **options: Any) -> tuple[list[str], int]:
    """Run the command; its lines and its exit code."""
    out = io.StringIO()
    options.setdefault("stderr", io.StringIO())
    code = 0
    try:
        call_command("events_import", *map(str, arguments), stdout=out, **options)
    except SystemExit as error:
        code = int(error.code or 0)
    return out.getvalue().splitlines(), code


def test_the_real_events_are_all_imported_and_a_second_run_changes_nothing(site: Any) -> None:
    lines, code = run(REAL_EVENTS)
    assert lines[-1] == "37 created, 0 updated, 0 unchanged, 0 drafts, 0 refused"
    assert code == 0
    assert run(REAL_EVENTS) == (["0 created, 0 updated, 37 unchanged, 0 drafts, 0 refused"], 0)
    assert EventPage.objects.count() == 37


def test_a_dry_run_of_the_real_events_counts_the_same_and_writes_nothing(site: Any) -> None:
    lines, code = run(REAL_EVENTS, "--dry-run")
    assert lines[-1] == "37 created, 0 updated, 0 unchanged, 0 drafts, 0 refused"
    assert code == 0
    assert not EventPage.objects.exists()
    assert not ImportRecord.objects.exists()


def test_every_row_is_imported_or_reported_with_its_line(site: Any, tmp_path: Path) -> None:
    path = write_rows(
        tmp_path / "events.jsonl",
        make_row(),
        "not json",
        "[1, 2]",
        b'{"url": "\xff"}',
        "[" * 10_000,
        {"url": "https://example.org/2", "lang": "en", "title": "Two", "objectives": [24]},
        {"title": "No address", "lang": "en"},
        make_row(),
        make_row(url="https://example.org/3", lang="tlh"),
    )
    lines, code = run(path)
    assert code == 1
    assert lines[-1] == "1 created, 0 updated, 0 unchanged, 1 drafts, 7 refused"
    reported = [line.split(":")[0] for line in lines[:-1]]
    assert reported == [f"line {number}" for number in (2, 3, 4, 5, 6, 7, 8, 9)]
    assert "24" in lines[4]
    assert "draft" in lines[4]


def test_only_refused_rows_make_the_command_fail(site: Any, tmp_path: Path) -> None:
    path = write_rows(tmp_path / "events.jsonl", make_row(objectives=[0]))
    assert run(path)[1] == 0
    assert run(write_rows(path, make_row(lang="tlh")))[1] == 1


def test_what_a_file_holds_cannot_steer_the_terminal(site: Any, tmp_path: Path) -> None:
    row = make_row(objectives=["\x1b]0;owned\x07\n\u202e"], organizers=["\x1b[2J"])
    lines, _code = run(write_rows(tmp_path / "events.jsonl", row))
    assert len(lines) == 3
    assert not set("\x1b\x07\u202e") & set("".join(lines))


@pytest.mark.parametrize("content", [b"", b"\n\n  \n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_told_in_a_sentence(site: Any, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "events.jsonl"
    path.write_bytes(content)
    with pytest.raises(CommandError, match="is empty"):
        run(path)


def test_a_missing_file_and_a_directory_are_told_in_a_sentence(site: Any, tmp_path: Path) -> None:
    for path in (tmp_path / "missing.jsonl", tmp_path, "a\x00b", "x" * 5000):
        with pytest.raises(CommandError, match="cannot be read"):
            run(path)


def test_the_index_can_be_named(site: Any, tmp_path: Path) -> None:
    archive = make_page(EventIndexPage, site.home["en"], title="Archive", slug="archive")
    path = write_rows(tmp_path / "events.jsonl", make_row())
    with pytest.raises(CommandError, match="archive"):
        run(path)
    with pytest.raises(CommandError, match="is called “nothing”"):
        run(path, "--index", "nothing")
    assert run(path, "--index", "/archive/")[1] == 0
    assert EventPage.objects.get().get_parent().pk == archive.pk


def test_the_source_can_be_named(site: Any, tmp_path: Path) -> None:
    path = write_rows(tmp_path / "events.jsonl", make_row(url="row-1"))
    assert run(path, "--source", "Old calendar")[1] == 0
    assert EventPage.objects.get().external_source == "Old calendar"
    assert ImportRecord.objects.get().source == "Old calendar"
    with pytest.raises(CommandError):
        run(path, "--source", "x" * 300)


def test_a_bar_is_drawn_on_a_terminal_and_nowhere_else(site: Any, tmp_path: Path) -> None:
    path = write_rows(tmp_path / "events.jsonl", make_row(), make_row(url="https://example.org/2"))
    terminal, log = Terminal(), io.StringIO()
    run(path, stderr=terminal, dry_run=True)
    run(path, stderr=log, dry_run=True)
    assert "100%  0:00 left" in terminal.getvalue()
    assert log.getvalue() == ""


def test_a_large_file_is_read_row_by_row(site: Any, tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    with path.open("w") as file:
        for number in range(3000):
            file.write(json.dumps({"title": "x", "lang": "en", "n": number}) + "\n")
    lines, code = run(path)
    assert lines[-1] == "0 created, 0 updated, 0 unchanged, 0 drafts, 3000 refused"
    assert code == 1
