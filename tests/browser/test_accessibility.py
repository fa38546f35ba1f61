"""Every screen against WCAG 2.2 AA, in English and Arabic, light and dark."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from scripts.accessibility import PAGE, made_with, renewed
from tests.browser.audit import Audit, audited

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def audit(browser: Browser, example_site: str, site_directory: Path) -> Audit:
    return audited(browser, example_site, site_directory)


def test_no_screen_breaks_a_rule(audit: Audit) -> None:
    assert audit.violations == []


def test_the_documentation_says_what_was_found(audit: Audit) -> None:
    """With other versions of Wagtail or axe than it names, Wagtail's own parts may differ."""
    page = PAGE.read_text(encoding="utf-8")
    anew = renewed(page, audit)
    assert page == anew or made_with(page) != made_with(anew), "python -m scripts.accessibility"
