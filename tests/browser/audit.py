"""Opens every screen once in English and once in Arabic, and asks axe about it."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.accessibility import OPTIONS
from tests.browser.admin_steps import logged_in, open_tab, prefer_language
from tests.browser.demo_addresses import IN_ARABIC, PAGES, address
from tests.browser.example_site_server import MANAGE, site_environment
from tests.browser.page_checks import LAPTOP, PHONE, check_page, wait_until
from tests.browser.reader import new_reader
from tests.browser.screen_places import COMMAND, MARK
from tests.browser.screens import SCREENS, Screen

LANGUAGES = ("en", "ar")
#: Of the other colors only what depends on them is asked.
CONTRAST = {
    "runOnly": {"type": "rule", "values": ["color-contrast"]},
    "resultTypes": ["violations"],
}
#: Half-way from one color to the other there is no contrast to measure.
NO_TRANSITIONS = """
    addEventListener("DOMContentLoaded", () => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync("*, ::before, ::after { transition: none !important; }");
        document.adoptedStyleSheets.push(sheet);
    });
"""
#: The menu of the admin is the same everywhere: looked at on its first screen only.
MENU = "[data-wagtail-sidebar]"
#: What Wagtail draws itself, by the rule that it breaks: a CSS selector, and what it is.
WAGTAILS = {
    "aria-input-field-name": (
        ".public-DraftEditor-content",
        "the editor of rich text has no accessible name",
    ),
    "label": (
        "[data-contentpath='body'] input",
        "a block of one line of text in a body has a heading and no label",
    ),
}
#: The public pages that only an address with a query has.
VIEWS = {"month": "events/?view=month", "week": "events/?view=week"}


@dataclass
class Result:
    """What axe says of a screen.

    Attributes:
        ours: some lines for each violation of ours, by language.
        left: the rules that Wagtail's own parts break.
    """

    name: str
    ours: dict[str, list[str]] = field(default_factory=dict)
    left: set[str] = field(default_factory=set)


@dataclass
class Audit:
    public: dict[str, Result] = field(default_factory=dict)
    admin: dict[str, Result] = field(default_factory=dict)
    axe: str = ""

    @property
    def violations(self) -> list[str]:
        """All that is ours, each with its screen and language."""
        return [
            f"{result.name} ({language}): {line}"
            for result in (*self.public.values(), *self.admin.values())
            for language, lines in result.ours.items()
            for line in lines
        ]


def audited(browser: Browser, site: str, directory: Path) -> Audit:
    """Audit the served site whose data are in ``directory``."""
    audit = Audit()
    reader = new_reader(browser, site, viewport=PHONE)
    reader.context.add_init_script(NO_TRANSITIONS)
    page = reader.context.new_page()
    for language in LANGUAGES:
        for name, path in public_pages(language).items():
            page.set_viewport_size(PHONE)
            page.emulate_media(color_scheme="dark")
            page.goto(f"{site}{path}")
            check_page(page, language)
            note = partial(_note, audit, audit.public, name, language, page)
            note(OPTIONS)
            page.set_viewport_size(LAPTOP)
            page.emulate_media(color_scheme="light")
            note(OPTIONS)
    page.close()
    _audit_admin(audit, reader, prepared(directory))
    reader.context.close()
    return audit


def public_pages(language: str) -> dict[str, str]:
    """Return the paths of the public pages in a language, by the words the documentation has."""
    names = [name for name in PAGES if language == "en" or (language, name) in IN_ARABIC]
    views = {f"event list: {name}": f"/{language}/{path}" for name, path in VIEWS.items()}
    return {**{name: address(language, name) for name in names}, **views}


def prepared(directory: Path) -> dict[str, Any]:
    """Let every screen of the admin have something to show; return what stands in addresses."""
    told = subprocess.run(
        [sys.executable, str(MANAGE), "shell", "--verbosity=0", "--command", COMMAND],
        env=site_environment(directory),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout
    return dict(json.loads(told.rpartition(MARK)[2]))


def _audit_admin(audit: Audit, reader: Any, places: dict[str, Any]) -> None:
    page = logged_in(reader, "admin")
    page.set_viewport_size(LAPTOP)
    for language in LANGUAGES:
        prefer_language(reader, page, language)
        for screen in SCREENS:
            _show(page, f"{reader.site}/admin/{screen.path.format(**places)}", screen)
            note = partial(_note, audit, audit.admin, screen.name, language, page)
            note(OPTIONS, without=MENU if screen.path else "")
            if language == "en":  # in Arabic the colors are the same
                page.emulate_media(color_scheme="dark")
                note(CONTRAST, without=MENU if screen.path else "")
                page.emulate_media(color_scheme="light")
    prefer_language(reader, page, "en")


def _show(page: Page, url: str, screen: Screen) -> None:
    response = page.goto(url)
    assert response is not None
    assert (response.status, page.url) == (200, url), screen.name
    wait_until(page, f"document.querySelector('{MENU}').childElementCount > 0")
    if screen.tab:
        open_tab(page, screen.tab)


def _note(
    audit: Audit,
    results: dict[str, Result],
    name: str,
    language: str,
    page: Page,
    options: dict[str, Any],
    *,
    without: str = "",
) -> None:
    """Note what axe finds on a page, and say of each element whether it is ours."""
    context = {"include": ["html"], "exclude": [without] if without else []}
    response = Axe().run(page, context=context, options=options).response
    audit.axe = response["testEngine"]["version"]
    result = results.setdefault(name, Result(name))
    ours = result.ours.setdefault(language, [])
    for violation in response["violations"]:
        for node in violation["nodes"]:
            if _is_wagtails(page, violation["id"], node["target"][0]):
                result.left.add(violation["id"])
            else:
                words = f"{violation['id']}: {node['html'][:300]}\n    {node['failureSummary']}"
                ours.append(words)


def _is_wagtails(page: Page, rule: str, target: str) -> bool:
    if rule not in WAGTAILS:
        return False
    matches = "([target, selector]) => document.querySelector(target).matches(selector)"
    return bool(page.evaluate(matches, [target, WAGTAILS[rule][0]]))
