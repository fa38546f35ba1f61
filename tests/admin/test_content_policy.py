"""No screen of the package has what browsers refuse under a strict content policy (CSP).

What readers see is looked at in tests/test_templates.py, and by a browser: the demo has the policy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from django.urls import Resolver404, URLPattern, get_resolver, resolve, reverse
from django.urls.exceptions import NoReverseMatch

from tests.docs.markdown_blocks import ROOT
from tests.factories import MAY_3, make_event, make_organizer, translated
from wagtail_migration_events.runs.run import BackgroundRun

OURS = "wagtail_migration_events"
#: Form fields and rows of Wagtail 8.0 begin with a script inside the page, so the policy of its
#: admin has to let scripts run there.
WAGTAILS = re.compile(r"(init(Date|Time|DateTime)Chooser|new \w*Chooser)\(|\(function\(\) ?\{")
FROM_AN_EVENT = ("wagtailadmin_explore", "wagtailadmin_pages:edit", "wagtailadmin_pages:history")
LEADS_TO = {
    "official_vocabularies:wording",
    "wagtail_migration_events_editions:duplicate",
    "wagtail_migration_events_imports:new",
    "wagtail_migration_events_requests:ask",
    "wagtail_migration_events_runs:run",
    "wagtail_migration_events_status:change",
}


def is_refused(tag: Tag) -> bool:
    """Whether a browser would not run or apply it; what Wagtail itself puts there is let."""
    if (
        tag.name == "script"
        and not tag.get("src")
        and "javascript" in tag.get("type", "javascript")
    ):
        return not WAGTAILS.match(tag.get_text(strip=True))
    return (
        tag.name == "style"
        or any(name == "style" or name.startswith("on") for name in tag.attrs)
        or str(tag.get("href")).startswith("javascript:")
    )


def refused(html: str | bytes) -> list[str]:
    return [str(tag)[:120] for tag in BeautifulSoup(html, "html.parser").find_all(is_refused)]


def names_of_screens(patterns: Any, space: str = "") -> Iterator[str]:
    """Yield the names of the package's views, and of those it has from Wagtail for its models."""
    for each in patterns:
        if not isinstance(each, URLPattern):
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from names_of_screens(each.url_patterns, inner)
        elif each.name and OURS in f"{each.callback.__module__} {space}":
            yield f"{space}{each.name}"


def without_arguments(names: set[str]) -> Iterator[str]:
    for name in names:
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        if address.startswith("/admin/"):
            yield address


def name_of(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


@pytest.mark.django_db
def test_no_screen_has_scripts_styles_or_handlers_inside(site: Any, editor_client: Any):
    lead = make_organizer(site.organizers["en"], "Forum")
    event = make_event(site.events["en"], title="A briefing", organizers=[lead], starts_at=MAY_3)
    translated(event, "fr", title="Réunion d'information")
    BackgroundRun.objects.create(kind="publish", begun_by=editor_client.user)
    screens = set(names_of_screens(get_resolver().url_patterns))
    waiting = [reverse(name, args=[event.pk]) for name in FROM_AN_EVENT]
    waiting += [reverse("wagtailadmin_home"), *without_arguments(screens)]
    seen = set(map(name_of, waiting))
    wrong = {}
    while waiting:
        address = waiting.pop()
        response = editor_client.get(address, follow=True)
        if not response.headers["Content-Type"].startswith("text/html"):
            continue
        if found := refused(response.content):
            wrong[address] = found
        for link in BeautifulSoup(response.content, "html.parser").find_all("a", href=True):
            there = urljoin(address, link["href"])
            if (name := name_of(there)) in screens - seen:
                seen.add(name)
                waiting.append(there)
    assert wrong == {}
    assert seen >= LEADS_TO


@pytest.mark.parametrize("folder", [OURS, "example_site"])
def test_no_template_has_scripts_styles_or_handlers_inside(folder: str):
    files = list((ROOT / folder).rglob("templates/**/*.html"))
    assert files
    wrong = {path: refused(path.read_text(encoding="utf-8")) for path in files}
    assert {path: found for path, found in wrong.items() if found} == {}


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        '<script type="text/javascript">alert(1)</script>',
        "<style>p {}</style>",
        '<p style="color: red">x</p>',
        '<p onclick="alert(1)">x</p>',
        '<a href="javascript:alert(1)">x</a>',
    ],
)
def test_what_a_browser_refuses_is_found(html: str):
    assert refused(html)
