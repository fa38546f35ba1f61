"""A reader's browser that never leaves the example site, and notes what goes wrong on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Response, Route

from tests.browser.chromium import PATIENCE
from tests.browser.demo_addresses import address


@dataclass
class Reader:
    """One browser context on the site at ``site``; what it holds against the pages it opened.

    ``foreign_requests`` were stopped, so a test cannot depend on another host.
    """

    site: str
    context: BrowserContext
    foreign_requests: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.route("**/*", self._keep_on_the_site)
        self.context.on("console", self._note_message)
        self.context.on("weberror", lambda error: self.faults.append(str(error.error)))
        self.context.on("response", self._note_failure)

    def open(self, path: str) -> Page:
        """Open a page of the site in a new tab."""
        page = self.context.new_page()
        page.goto(f"{self.site}{path}")
        return page

    def read(self, language: str, name: str) -> Page:
        """Open one of the pages named in ``demo_addresses.PAGES``."""
        return self.open(address(language, name))

    def _keep_on_the_site(self, route: Route) -> None:
        url = route.request.url
        if urlsplit(url).scheme in {"http", "https"} and not url.startswith(f"{self.site}/"):
            self.foreign_requests.append(url)
            route.abort()
        else:
            route.continue_()

    def _note_message(self, message: Any) -> None:
        if message.type in {"error", "warning"}:
            self.faults.append(f"{message.type}: {message.text}")

    def _note_failure(self, response: Response) -> None:
        if response.status >= 400:
            self.faults.append(f"{response.status} {response.url}")


def new_reader(browser: Browser, site: str, **options: Any) -> Reader:
    """Return a reader with a fresh profile: a laptop in Geneva, without motion.

    ``options`` are those of Playwright's ``new_context``, and go before these.
    """
    settings = {
        "viewport": {"width": 1280, "height": 900},
        "timezone_id": "Europe/Zurich",
        "locale": "en-GB",
        "reduced_motion": "reduce",
        **options,
    }
    context = browser.new_context(**settings)
    context.set_default_timeout(PATIENCE)
    return Reader(site, context)
