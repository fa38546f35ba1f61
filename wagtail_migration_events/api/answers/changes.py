"""What harvesters ask: which events have changed since, page by page."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from ninja import Query, Router
from pydantic import BaseModel, Field

from wagtail_migration_events.api.answers.events import EventInList
from wagtail_migration_events.api.asking.addresses import api_address, event_address
from wagtail_migration_events.api.asking.endpoint import LanguageQuery, Reader, read, reading
from wagtail_migration_events.api.asking.paging import name_in_links
from wagtail_migration_events.api.event.field import values_of
from wagtail_migration_events.api.event.identity import KEY
from wagtail_migration_events.api.event.page import pages_with_keys
from wagtail_migration_events.api.event.together import EventsTogether
from wagtail_migration_events.api.fields_asked import asked_fields
from wagtail_migration_events.api.problems import invalid_parameters
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.notices.harvest import Change, changes
from wagtail_migration_events.occurrences.parsing import Problem
from wagtail_migration_events.occurrences.scope import Scope

router = Router(tags=["changes"])
MOST_AT_ONCE = 100
CURSOR = f"2027-02-01T08:30:00.123456+00:00_{KEY}"


class ChangesQuery(LanguageQuery):
    """From where on changes are asked for."""

    updated_since: str = Field(
        "",
        max_length=40,
        description="Changes at this moment or later, in ISO 8601 with an offset; all if empty. "
        "Another label of a term is no change of the events that have its code; its vocabulary, "
        "asked with `If-None-Match`, tells of it.",
        examples=["2027-02-01T08:30:00Z"],
    )
    after: str = Field(
        "",
        max_length=100,
        description="The `cursor` of the answer before, in place of `updated_since`.",
        examples=[CURSOR],
    )
    fields: list[str] = Field(
        [], description="Which fields of each event, as in lists.", examples=[["title,when"]]
    )
    limit: int = Field(
        MOST_AT_ONCE, ge=1, le=MOST_AT_ONCE, description="At most so many.", examples=[100]
    )


class EventChangeOut(BaseModel):
    """An event that has changed."""

    key: UUID = Field(description="Of the event.", examples=[KEY])
    changed_at: dt.datetime = Field(
        description="When it changed last.", examples=["2027-02-01T08:30:00.123456Z"]
    )
    is_gone: bool = Field(
        description="Whether it was public and is not any more; then nothing else is told.",
        examples=[False],
    )
    href: str = Field(
        description="Where the API tells all of it; empty if it is gone.",
        examples=[f"https://example.org/api/events/{KEY}/?locale=en"],
    )
    event: EventInList | None = Field(  # type: ignore[valid-type]
        description="What it is now; null if it is gone.", examples=[None]
    )


class Changes(BaseModel):
    """Events that have changed, the earliest change first."""

    items: list[EventChangeOut] = Field(description="At most as many as asked for.", examples=[[]])
    cursor: str = Field(
        description="Where to go on, now or another day; empty if nothing was ever public.",
        examples=[CURSOR],
    )
    next: str = Field(
        description="The address of the next page; empty if this is the last one.",
        examples=[f"https://example.org/api/events/changes/?after={CURSOR}"],
    )


@read(
    router,
    "/changes/",
    response=Changes,
    operation_id="events_changes",
    summary="Follow what has changed",
)
def list_changes(request: HttpRequest, query: Query[ChangesQuery], response: HttpResponse) -> Any:
    """Each event once, with its last change. One that changes meanwhile comes again at the end."""
    with reading(request, query) as reader:
        names = asked_fields(query.fields, of_list=True)
        since, after_key = _place(query)
        scope = Scope(reader.language, reader.request, reader.paths)
        found = changes(since, after_key, query.limit, scope)
        cursor = _cursor(found, query)
        is_last = len(found) < query.limit
        following = "" if is_last else _address_after(reader, cursor, query)
        name_in_links(response, {"next": following} if following else {})
        return {"items": _answers(found, reader, names), "cursor": cursor, "next": following}


def _cursor(found: list[Change], query: ChangesQuery) -> str:
    """Return where to go on: after the last change, or where this answer began."""
    if found:
        return f"{found[-1].changed_at.isoformat()}_{found[-1].key}"
    since, key = _place(query)
    return f"{since.isoformat()}_{key or UUID(int=0)}" if since else ""


def _place(query: ChangesQuery) -> tuple[dt.datetime | None, UUID | None]:
    """Return the moment and the key after which changes are asked for.

    :raises ninja.errors.ValidationError: for what is no such place.
    """
    if query.after and query.updated_since:
        raise invalid_parameters([Problem("after", _("Give this or “updated_since”, not both."))])
    if query.after:
        moment, _line, key = query.after.partition("_")
        return _moment("after", moment), _key(key)
    return (_moment("updated_since", query.updated_since) if query.updated_since else None), None


def _moment(parameter: str, text: str) -> dt.datetime:
    try:
        # In a query string that nobody has escaped a plus is a space.
        moment = parse_datetime(text.replace(" ", "+"))
        if moment is not None and moment.tzinfo is not None:
            return moment.astimezone(dt.UTC)
    except (ValueError, OverflowError):  # the first and the last hours that there are
        pass
    message = _("Write a moment with its offset, as 2027-05-03T09:00:00Z.")
    raise invalid_parameters([Problem(parameter, message)])


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        message = _("Give the “cursor” of an answer as it was.")
        raise invalid_parameters([Problem("after", message)]) from None


def _answers(found: list[Change], reader: Reader, names: list[str]) -> list[dict[str, Any]]:
    there = [change.key for change in found if not change.is_gone]
    pages = pages_with_keys(there, EventPageMixin, reader)
    events = dict(
        zip(pages, values_of(EventsTogether([*pages.values()], reader), names), strict=True)
    )
    return [
        {
            "key": change.key,
            "changed_at": change.changed_at,
            "is_gone": str(change.key) not in events,
            "href": event_address(reader.request, change.key, reader.language)
            if str(change.key) in events
            else "",
            "event": events.get(str(change.key)),
        }
        for change in found
    ]


def _address_after(reader: Reader, cursor: str, query: ChangesQuery) -> str:
    asked = reader.request.GET.copy()
    asked.pop("updated_since", None)
    asked["after"] = cursor
    return f"{api_address(reader.request, 'events_changes')}?{asked.urlencode()}"
