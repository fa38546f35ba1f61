"""What a browser sends for the form of an event, made without fetching the form every time.

Fetching and reading the form takes ten times as long as sending it, and the machine sends many.
"""

from __future__ import annotations

from typing import Any

from tests.editing import Editor
from tests.events.sharing.machine.model import TEXTS, Facts
from wagtail_migration_events.pages.models import EventPage

_empty: dict[str, Any] = {}


def empty_form(client: Any, parent: Any) -> dict[str, Any]:
    """Return the untouched form of a new event; fetched once."""
    if not _empty:
        data = Editor.adding(client, parent).data
        _empty.update({name: value for name, value in data.items() if "part_of" not in name})
    return dict(_empty)


def filled(
    empty: dict[str, Any],
    page: Any,
    text: dict[str, str],
    link: str,
    facts: Facts,
    organizers: list[Any],
) -> dict[str, Any]:
    """Return the form of an event with these values typed into it.

    :param page: as its newest revision has it, whose rows of organizers are taken out; None for
        a new event.
    :param organizers: pages, of which ``facts`` name some by number.
    """
    data = {**empty, **text, "registration_url": link, "venue": facts.venue, "timezone": "UTC"}
    data["slug"] = page.slug if page is not None else "the-event"
    data |= {"starts_at_date": f"2027-05-{facts.day:02}", "starts_at_time": "09:00"}
    data |= {"event_status": facts.status, "gcm_objectives": list(facts.objectives)}
    data["attendance_mode"] = "in_person"
    old = list(page.organizer_links.all()) if page is not None else []
    rows: list[dict[str, Any]] = [
        {"organizer": link.organizer, "role": link.role, "id": link.pk or "", "DELETE": "on"}
        for link in old
    ]
    rows += [
        {"organizer": organizers[number].pk, "role": role, "id": "", "DELETE": ""}
        for number, role in facts.organizers
    ]
    data["organizer_links-TOTAL_FORMS"] = str(len(rows))
    data["organizer_links-INITIAL_FORMS"] = str(len(old))
    for place, row in enumerate(rows):
        for name, value in {**row, "ORDER": place + 1}.items():
            data[f"organizer_links-{place}-{name}"] = str(value)
    return data


def text_of(page: Any) -> dict[str, str]:
    return {name: getattr(page, name) for name in TEXTS}


def facts_of(page: Any, organizers: list[Any]) -> Facts:
    """Read the facts of a page as a reader of it would."""
    numbers = {each.translation_key: number for number, each in enumerate(organizers)}
    return Facts(
        venue=page.venue,
        day=page.starts_at.day,
        status=page.event_status,
        objectives=tuple(page.gcm_objectives),
        organizers=tuple((numbers[x.organizer], x.role) for x in page.organizer_links.all()),
    )


def stored(pk: int) -> Any:
    return EventPage.objects.get(pk=pk)
