"""The code blocks of a Markdown page, and the comment before a block that says how it is checked.

Most blocks need no comment: ``python`` is run (one namespace for a page, inside a test database; a
block that starts with ``>>>`` as a doctest), every command of ``sh`` must be known, ``json``,
``toml`` and ``html+django`` are parsed. Otherwise one of these stands on a line before the block:

``<!-- test: part of FILE -->``       it stands in FILE line for line; other tests run that
``<!-- test: settings -->``           it is run as settings; its apps and middleware must exist
``<!-- test: corrections -->``        a site's file of corrections; the Python after it needs it
``<!-- test: rendered -->``           the template is rendered for an event
``<!-- test: imported -->``           it is a row of ``events_import``, and is imported
``<!-- test: mapping -->``            it is a mapping of ``events_import``
``<!-- test: tree -->``               it draws folders, which must exist in the repository
``<!-- test: step run -->``           the walk along the page runs it (``walkthrough.py``)
``<!-- test: step write FILE -->``    the walk writes it into FILE of the new site
``<!-- test: step append FILE -->``   the walk appends it to FILE of the new site
``<!-- test: step shell -->``         the walk runs it in ``manage.py shell``

A block that nothing here covers fails the test.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

ROOT = Path(__file__).resolve().parents[2]

_FENCE = re.compile(r"^(?P<indent> *)(?P<ticks>```+|~~~+)(?P<info>.*)$")
_DIRECTIVE = re.compile(r"^\s*<!--\s*test:\s*(?P<words>.+?)\s*-->\s*$")


@dataclass(frozen=True)
class Block:
    """One fenced block: where it stands, its language, its text and what its comment asks for."""

    page: Path
    line: int
    language: str
    text: str
    directive: str = ""

    @property
    def place(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def documented_pages() -> list[Path]:
    """Return every page whose blocks and links are checked."""
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def blocks_of(page: Path) -> list[Block]:
    """Return the fenced blocks of a page, in order. Raises ``ValueError`` for one left open."""
    return list(_blocks(page, page.read_text(encoding="utf-8").splitlines()))


def _blocks(page: Path, lines: list[str]) -> Iterator[Block]:
    directive, opening, start, inside = "", None, 0, []
    for number, line in enumerate(lines, start=1):
        fence = _FENCE.match(line)
        if opening is not None:
            if fence and not fence["info"].strip() and fence["ticks"].startswith(opening["ticks"]):
                language = opening["info"].strip().partition(" ")[0]
                yield Block(page, start, language, dedent("\n".join(inside)) + "\n", directive)
                opening, directive = None, ""
            else:
                inside.append(line)
        elif fence:
            opening, start, inside = fence, number, []
        elif found := _DIRECTIVE.match(line):
            directive = found["words"]
        elif line.strip():
            directive = ""
    if opening is not None:
        raise ValueError(f"{page}:{start}: the block is never closed")


def commands_of(block: Block) -> list[str]:
    """Return the commands of a shell block, one a line, joined where a backslash ends the line."""
    lines = block.text.replace("\\\n", " ").splitlines()
    if block.language == "console":
        return [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]
    return [line for line in lines if line.strip() and not line.lstrip().startswith("#")]


def prose_of(page: Path) -> str:
    """Return the page without its fenced blocks and inline code."""
    prose, opening = [], None
    for line in page.read_text(encoding="utf-8").splitlines():
        fence = _FENCE.match(line)
        if fence and opening is None:
            opening = fence["ticks"]
        elif fence and opening and fence["ticks"].startswith(opening):
            opening = None
        elif opening is None:
            prose.append(re.sub(r"`[^`]*`", "", line))
    return "\n".join(prose)
