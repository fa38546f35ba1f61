"""Each format by itself: what is written is read again, whatever the texts are."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.translation.files.texts import UUID_OF_FR, rich_texts, work

pytestmark = pytest.mark.localize

FORMATS = ("po", "xlsx", "xlf")


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
