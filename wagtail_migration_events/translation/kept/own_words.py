"""A translation keeps its own words until a translator has done the new ones.

localize fills what is not translated with the text of the source, also on a page that is live
(its "Publish" and "Sync translated pages"; #634, #655). Here source words come to a page only
where it has none of its own yet: on a draft that was never published.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.strings import StringValue

from wagtail_migration_events.events.aliases import field_name_of
from wagtail_migration_events.events.freshness.digests import (
    digest,
    text_digests,
    text_names,
    text_of,
)
from wagtail_migration_events.events.group import EventGroup, group_of
from wagtail_migration_events.translation.event_class import is_event
from wagtail_migration_events.translation.kept.own_values import keep_own_values, values_before
from wagtail_migration_events.translation.source.segments import strings_of
from wagtail_migration_events.translation.source.suggestions import EARLIER_TEXT

BEFORE = "_wagtail_migration_events_before"


@dataclass
class Before:
    """A translation as it was before localize wrote into it.

    Attributes:
        words: the value of each column with text.
        strings: path and words of each piece of text.
        basis: from which version of the source each text was made.
        was_published: whether readers have seen it.
        values: what a language may set for itself.
    """

    words: dict[str, Any]
    strings: set[tuple[str, str]]
    basis: dict[str, list[str]]
    was_published: bool
    values: dict[str, Any]


@dataclass
class ToDo:
    """The pieces of one column that are not translated, and suggestions for them by path."""

    strings: set[tuple[str, str]] = field(default_factory=set)
    suggested: dict[str, str] = field(default_factory=dict)


def around_copying(original: Any, source_page: Any, page: Any) -> None:
    """Around ``copy_synchronised_fields``: look first, and let a page keep its own links."""
    if not is_event(page):
        original(source_page, page)
        return
    before = Before(
        words={name: getattr(page, _attname(page, name)) for name in text_columns(type(page))},
        strings=set() if page.alias_of_id else set(strings_of(page)),
        basis=dict(page.text_basis or {}),
        was_published=bool(page.live or page.first_published_at) and not page.alias_of_id,
        values=values_before(page),
    )
    original(source_page, page)
    keep_own_values(source_page, page, before.values)
    setattr(page, BEFORE, before)


def around_ingesting(
    original: Any, source_page: Any, page: Any, src_locale: Any, tgt_locale: Any, segments: Any
) -> None:
    """Around ``ingest_segments``: put back the words that source words have taken the place of,
    and note from which version of the source each text of the page now is."""
    before: Before | None = page.__dict__.pop(BEFORE, None)
    if before is None:
        original(source_page, page, src_locale, tgt_locale, segments)
        return
    of_source = text_digests(source_page)  # localize writes the translation into its blocks
    original(source_page, page, src_locale, tgt_locale, segments)
    todo = strings_to_do(source_page, src_locale, tgt_locale)
    for column, left in todo.items():
        if column in before.words:
            _keep(page, column, left, before, of_source)
    group = group_of(page)
    if group is not None and group.is_followed_by(page):
        versions = of_source if source_page.pk == group.origin_id else _versions(source_page)
        note_what_was_done(page, group, versions, set(todo), before.basis)


def strings_to_do(source_page: Any, src_locale: Any, tgt_locale: Any) -> dict[str, ToDo]:
    """Return by column what of localize's snapshot of a page is not translated."""
    source = TranslationSource.objects.get(object_id=source_page.translation_key, locale=src_locale)
    rows = (
        StringSegment.objects.filter(source=source)
        .annotate_translation(tgt_locale)
        .filter(Q(translation=None) | Q(translation=""))
    )
    found: dict[str, ToDo] = defaultdict(ToDo)
    rows = list(rows.select_related("context", "string"))
    suggested = _suggested(rows, tgt_locale)
    for row in rows:
        left = found[row.context.path.split(".")[0]]
        left.strings.add((row.context.path, row.string.data))
        words = suggested.get((row.context_id, row.string_id))
        if words:
            left.suggested[row.context.path] = words
    return dict(found)


def text_columns(model: Any) -> list[str]:
    """Return the columns of a page class that localize translates, without rows of children."""
    fields = (each for each in get_translatable_fields(model) if each.is_translated(None))
    return [each.field_name for each in fields if each.get_field(model).concrete]


def note_what_was_done(
    page: Any,
    group: EventGroup,
    versions: dict[str, str],
    left: set[str],
    before: dict[str, list[str]],
) -> None:
    """Say of each text from which version of the source's text it is.

    A text that is translated to its last piece is from the version that the page it was
    translated from, itself perhaps a translation, is from. One that is not is from what it was
    from before.

    :param versions: of the page it was translated from, by text: digest of the source's text.
    :param left: columns of which some piece is not translated.
    :param before: ``text_basis`` as it was.
    """
    basis = dict(page.text_basis or {})
    for name in text_names(type(page)):
        own, old = digest(text_of(page, name)), before.get(name)
        if field_name_of(type(page), name) in left:
            basis[name] = [old[0] if old else "", own]  # "": nobody knows from what it was made
            continue
        made_from = versions.get(name)
        if made_from is None:
            continue
        # Somebody may have declared the same words right for a newer text since.
        is_news = made_from == group.published_text.get(name) or old is None or old[1] != own
        if is_news:
            basis[name] = [made_from, own]
    page.text_basis = basis


def _versions(page: Any) -> dict[str, str]:
    return {name: pair[0] for name, pair in (page.text_basis or {}).items()}


def _keep(page: Any, column: str, left: ToDo, before: Before, of_source: dict[str, str]) -> None:
    """Decide about a column of which some piece is not translated."""
    if left.strings <= before.strings:
        return  # no other source words than those that stand there already
    if before.was_published or _has_own_words(page, column, before, of_source):
        setattr(page, _attname(page, column), before.words[column])
    elif column in left.suggested:  # the one string of a plain field
        words = StringSegmentValue(column, StringValue(left.suggested[column]))
        setattr(page, column, words.render_text())


def _has_own_words(page: Any, column: str, before: Before, of_source: dict[str, str]) -> bool:
    """Whether somebody has written into this draft in the ordinary editor."""
    if page.alias_of_id or not before.words[column]:
        return False
    for name in text_names(type(page)):
        if field_name_of(type(page), name) == column:
            made_from, own = before.basis.get(name, ["", ""])
            return made_from != own and own != of_source.get(name)
    return False


def _suggested(rows: list[Any], locale: Any) -> dict[tuple[int, int], str]:
    if not rows:
        return {}
    found = StringTranslation.objects.filter(
        tool_name=EARLIER_TEXT,
        locale=locale,
        context__in={row.context_id for row in rows},
        translation_of__in={row.string_id for row in rows},
    )
    return {
        (context, string): data
        for context, string, data in found.values_list("context", "translation_of", "data")
    }


def _attname(page: Any, name: str) -> str:
    return str(type(page)._meta.get_field(name).attname)
