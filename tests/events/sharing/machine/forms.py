"""What a browser sends for the form of an event, made without fetching the form every time.

Fetching and reading the form takes ten times as long as sending it, and the machine sends many.
"""

from __future__ import annotations

from typing import Any

from tests.editing import Editor
from tests.events.sharing.machine.model import TEXTS, Facts
from wagtail_migration_events.pages.models import EventPage

#: Hidden fields that say what the form was made from.
VERSIONS = ("facts_version", "text_version")
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

    :param page: as its newest revision has it; None for a new event.
    :param organizers: pages, of which ``facts`` name some by number.
    """
    data = {**empty, **text, "registration_url": link, "venue": facts.venue, "timezone": "UTC"}
    data["slug"] = page.slug if page is not None else "the-event"
    data |= {"starts_at_date": f"2027-05-{facts.day:02}", "starts_at_time": "09:00"}
    data |= {"event_status": facts.status, "gcm_objectives": list(facts.objectives)}
    data["attendance_mode"] = "in_person"
    old = list(page.organizer_links.all()) if page is not None else []
    wanted = [(organizers[number], role) for number, role in facts.organizers]
    is_touched = wanted != organizers_of(page, organizers)
    rows: list[dict[str, Any]] = [
        {"organizer": organizer.pk, "role": role, "id": link.pk or "", "DELETE": is_touched}
        for link, (organizer, role) in zip(old, organizers_of(page, organizers), strict=True)
    ]
    rows += [
        {"organizer": organizer.pk, "role": role, "id": "", "DELETE": False}
        for organizer, role in (wanted if is_touched else ())
    ]
    data["organizer_links-TOTAL_FORMS"] = str(len(rows))
    data["organizer_links-INITIAL_FORMS"] = str(len(old))
    for place, row in enumerate(rows):
        marked = {"DELETE": "on" if row["DELETE"] else "", "ORDER": place + 1}
        for name, value in {**row, **marked}.items():
            data[f"organizer_links-{place}-{name}"] = str(value)
    return data


def as_shown(data: dict[str, Any], page: Any, user: Any) -> dict[str, Any]:
    """Leave out what the form of a page does not show, and add what it was made from.

    :param page: as its newest revision has it.
    """
    form_class = EventPage.get_edit_handler().get_form_class()
    form = form_class(instance=page, parent_page=page.get_parent().specific, for_user=user)
    hidden = {*EventPage.event_facts} - {*form.fields, *form.formsets}
    shown = {name: value for name, value in data.items() if _field_of(name) not in hidden}
    return shown | {name: form.initial[name] for name in VERSIONS if name in form.fields}


def _field_of(name: str) -> str:
    return name.split("-")[0].removesuffix("_date").removesuffix("_time")


def organizers_of(page: Any, organizers: list[Any]) -> list[tuple[Any, str]]:
    by_key = {each.translation_key: each for each in organizers}
    links = page.organizer_links.all() if page is not None else ()
    return [(by_key[link.organizer], link.role) for link in links]


def text_of(page: Any) -> dict[str, str]:
    return {name: getattr(page, name) for name in TEXTS}


def facts_of(page: Any, organizers: list[Any]) -> Facts:
    """Read the facts of a page as a reader of it would."""
    named = organizers_of(page, organizers)
    return Facts(
        venue=page.venue,
        day=page.starts_at.day,
        status=page.event_status,
        objectives=tuple(page.gcm_objectives),
        organizers=tuple((organizers.index(organizer), role) for organizer, role in named),
    )


def stored(pk: int) -> Any:
    return EventPage.objects.get(pk=pk)
