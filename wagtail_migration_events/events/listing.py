"""Lists of events of any page class: one entry for each event, in the reader's language.

This reads dates and languages of all events and sorts them here; how many queries it takes
depends on the number of page classes, never on the number of events.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as PaginatedPage
from django.core.paginator import Paginator
from django.db.models import CharField, F, Value
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Site

from wagtail_migration_events.conf import setting
from wagtail_migration_events.events.aliases import field_name_of
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.events.times.occurrence import DatePrecision, Occurrence
from wagtail_migration_events.groups.page_model import base_page_model, page_models_with
from wagtail_migration_events.groups.resolution import (
    GroupPage,
    choose_by_language,
    specific_pages,
)
from wagtail_migration_events.groups.visibility import visible
from wagtail_migration_events.vocabularies.languages import language_chain, normalise_tag
from wagtail_migration_events.vocabularies.querying import holding

Narrow = Callable[[Any], Any]
#: Sections of a list, in the order in which they are shown.
SECTIONS = ("upcoming", "undated", "past")
#: What is read of every event to put it into its place: of an alias also what it mirrors.
KEYS = ("translation_key", "alias_of__translation_key", "alias_of__alias_of__translation_key")
LANGUAGES = tuple(name.replace("translation_key", "locale__language_code") for name in KEYS)
WHEN = ("starts_at", "ends_at", "timezone", "date_precision")


@dataclass(frozen=True)
class ListedEvent:
    """One entry of a list: the event's page for this reader, and the section it stands in."""

    event: GroupPage
    section: str

    @property
    def page(self) -> Any:
        return self.event.page


@dataclass(frozen=True)
class _Row:
    pk: int
    key: str
    rank: tuple[int, int, int]
    starts_at: dt.datetime | None
    section: str


def pages_of_site(request: HttpRequest) -> Narrow:
    """Keep the pages of the Wagtail Site that was asked, in all its languages."""
    site = Site.find_for_request(request)
    if site is None:
        return lambda pages: pages.none()
    roots = site.root_page.get_translations(inclusive=True).values_list("path", flat=True)
    return below(list(roots))


def below(paths: list[str]) -> Narrow:
    """Keep the pages at or below these tree paths."""

    def narrow(pages: Any) -> Any:
        kept = pages.none()
        for path in paths:
            kept = kept | pages.filter(path__startswith=path)
        return kept

    return narrow


def parts_of(key: Any) -> Narrow:
    """Keep the events that name the group ``key`` in their fact ``part_of``."""

    def narrow(pages: Any) -> Any:
        name = field_name_of(pages.model, "part_of")
        if name is None:
            return pages.none()
        return holding(pages, pages.model._meta.get_field(name), [str(key)])

    return narrow


def list_events(
    narrow: Narrow, language: str, request: HttpRequest, page_number: Any = 1
) -> PaginatedPage[ListedEvent]:
    """Return one page of a list: what is to come, then what has no date yet, then what is past.

    :param narrow: keeps, of a queryset of one event class, the pages to list.
    :param language: the reader's language; of each event its best page for that is listed.
    :param page_number: as it came in: what is no number gives the first page, what is out of
        range the last, as everywhere in Django.
    """
    rows = sorted(_best_rows(narrow, language, request), key=_place)
    paginator = Paginator(rows, setting("PAGE_SIZE"))
    page: Any = paginator.get_page(page_number)
    pks = [row.pk for row in page.object_list]
    wanted = base_page_model().objects.filter(pk__in=pks)
    chosen = choose_by_language(specific_pages(wanted), language)
    entries = {entry.page.pk: entry for entry in chosen.values()}
    page.object_list = [
        ListedEvent(entries[row.pk], row.section) for row in page.object_list if row.pk in entries
    ]
    return page


def _best_rows(narrow: Narrow, language: str, request: HttpRequest) -> list[_Row]:
    best: dict[str, _Row] = {}
    chain = language_chain(language)
    now = timezone.now()
    for model in page_models_with(EventPageMixin):
        # An event that is a subclass of another is counted once, as what it is.
        pages = visible(narrow(model.objects.exact_type(model)), request)
        when = [field_name_of(model, name) for name in WHEN]
        columns = [F(name) if name else Value(None, CharField()) for name in when]
        for values in pages.values_list("pk", *KEYS, *LANGUAGES, *columns):
            row = _row(values, chain, now)
            if row.key not in best or row.rank < best[row.key].rank:
                best[row.key] = row
    return list(best.values())


def _row(values: tuple[Any, ...], chain: tuple[str, ...], now: dt.datetime) -> _Row:
    pk, *rest = values
    keys, languages, when = rest[: len(KEYS)], rest[len(KEYS) : -len(WHEN)], rest[-len(WHEN) :]
    # An alias is the event that it mirrors, in that event's language.
    key, language = (next(filter(None, reversed(each))) for each in (keys, languages))
    tag = normalise_tag(language)
    rank = (chain.index(tag) if tag in chain else len(chain), 1 if keys[1] else 0, pk)
    return _Row(pk, str(key), rank, when[0], _section(when, now))


def _section(when: list[Any], now: dt.datetime) -> str:
    starts_at, ends_at, zone, precision = when
    known = precision or DatePrecision.TIME
    state = Occurrence("", starts_at, ends_at, zone or "", known, "").state(now)
    return {"ongoing": "upcoming", "": "undated"}.get(state, state)


def _place(row: _Row) -> tuple[int, float, int]:
    moment = row.starts_at.timestamp() if row.starts_at else 0.0
    return (SECTIONS.index(row.section), -moment if row.section == "past" else moment, row.pk)
