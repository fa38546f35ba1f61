"""Pages that lead a reader step by step are walked, each in a site of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.markdown_blocks import ROOT, documented_pages
from tests.docs.walkthrough import steps_of, walk

WALKED = [page for page in documented_pages() if steps_of(page)]


def test_the_readme_is_a_page_with_steps() -> None:
    assert ROOT / "README.md" in WALKED


@pytest.mark.parametrize("page", WALKED, ids=lambda page: str(page.relative_to(ROOT)))
def test_following_the_page_leads_to_a_site_that_shows_an_event(page: Path, tmp_path: Path) -> None:
    walk(page, tmp_path)
