"""Asks axe for violations of WCAG 2.2 AA."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WCAG_2_2_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS = {
    "runOnly": {"type": "tag", "values": WCAG_2_2_AA},
    "resultTypes": ["violations"],
}


def violations(page: Page, *, within: str = "html", without: list[str] | None = None) -> list[str]:
    """Return some lines for each element of ``page`` that breaks a rule.

    ``within`` is a CSS selector of the only part to look at; what the selectors ``without`` find
    in it is left out.
    """
    context = {"include": [within], "exclude": without or []}
    found = Axe().run(page, context=context, options=OPTIONS).response["violations"]
    return [
        f"{violation['id']}: {' '.join(map(str, node['target']))}\n    {node['html'][:300]}\n"
        f"    {node['failureSummary']}"
        for violation in found
        for node in violation["nodes"]
    ]
