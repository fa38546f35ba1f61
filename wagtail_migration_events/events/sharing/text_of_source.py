"""When the source changes hands, what was up to date stays so, and what was stale stays stale."""

from __future__ import annotations

from typing import Any

from wagtail_migration_events.events.freshness.basis import Basis
from wagtail_migration_events.events.freshness.digests import text_digests
from wagtail_migration_events.events.freshness.source_text import (
    remember_published_text,
    same_meaning,
)
from wagtail_migration_events.events.group import EventGroup, own_pages
from wagtail_migration_events.events.sharing.open_revisions import rewrite_open_revisions


def hand_over_text(group: EventGroup, old: Any, new: Any) -> None:
    """Let the text of ``new`` stand for the text that ``old`` has published.

    :param group: its row, locked, with ``new`` as its origin already; the caller saves it.
    :param old: the source so far; None if it is gone.
    """
    before = dict(group.published_text)
    remember_published_text(group, new)
    now = dict(group.published_text)
    for name in before.keys() & now.keys():
        same_meaning(group, name, before[name], now[name])
    if not new.live:
        group.published_text = before  # nobody has published the new source's text yet
        now = before
    if not group.adopted:
        return
    if old is not None:
        _note_that_it_follows(old, before, now)
    if unknown := {name: digest for name, digest in now.items() if name not in before}:
        _base_others_on(group, new, old, unknown)


def _note_that_it_follows(old: Any, before: dict[str, str], now: dict[str, str]) -> None:
    """Say of each text of the former source, and of its drafts, that it was made from the text
    that is published: a source itself is not made from anything."""

    def change(page: Any) -> list[str]:
        basis: Basis = {
            name: [before.get(name) or now.get(name) or own, own]
            for name, own in text_digests(page).items()
        }
        if basis == page.text_basis:
            return []
        page.text_basis = basis
        return ["text_basis"]

    if columns := change(old):
        old.write_shared_facts(columns)
    rewrite_open_revisions(old, change)


def _base_others_on(group: EventGroup, new: Any, old: Any, texts: dict[str, str]) -> None:
    """Let no page count as stale only because its texts were never compared with a source's."""

    def change(page: Any) -> list[str]:
        own = text_digests(page)
        known = {name: [digest, own[name]] for name, digest in texts.items() if name in own}
        page.text_basis = {**(page.text_basis or {}), **known}
        return ["text_basis"] if known else []

    others = own_pages(group.pk).exclude(pk__in=[new.pk, old.pk if old is not None else 0])
    for page in others.specific():
        if columns := change(page):
            page.write_shared_facts(columns)
        rewrite_open_revisions(page, change)
