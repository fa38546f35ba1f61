"""The filters that every list of events has, as parameters of the API."""

from __future__ import annotations

from typing import Any

from wagtail_migration_events.api.asking.endpoint import LanguageQuery, Reader
from wagtail_migration_events.api.problems import invalid_parameters
from wagtail_migration_events.occurrences.facets import all_facets
from wagtail_migration_events.occurrences.filters import EventFilters, When
from wagtail_migration_events.occurrences.parsing import (
    LONGEST_TEXT,
    WORDS_OF_LISTS,
    InvalidFilters,
    parse_filters,
)

EXAMPLES = {
    "type": "workshop",
    "attendance": "online",
    "objective": "13",
    "area": "404",
    "level": "regional",
    "audience": "mayors",
    "spoken": "fr",
    "registration": "open",
    "status": "scheduled",
    "principle": "people-centred",
    "sdg": "10.7",
    "workstream": "1",
    "review": "yes",
    "part_of": "6a8f7a5e-6f6c-4c43-9f3f-3a2f0b6e3c55",
    "organizer": "iom",
}


def filter_names() -> set[str]:
    return {*WORDS_OF_LISTS, *(facet.parameter for facet in all_facets())}


def filter_parameters() -> list[dict[str, Any]]:
    """Return the filters as OpenAPI describes parameters, those of the site among them."""
    day = {"type": "string", "format": "date"}
    periods = {"type": "string", "enum": [str(when) for when in When]}
    words = {"type": "string", "maxLength": LONGEST_TEXT}
    texts = {"type": "array", "items": {"type": "string"}}
    return [
        _parameter("q", "Words of the title, the summary or the venue.", words, "Geneva"),
        _parameter("from", "Events on this day of their own zone, or later.", day, "2027-05-03"),
        _parameter("to", "Events on this day of their own zone, or before.", day, "2027-05-31"),
        _parameter(
            "when",
            "Which events, as seen now; by default `upcoming` or, with days, `all`.",
            periods,
            "upcoming",
        ),
        *(
            _parameter(
                facet.parameter,
                f"{facet.heading}: codes, any of which will do.",
                texts,
                [EXAMPLES.get(facet.parameter, "code")],
            )
            for facet in all_facets()
        ),
    ]


def _parameter(
    name: str, description: str, schema: dict[str, Any], example: Any = None
) -> dict[str, Any]:
    found: dict[str, Any] = {"in": "query", "name": name, "required": False}
    # A form sends what nobody has filled in.
    found["allowEmptyValue"] = True
    found |= {"description": description, "schema": schema}
    if example is not None:
        found["example"] = example
    if schema["type"] == "array":
        found |= {"style": "form", "explode": True}
    return found


def asked_filters(reader: Reader, query: type[LanguageQuery]) -> EventFilters:
    """Return what events are asked for.

    :param query: the other parameters of the address.
    :raises ninja.errors.ValidationError: naming every filter that is wrong.
    """
    others = {field.alias or name for name, field in query.model_fields.items()}
    try:
        return parse_filters(reader.request.GET, reader.request, others=others, paths=reader.paths)
    except InvalidFilters as error:
        raise invalid_parameters(error.problems) from None
