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

from wagtail_migration_events.events.freshness.digests import text_digests
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.sharing.columns import own_names

#: A text's name, and the digests of the source's text and of the page's own.
Basis = dict[str, list[str]]


class TextBasisField(models.Model):
    text_basis = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        abstract = True


def note_basis(page: Any, group: EventGroup | None, columns: Collection[str] | None = None) -> None:
    """Bring ``text_basis`` up to date before the page, or a revision of it, is saved.

    :param columns: those that are saved; None for all. Of another text the page may hold a draft.
    """
    if page.alias_of_id:
        return  # it mirrors the text of another page, and so what that was made from
    own = text_digests(page)
    before: Basis = page.text_basis or {}
    unsaved: Basis = {}
    if columns is not None:
        before = unsaved = _stored_basis(page)
        own = {n: each for n, each in own.items() if set(own_names(type(page), [n])) & {*columns}}
    if group is None or group.origin_id in (None, page.pk):
        page.text_basis = {**unsaved, **{name: [each, each] for name, each in own.items()}}
        return
    if not group.adopted:
        return  # nobody knows from what it was made
    noted = {
        name: before[name]
        if name in before and before[name][1] == each
        else [group.published_text.get(name, each), each]
        for name, each in own.items()
    }
    page.text_basis = {**unsaved, **noted}


def _stored_basis(page: Any) -> Basis:
    rows = type(page)._base_manager.filter(pk=page.pk)
    basis: Basis | None = rows.values_list("text_basis", flat=True).first()
    return basis or {}


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
