"""Which texts of which pages are stale: for one page in full, for thousands in a few queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from wagtail_migration_events.events.freshness.basis import Basis
from wagtail_migration_events.events.freshness.source_text import SourceText
from wagtail_migration_events.events.group import EventGroup, group_of

#: More keys than this are not listed in a query; all texts are read instead.
MOST_KEYS = 5000


@dataclass(frozen=True)
class StaleText:
    """A text of the source that has changed since a translation of it was made.

    Attributes:
        name: of the field, as in ``event_text``.
        language: of the source's text, a BCP 47 tag.
        old: the source's text that the translation was made from; "" where it is not known.
        new: the source's text as it is published now.
        old_revision, new_revision: primary keys of the source's revisions, which may be purged.
        changed_at: when the new text was published, in UTC.
    """

    name: str
    language: str
    old: str
    new: str
    old_revision: int | None
    new_revision: int | None
    changed_at: dt.datetime


def stale_texts(page: Any, names: Iterable[str] | None = None) -> list[StaleText]:
    """Return the stale texts of one page (as the live row or as a revision), in field order.

    :param names: only these fields; by default all text of the page's class.
    """
    group = group_of(page)
    if group is None or not group.is_followed_by(page):
        return []
    changed = _changed(group, page.text_basis or {})
    if names is not None:
        wanted = set(names)
        changed = {name: each for name, each in changed.items() if name in wanted}
    if not changed:
        return []
    digests = {each for pair in changed.values() for each in pair}
    texts = {
        (text.name, text.digest): text
        for text in SourceText.objects.filter(group=group, digest__in=digests)
    }
    found = []
    for name, (old, new) in changed.items():
        before, now = texts.get((name, old)), texts.get((name, new))
        if now is not None and (before is None or before.meaning != now.meaning):
            found.append(_stale_text(before, now))
    return found


def stale_names_by_page(model: Any, keys: Iterable[UUID] | None = None) -> dict[int, list[str]]:
    """Return the names of the stale texts of all translations that have any, by primary key.

    The number of queries does not depend on the number of pages.

    :param model: a class of event pages.
    :param keys: only these groups; by default all.
    """
    groups = EventGroup.objects.filter(adopted=True, origin__isnull=False)
    pages = model._base_manager.filter(alias_of=None)
    if keys is not None:
        keys = list(keys)
        groups, pages = groups.filter(pk__in=keys), pages.filter(translation_key__in=keys)
    rows = pages.values_list("pk", "translation_key", "text_basis").iterator()
    return _stale_names(rows, {group.pk: group for group in groups})


def stale_names(pages: Iterable[Any], groups: Mapping[UUID, EventGroup]) -> dict[int, list[str]]:
    """Return the same for pages and groups that have been read, in at most one query."""
    own = (page for page in pages if page.alias_of_id is None)
    rows = ((page.pk, page.translation_key, page.text_basis) for page in own)
    adopted = {key: group for key, group in groups.items() if group.adopted and group.origin_id}
    return _stale_names(rows, adopted)


def _stale_names(
    rows: Iterable[tuple[int, UUID, Any]], groups: Mapping[UUID, EventGroup]
) -> dict[int, list[str]]:
    """Return the names of stale texts by primary key.

    :param rows: primary key, key of the group and basis of the text of each page.
    """
    changed: dict[int, tuple[UUID, dict[str, tuple[str, str]]]] = {}
    for pk, key, basis in rows:
        group = groups.get(key)
        if group is not None and group.origin_id != pk and (found := _changed(group, basis or {})):
            changed[pk] = key, found
    meanings = _meanings({key for key, _found in changed.values()})
    stale = {
        pk: [
            name
            for name, (old, new) in found.items()
            if meanings.get((key, name, old), old) != meanings.get((key, name, new), new)
        ]
        for pk, (key, found) in changed.items()
    }
    return {pk: names for pk, names in stale.items() if names}


def _changed(group: EventGroup, basis: Basis) -> dict[str, tuple[str, str]]:
    """Return the two digests of each text whose source reads otherwise than it did."""
    return {
        name: (basis[name][0], now)
        for name, now in group.published_text.items()
        if name in basis and basis[name][0] != now
    }


def _meanings(keys: set[UUID]) -> dict[tuple[UUID, str, str], str]:
    if not keys:
        return {}
    texts = SourceText.objects.all()
    if len(keys) <= MOST_KEYS:
        texts = texts.filter(group__in=keys)
    rows = texts.values_list("group_id", "name", "digest", "meaning").iterator()
    return {(key, name, digest): meaning for key, name, digest, meaning in rows}


def _stale_text(before: SourceText | None, now: SourceText) -> StaleText:
    return StaleText(
        name=now.name,
        language=now.language,
        old=before.text if before else "",
        new=now.text,
        old_revision=before.revision_id if before else None,
        new_revision=now.revision_id,
        changed_at=now.published_at,
    )
