"""What must hold after every step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.events.sharing.machine import forms
from tests.events.sharing.machine.model import TEXTS, Facts, PageModel
from tests.events.sharing.machine.steps import Desk
from wagtail_migration_events.events.freshness.staleness import stale_names_by_page, stale_texts
from wagtail_migration_events.events.sharing.unless_set import shared_value
from wagtail_migration_events.occurrences.rebuilding import differing_pages
from wagtail_migration_events.pages.models import EventPage


def check_group(desk: Desk) -> None:
    """Compare every page of the group, its row and its newest revision, with the model."""
    for page in desk.group.pages.values():
        row = forms.stored(page.pk)
        _check_row(desk, page, row)
        _check_draft(desk, page, row.get_latest_revision_as_object())
        _check_freshness(desk, page, row)
    _check_freshness_of_all(desk)
    assert desk.group_row().origin_id == desk.group.source


def _check_row(desk: Desk, page: PageModel, row: Any) -> None:
    who = page.language
    same(who, row.live, page.live)
    same(who, forms.text_of(row), page.row.text)
    same(who, forms.facts_of(row, desk.organizers), page.row.facts)
    same(who, row.registration_url, page.row.link)
    same(who, shared_value(row, "registration_url"), desk.group.shown_link(page))


def _check_draft(desk: Desk, page: PageModel, draft: Any) -> None:
    who = f"draft of {page.language}"
    is_source = page.pk == desk.group.source
    facts = page.draft.facts if is_source else desk.group.shared_facts(page)
    link = page.draft.link if is_source else desk.group.own_link(page.draft.link, page)
    same(who, forms.text_of(draft), page.draft.text)
    same(who, forms.facts_of(draft, desk.organizers), facts)
    same(who, draft.registration_url, link)


def _check_freshness(desk: Desk, page: PageModel, row: Any) -> None:
    found = stale_texts(row)
    same(page.language, [each.name for each in found], desk.group.stale(page))
    for each in found:
        assert each.new == (desk.group.published_text or {})[each.name]
        assert each.old in (page.row.basis[each.name], "")


def _check_freshness_of_all(desk: Desk) -> None:
    expected = {page.pk: desk.group.stale(page) for page in desk.group.pages.values()}
    keys = [forms.stored(desk.group.source).translation_key]
    found = stale_names_by_page(EventPage, keys)
    ordered = {pk: [name for name in TEXTS if name in names] for pk, names in found.items()}
    assert ordered == {pk: names for pk, names in expected.items() if names}


def same(who: str, found: Any, expected: Any) -> None:
    assert found == expected, f"{who}: found {found}, expected {expected}"


def state_of(pk: int) -> dict[str, Any]:
    """Return what only a page's own steps may change."""
    names = (
        "live", "has_unpublished_changes", "latest_revision_id", "live_revision_id", "slug",
        "locked", "go_live_at", "expire_at", "draft_title", "first_published_at",
        "last_published_at",
    )  # fmt: skip
    return EventPage.objects.filter(pk=pk).values(*names).get()


def check_index() -> None:
    pks = list(EventPage.objects.values_list("pk", flat=True))
    assert differing_pages(pks) == []


@dataclass(frozen=True)
class Shown:
    """What a reader sees of a page."""

    live: bool
    text: dict[str, str]
    facts: Facts
    link: str


def shown(page: Any, organizers: list[Any]) -> Shown:
    link = shared_value(page, "registration_url")
    return Shown(page.live, forms.text_of(page), forms.facts_of(page, organizers), link)
