"""Pages that lead a reader step by step are walked, each in a site of its own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.docs.markdown_blocks import ROOT, documented_pages
from tests.docs.walkthrough import steps_of, walk

WALKED = [page for page in documented_pages() if steps_of(page)]


def test_the_readme_is_a_page_with_steps() -> None:
    assert ROOT / "README.md" in WALKED


def test_every_page_with_steps_is_walked_with_the_wheel_too() -> None:
    part = (ROOT / ".ci/parts/wheel").read_text(encoding="utf-8")
    assert [page for page in WALKED if str(page.relative_to(ROOT)) not in part] == []


@pytest.mark.skipif("CI_TEMPORARY" in os.environ, reason=".ci/parts/wheel walks these pages")
@pytest.mark.parametrize("page", WALKED, ids=lambda page: str(page.relative_to(ROOT)))
def test_following_the_page_leads_to_a_site_that_shows_an_event(page: Path, tmp_path: Path) -> None:
    walk(page, tmp_path)
