"""Writes into the documentation what axe finds: ``python -m scripts.accessibility``.

The demo is built for it in a temporary directory, as for the browser tests.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from wagtail import VERSION

from tests.browser.audit import WAGTAILS, Audit, Result, audited
from tests.browser.chromium import chromium_path, running_chromium
from tests.browser.example_site_server import served

PAGE = Path(__file__).resolve().parents[1] / "docs" / "explanation" / "accessibility.md"
#: ``<!-- accessibility: admin -->``, below which stands what is made.
PART = re.compile(r"(?<=<!-- accessibility: )(\w+)( -->\n\n)(?:.+\n)*")


def renewed(text: str, audit: Audit) -> str:
    """Return the page of the documentation with what an audit has found."""
    parts = {
        "versions": _versions(audit),
        "public": _table(audit.public.values()),
        "admin": _table(audit.admin.values()),
        "left": "".join(f"* `{rule}`: {words}.\n" for rule, (_at, words) in WAGTAILS.items()),
    }
    return PART.sub(lambda found: found[1] + found[2] + parts[found[1]], text)


def made_with(text: str) -> str:
    """Return the line that says with which versions the tables of a page were made."""
    lines = (found[0] for found in PART.finditer(text) if found[1] == "versions")
    return next(lines, "")


def _versions(audit: Audit) -> str:
    axe = ".".join(audit.axe.split(".")[:2])
    return f"Made with axe-core {axe} and Wagtail {VERSION[0]}.{VERSION[1]}.\n"


def _table(results: Iterable[Result]) -> str:
    head = [
        "| screen | ours, in English | ours, in Arabic | left to Wagtail |\n",
        "|---|---|---|---|\n",
    ]
    return "".join([*head, *(_row(result) for result in results)])


def _row(result: Result) -> str:
    found = [str(len(result.ours[tag])) if tag in result.ours else "–" for tag in ("en", "ar")]
    left = ", ".join(f"`{rule}`" for rule in sorted(result.left)) or "–"
    name = f"{result.name[0].upper()}{result.name[1:]}"
    return f"| {' | '.join([name, *found, left])} |\n"


def main() -> None:
    """Build the demo, look at every screen of it, write what was found."""
    path = chromium_path()
    if path is None:
        raise SystemExit("No Chromium in PATH, and CHROMIUM names none.")
    with tempfile.TemporaryDirectory() as place, running_chromium(path) as browser:
        sys.stdout.write("Building the demo (a minute), then looking at it (some more)\n")
        directory = Path(place) / "served"
        with served(Path(place), directory) as site:
            audit = audited(browser, site, directory)
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8"), audit), encoding="utf-8")
    sys.stdout.write("".join(f"{line}\n" for line in audit.violations) + f"{PAGE} written.\n")


if __name__ == "__main__":
    main()
