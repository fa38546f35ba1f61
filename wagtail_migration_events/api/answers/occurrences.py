"""The dates of events within some days, as a calendar shows them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router
from pydantic import BaseModel, Field

from wagtail_migration_events.api.answers.events import search_for
from wagtail_migration_events.api.asking.addresses import event_address
from wagtail_migration_events.api.asking.endpoint import LanguageQuery, Reader, read, reading
from wagtail_migration_events.api.asking.filter_parameters import (
    asked_filters,
    filter_names,
    filter_parameters,
)
from wagtail_migration_events.api.asking.language import Coded, Text, coded, text
from wagtail_migration_events.api.asking.paging import link_pages
from wagtail_migration_events.api.event.identity import KEY
from wagtail_migration_events.api.event.texts import TITLE
from wagtail_migration_events.api.event.when import (
    IN_WORDS,
    MORNING,
    When,
    in_words,
    iso_end,
    iso_start,
)
from wagtail_migration_events.api.problems import invalid_parameters
from wagtail_migration_events.events.display.dates import EventDate, event_dates
from wagtail_migration_events.events.times.occurrence import DatePrecision, EventStatus, Occurrence
from wagtail_migration_events.groups.links.addresses import page_address
from wagtail_migration_events.groups.resolution import GroupPage
from wagtail_migration_events.occurrences.filters import EventFilters
from wagtail_migration_events.occurrences.found import FoundOccurrence
from wagtail_migration_events.occurrences.listing import pages_found
from wagtail_migration_events.occurrences.parsing import Problem
from wagtail_migration_events.occurrences.scope import Scope
from wagtail_migration_events.vocabularies.languages import normalise_tag

router = Router(tags=["events"])

MOST_AT_ONCE = 500
#: A year, whichever it is.
MOST_DAYS = 366
REQUIRED = ("from", "to")
#: So much of a key is in the index.
LONGEST_KEY = 64


class OccurrencesQuery(LanguageQuery):
    """Which dates are wanted, beside what their events are found by."""

    fallback: bool = Field(
        True,
        description="Whether an event without a page in this language is given in another one.",
        examples=[True],
    )
    limit: int = Field(100, ge=0, le=MOST_AT_ONCE, description="At most so many.", examples=[100])
    offset: int = Field(0, ge=0, le=10**9, description="Leave out so many.", examples=[0])

    @classmethod
    def others(cls) -> Collection[str]:
        return filter_names()


class OccurrenceInList(BaseModel):
    """One date of an event."""

    key: UUID = Field(description="That of the event, the same in all languages.", examples=[KEY])
    occurrence: str = Field(
        description="Stable within the event; empty where it is one stretch.", examples=["d1"]
    )
    locale: str = Field(
        description="BCP 47 tag of the language under which the page stands.", examples=["en"]
    )
    title: Text = Field(description="What the event is called.", examples=[TITLE])
    url: str = Field(
        description="Where readers find the page.", examples=["https://example.org/en/events/week/"]
    )
    href: str = Field(
        description="The event in the API.",
        examples=[f"https://example.org/api/events/{KEY}/?locale=en"],
    )
    starts_at: str = Field(
        description="ISO 8601: a moment with the offset of the event's zone, a day, or a month.",
        examples=[MORNING["starts_at"]],
    )
    ends_at: str | None = Field(
        description="Likewise; the last day or month inclusive. Null if none is known.",
        examples=[MORNING["ends_at"]],
    )
    first_day: date = Field(
        description="The first day that it touches, in the event's zone.", examples=["2027-03-01"]
    )
    last_day: date = Field(description="Likewise the last one.", examples=["2027-03-01"])
    precision: Coded = Field(
        description="What is known of the date: `time`, `day` or `month`.",
        examples=[{"code": "time", "label": "Day and time"}],
    )
    status: Coded = Field(
        description="What has become of this date.",
        examples=[{"code": "scheduled", "label": "Scheduled"}],
    )
    when: When = Field(
        description="In words.",
        examples=[IN_WORDS],
    )


class OccurrenceList(BaseModel):
    """Dates, as many as were asked for."""

    count: int = Field(description="How many there are in all.", examples=[42])
    items: list[OccurrenceInList] = Field(description="In the order of time.", examples=[[]])


def _parameters() -> list[dict[str, Any]]:
    return [
        {**each, "required": True, "allowEmptyValue": False} if each["name"] in REQUIRED else each
        for each in filter_parameters()
    ]


@read(
    router,
    "/occurrences/",
    response=OccurrenceList,
    parameters=_parameters(),
    operation_id="occurrences_list",
    summary="List dates of events",
)
def list_occurrences(
    request: HttpRequest, query: Query[OccurrencesQuery], response: HttpResponse
) -> Any:
    """Every date that touches the days from `from` to `to`, at most 366 of them."""
    with reading(request, query) as reader:
        filters = asked_filters(reader, OccurrencesQuery)
        first, last = _days(filters)
        search = search_for(reader, filters, with_fallback=query.fallback)
        rows = search.occurrences(first, last)
        window = rows[query.offset : query.offset + query.limit]
        link_pages(request, response, query, len(rows))
        return {"count": len(rows), "items": list(_items(window, search.scope, reader))}


def _days(filters: EventFilters) -> tuple[date, date]:
    days = (filters.first_day, filters.last_day)
    problems = [
        Problem(name, _("Write a day as 2027-05-03."))
        for name, day in zip(REQUIRED, days, strict=True)
        if day is None
    ]
    first, last = days
    if first and last:
        if (last - first).days < MOST_DAYS:
            return first, last
        message = _("Ask for at most %(number)s days.") % {"number": MOST_DAYS}
        problems = [Problem("to", message)]
    raise invalid_parameters(problems)


def _items(
    rows: Iterable[FoundOccurrence], scope: Scope, reader: Reader
) -> Iterator[dict[str, Any]]:
    rows = list(rows)
    events = pages_found([row.page_id for row in rows], scope)
    dates: dict[int, dict[str, tuple[Occurrence, EventDate]]] = {}
    for row in rows:
        event = events.get(row.page_id)
        if event is None:
            continue
        if row.page_id not in dates:
            dates[row.page_id] = _dates(event, reader)
        # A date that has just been deleted may be in the index for a moment.
        if row.occurrence in dates[row.page_id]:
            yield _item(row, event, *dates[row.page_id][row.occurrence], reader)


def _dates(event: GroupPage, reader: Reader) -> dict[str, tuple[Occurrence, EventDate]]:
    occurrences = event.page.get_occurrences()
    in_order = zip(occurrences, event_dates(event.page, reader.language), strict=True)
    return {each.key[:LONGEST_KEY]: (each, found) for each, found in in_order if each.is_dated}


def _item(
    row: FoundOccurrence,
    event: GroupPage,
    occurrence: Occurrence,
    found: EventDate,
    reader: Reader,
) -> dict[str, Any]:
    page = event.page
    return {
        "key": row.key,
        "occurrence": row.occurrence,
        "locale": normalise_tag(page.locale.language_code),
        "title": text(page.title, event.language, reader.language),
        "url": page_address(page, reader.request),
        "href": event_address(reader.request, row.key, reader.language),
        "starts_at": iso_start(occurrence),
        "ends_at": iso_end(occurrence),
        "first_day": row.first_day,
        "last_day": row.last_day,
        "precision": coded(row.precision, DatePrecision),
        "status": coded(row.status or EventStatus.SCHEDULED, EventStatus),
        "when": in_words(found),
    }
