"""The Chromium of this machine: Playwright's own download is not needed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, expect, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
NOT_FOUND = "browser tests left out: no Chromium in PATH, and CHROMIUM names none."
#: Milliseconds, many: what a page waits for is the machine, not a person.
PATIENCE = 60_000
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def chromium_path() -> str | None:
    """Return where Chromium is: the variable ``CHROMIUM``, else the first found in PATH.

    Raises FileNotFoundError if ``CHROMIUM`` names something that is not there.
    """
    named = os.environ.get("CHROMIUM")
    if named:
        if found := shutil.which(named):
            return found
        raise FileNotFoundError(f"CHROMIUM names {named}, which is no program.")
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def running_chromium(path: str) -> Iterator[Browser]:
    """Run Chromium while the block runs."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()
