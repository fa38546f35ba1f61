"""Every link of the documentation leads somewhere; links to other hosts are well-formed."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from unicodedata import normalize
from urllib.parse import urlsplit

import pytest

from tests.docs.markdown_blocks import ROOT, documented_pages, prose_of

_LINK = re.compile(r"!?\[[^\]]*\]\(\s*<?(?P<inline>[^)\s>]+)>?[^)]*\)|<(?P<auto>https?://[^>]+)>")
_HEADING = re.compile(r"^#{1,6}\s+(?P<text>.+?)\s*(\{#(?P<id>[\w-]+)\})?\s*$", re.MULTILINE)


def links_of(page: Path) -> list[str]:
    """Return the targets of the links and images of a page, in order."""
    # A link's text may be code, which prose_of has taken out; its target stays.
    return [found["inline"] or found["auto"] for found in _LINK.finditer(prose_of(page))]


@cache
def anchors_of(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as MkDocs makes them."""
    headings = _HEADING.finditer(page.read_text(encoding="utf-8"))
    return {found["id"] or _slug(found["text"]) for found in headings}


def _slug(heading: str) -> str:
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
    ascii_only = normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", ascii_only).strip().lower())


def problem_of(link: str, page: Path) -> str:
    """Say what is wrong with a link, or nothing."""
    if link.startswith(("http:", "https:")):
        parts = urlsplit(link)
        is_local = parts.hostname in ("127.0.0.1", "localhost")
        is_named = parts.scheme == "https" and "." in (parts.hostname or "")
        return "" if is_local or is_named else f"{link} is no address of a public host"
    path, _, anchor = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    if not target.exists():
        return f"{link} leads nowhere"
    if anchor and anchor not in anchors_of(target):
        return f"{link}: the page has no such heading"
    return ""


@pytest.mark.parametrize("page", documented_pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_the_page_leads_somewhere(page: Path) -> None:
    problems = [problem for link in links_of(page) if (problem := problem_of(link, page))]
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize(
    "link",
    ["no-such-page.md", "README.md#no-such-heading", "http://example.org", "https://nowhere"],
)
def test_a_dead_link_is_found(link: str) -> None:
    assert problem_of(link, ROOT / "README.md")


def test_every_picture_is_shown_somewhere_and_is_small() -> None:
    pages = documented_pages()
    shown = {(page.parent / link).resolve() for page in pages for link in links_of(page)}
    for picture in (ROOT / "docs" / "images").iterdir():
        assert picture in shown, picture.name
        assert picture.stat().st_size <= 120_000, picture.name
