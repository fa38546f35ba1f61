"""What an answer says of an event: each field is a function with its type and an example."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, Field, create_model

from wagtail_migration_events.api.event.together import EventsTogether
from wagtail_migration_events.groups.resolution import GroupPage


class InLists(StrEnum):
    """Whether a field stands in a list: without being asked for, when asked for, or not at all."""

    ALWAYS = "always"
    ON_REQUEST = "on_request"
    NEVER = "never"


@dataclass(frozen=True)
class EventField:
    name: str
    annotation: Any
    value: Callable[[GroupPage, EventsTogether], Any]
    description: str
    example: Any
    in_lists: InLists


#: Without these nobody knows which event is meant, so they are in every answer.
IDENTITY = ("key", "locale", "url")

_fields: dict[str, EventField] = {}


def event_field(
    annotation: Any,
    description: str,
    example: Any,
    *,
    name: str = "",
    in_lists: InLists = InLists.ON_REQUEST,
) -> Callable[[Any], Any]:
    """Make a function the value of a field of events, under its own name.

    A site adds its own in a module that its ``AppConfig.ready`` imports. The function is called
    with the event (``event.page`` is the specific page) and with what was read for all events of
    the answer, so that it need not ask the database again for each.

    :param annotation: type of the value, as in a ``ninja.Schema``.
    :param example: shown in the OpenAPI document.
    """

    def register(value: Callable[[GroupPage, EventsTogether], Any]) -> Any:
        own_name = name or value.__name__
        _fields[own_name] = EventField(
            own_name, annotation, value, description, example, InLists(in_lists)
        )
        return value

    return register


def event_fields(*, of_list: bool) -> dict[str, EventField]:
    """Return the fields that may be asked for, by name."""
    left_out = {InLists.NEVER} if of_list else set()
    return {name: each for name, each in _fields.items() if each.in_lists not in left_out}


def usual_fields(*, of_list: bool) -> list[str]:
    """Return the names of the fields of an answer for which nobody has chosen any."""
    fields = event_fields(of_list=of_list)
    if not of_list:
        return list(fields)
    return [name for name, each in fields.items() if each.in_lists == InLists.ALWAYS]


def values_of(together: EventsTogether, names: Collection[str]) -> list[dict[str, Any]]:
    """Return these fields of each of the events."""
    fields = event_fields(of_list=False)
    columns = [[fields[name].value(event, together) for event in together.events] for name in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def event_schema(name: str, *, of_list: bool) -> type[BaseModel]:
    """Return the schema of an event with all that has been registered by now."""
    # No field is required, for any may be left out by the parameter "fields".
    columns: dict[str, Any] = {
        each.name: (
            each.annotation,
            Field(None, description=each.description, examples=[each.example]),
        )
        for each in event_fields(of_list=of_list).values()
    }
    return create_model(name, __base__=BaseModel, **columns)


def with_identity(names: Collection[str]) -> list[str]:
    return list(dict.fromkeys([*IDENTITY, *names]))
