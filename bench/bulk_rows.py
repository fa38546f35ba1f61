"""The rows of published events, in bulk; as if their revisions had been purged since.

Django cannot ``bulk_create`` pages, whose rows lie in two tables. So the base rows are made in
bulk, and then the rows of the page class with the statement that ``bulk_create`` itself uses.
What ``save()`` would have done beside that is done here: paths, addresses, counts of children,
the rows of groups, the published texts and from which of them each translation was made.
``tests/bench/test_seeding.py`` compares the result with a group that was really published.
Wagtail's indexes of texts and of references are not filled.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils import timezone
from wagtail.models import Page

from wagtail_migration_events.events.facts.when import normalise_when
from wagtail_migration_events.events.freshness.basis import note_basis
from wagtail_migration_events.events.freshness.digests import digest, text_names, text_of
from wagtail_migration_events.events.freshness.source_text import SourceText
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.sharing.unless_set import values_unless_set
from wagtail_migration_events.pages.models import EventOrganizerLink, EventPage

#: How long before its last publication a text that has changed since was published.
YEAR = dt.timedelta(days=365)


def insert_events(
    values: Mapping[int, Mapping[str, Any]],
    indexes: Sequence[Any],
    organizer: UUID,
    earlier_titles: Mapping[int, str],
) -> list[UUID]:
    """Insert events in several languages, and return their keys.

    :param values: title, facts and text of each source, by its number.
    :param indexes: the pages to put them below, that of the sources first.
    :param organizer: the key of the organizer of all.
    :param earlier_titles: by number, titles of sources from which their translations were made.
    """
    keys = {number: uuid.uuid4() for number in values}
    sources = _new_pages(indexes[0], keys, values)
    siblings = [
        page for index in indexes[1:] for page in _new_pages(index, keys, values, copy=True)
    ]
    _insert_base_rows([*sources, *siblings])
    groups = {page.translation_key: _group(page) for page in sources}
    earlier = {keys[number]: title for number, title in earlier_titles.items()}
    for page in (*sources, *siblings):
        _note_basis(page, groups[page.translation_key], earlier.get(page.translation_key))
    _insert_class_rows([*sources, *siblings])
    EventOrganizerLink.objects.bulk_create(
        EventOrganizerLink(page=page, organizer=organizer, role="lead", sort_order=0)
        for page in (*sources, *siblings)
    )
    EventGroup.objects.bulk_create(groups.values())
    SourceText.objects.bulk_create(
        text
        for page in sources
        for text in _source_texts(
            page, groups[page.translation_key], earlier.get(page.translation_key)
        )
    )
    return list(keys.values())


def _new_pages(
    index: Any,
    keys: Mapping[int, UUID],
    values: Mapping[int, Mapping[str, Any]],
    *,
    copy: bool = False,
) -> list[Any]:
    """Return pages below ``index``, not saved; the title of a translation names its language."""
    last = Page.objects.child_of(index).order_by("path").last()
    steps = Page._str2int(last.path[-Page.steplen :]) if last is not None else 0
    now = timezone.now()
    pages = []
    for place, (number, key) in enumerate(keys.items(), start=steps + 1):
        page = EventPage(**values[number], slug=f"seeded-event-{number}")
        if copy:
            page.title = f"{page.title}, {index.locale.language_code}"
        page.draft_title = page.title
        page.translation_key, page.locale = key, index.locale
        page.path, page.depth = Page._get_path(index.path, index.depth + 1, place), index.depth + 1
        page.first_published_at = page.last_published_at = now
        page.set_url_path(index)
        normalise_when(page)
        pages.append(page)
    Page.objects.filter(pk=index.pk).update(numchild=F("numchild") + len(pages))
    return pages


def _insert_base_rows(pages: Sequence[Any]) -> None:
    columns = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
    rows = [Page(**{name: getattr(page, name) for name in columns}) for page in pages]
    for page, row in zip(pages, Page.objects.bulk_create(rows), strict=True):
        page.id = page.page_ptr_id = row.pk


def _insert_class_rows(pages: Sequence[Any]) -> None:
    fields = EventPage._meta.local_concrete_fields
    EventPage._base_manager.all()._batched_insert(pages, fields, batch_size=None)


def _group(source: Any) -> EventGroup:
    return EventGroup(
        key=source.translation_key,
        origin_id=source.pk,
        facts_changed_at=source.last_published_at,
        published_text={name: digest(text) for name, text in _texts(source).items()},
        published_values=values_unless_set(source),
    )


def _texts(page: Any) -> dict[str, str]:
    return {name: text_of(page, name) for name in text_names(type(page))}


def _note_basis(page: Any, group: EventGroup, earlier_title: str | None) -> None:
    published = group.published_text
    if earlier_title is not None:
        group.published_text = {**published, "title": digest(earlier_title)}
    note_basis(page, group)
    group.published_text = published


def _source_texts(source: Any, group: EventGroup, earlier_title: str | None) -> list[SourceText]:
    now = source.last_published_at
    versions = [(name, text, now) for name, text in _texts(source).items()]
    if earlier_title is not None:
        versions.append(("title", earlier_title, now - YEAR))
    return [
        SourceText(
            group=group,
            name=name,
            digest=digest(text),
            meaning=digest(text),
            text=text,
            language=source.locale.language_code,
            published_at=published_at,
        )
        for name, text, published_at in versions
    ]
