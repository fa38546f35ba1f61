"""From which version of the source each text of a page was made.

The column ``text_basis`` says so for each text: two digests, that of the source's text and that of
the page's own. As long as the page's own text is the same, it is based on what it was based on
before; once it is another, somebody has written it anew, and so from the source as it is now. The
column is part of every revision, so a draft, a scheduled or a restored revision knows its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db import models

from wagtail_migration_events.events.fact_columns import own_names
from wagtail_migration_events.events.freshness.digests import text_digests
from wagtail_migration_events.events.group import EventGroup, source_page

#: A text's name, and the digests of the source's text and of the page's own.
Basis = dict[str, list[str]]


class TextBasisField(models.Model):
    text_basis = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        abstract = True


def note_basis(page: Any, group: EventGroup | None, columns: Collection[str] | None = None) -> None:
    """Bring ``text_basis`` up to date before the page, or a revision of it, is saved.

    :param columns: where only these are saved; other text that was set is not the page's yet.
    """
    if page.alias_of_id:
        return  # it mirrors the text of another page, and so what that was made from
    own = _saved_digests(page, columns)
    is_told = columns is None or "text_basis" in columns
    before: Basis = (page.text_basis or {}) if is_told else _stored_basis(page)
    rest = {} if columns is None else {name: before[name] for name in before if name not in own}
    if group is None or group.origin_id in (None, page.pk):
        page.text_basis = {**rest, **{name: [each, each] for name, each in own.items()}}
    elif group.adopted:  # else nobody knows from what it was made
        page.text_basis = {**rest, **_translated_from(group, own, before)}


def _saved_digests(page: Any, columns: Collection[str] | None) -> dict[str, str]:
    digests = text_digests(page)
    if columns is None:
        return digests
    saved = [name for name in digests if own_names(type(page), [name])[0] in columns]
    return {name: digests[name] for name in saved}


def _translated_from(group: EventGroup, own: dict[str, str], before: Basis) -> Basis:
    new = [name for name, each in own.items() if name not in before or before[name][1] != each]
    now = _text_to_translate(group) if new else {}
    return {
        name: [now.get(name, each), each] if name in new else before[name]
        for name, each in own.items()
    }


def _stored_basis(page: Any) -> Basis:
    rows = type(page)._base_manager.filter(pk=page.pk)
    basis: Basis | None = rows.values_list("text_basis", flat=True).first()
    return basis or {}


def _text_to_translate(group: EventGroup) -> dict[str, str]:
    """Return digests of what a translator has before him: the draft of a new source, too."""
    source = None if group.published_text else source_page(group)
    return group.published_text if source is None else text_digests(source)


def confirm_basis(page: Any, group: EventGroup, names: Iterable[str]) -> None:
    """Say that these texts of a sibling are right for what the source says now."""
    own = text_digests(page)
    confirmed = {
        name: [group.published_text[name], own[name]]
        for name in names
        if name in own and name in group.published_text
    }
    page.text_basis = {**(page.text_basis or {}), **confirmed}


def fill_basis(page: Any, stored: Any) -> None:
    """Give a revision that was saved before the column was there what the stored page knows."""
    page.text_basis = {**(stored.text_basis or {}), **(page.text_basis or {})}
