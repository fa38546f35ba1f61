"""How many events there are of each kind, as an answer of the API."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from pydantic import BaseModel, Field

from wagtail_migration_events.api.fields_asked import names_in
from wagtail_migration_events.groups.resolution import keys_to_show
from wagtail_migration_events.occurrences.facets import all_facets, get_facet
from wagtail_migration_events.occurrences.search import EventSearch


class FacetValue(BaseModel):
    """A value of a filter."""

    code: str = Field(description="As it is written in the filter.", examples=["13"])
    label: str = Field(
        description="What a reader is offered.", examples=["Alternatives to immigration detention"]
    )
    language: str = Field(description="BCP 47 tag of the label.", examples=["en"])
    direction: str = Field(description="`ltr` or `rtl`.", examples=["ltr"])
    is_fallback: bool = Field(
        description="Whether the label is in another language than was asked for.", examples=[False]
    )
    count: int = Field(
        description="How many events choosing it would find; what else is chosen of the same "
        "filter does not count.",
        examples=[7],
    )
    is_chosen: bool = Field(description="Whether it was asked for.", examples=[False])


def asked_facets(values: Iterable[str]) -> list[str]:
    return names_in("facets", values, [facet.parameter for facet in all_facets()])


def facet_answers(search: EventSearch, names: Collection[str]) -> dict[str, list[dict[str, Any]]]:
    """Return for each filter its values in the order in which readers are offered them."""
    counts = search.facet_counts(names)
    return {name: list(_values(search, name, counts[name])) for name in names}


def _values(search: EventSearch, name: str, counts: Any) -> Iterator[dict[str, Any]]:
    chosen = search.filters.chosen.get(name, frozenset())
    scope = search.scope
    facet = get_facet(name)
    codes = {*counts, *chosen}
    if not codes:
        return  # nothing of this kind, whose names some facets would look up
    offers = facet.offers(codes, scope.language, scope.request)
    if facet.groups_of is not None and scope.paths is not None:
        here = keys_to_show(offers, facet.groups_of, scope.request, scope.paths)
        offers = {code: offer for code, offer in offers.items() if code in here}
    for code, offer in offers.items():
        yield {
            "code": offer.address,
            "label": offer.label.text,
            "language": offer.label.language,
            "direction": offer.label.direction,
            "is_fallback": offer.label.is_fallback,
            "count": counts.get(code, 0),
            "is_chosen": code in chosen,
        }
