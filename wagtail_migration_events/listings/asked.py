"""What a reader has asked of a list, and the addresses of lists that differ in one thing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from wagtail_migration_events.occurrences.facets import Offer
from wagtail_migration_events.occurrences.filters import EventFilters
from wagtail_migration_events.occurrences.parsing import query_string

DAYS = ("from", "to")


@dataclass(frozen=True)
class Asked:
    """The parameters that were understood; those of others and the number of the page are not kept.

    Attributes:
        path: of the page with the list, ready for an address.
        pairs: parameters with their values.
    """

    path: str
    pairs: tuple[tuple[str, str], ...] = ()

    @property
    def address(self) -> str:
        return self.query or self.path

    @property
    def query(self) -> str:
        """The query string with its question mark; "" if nothing was asked."""
        return query_string(self.pairs)

    def without(self, *parameters: str, value: str | None = None) -> Asked:
        """Leave out parameters, or one value of them."""
        kept = (
            pair
            for pair in self.pairs
            if pair[0] not in parameters or (value is not None and pair[1] != value)
        )
        return Asked(self.path, tuple(kept))

    def only(self, *parameters: str) -> Asked:
        return Asked(self.path, tuple(pair for pair in self.pairs if pair[0] in parameters))

    def with_value(self, parameter: str, value: object) -> Asked:
        """Have a parameter with this one value."""
        others = self.without(parameter).pairs
        return Asked(self.path, (*others, (parameter, str(value))))

    def beyond(
        self, inputs: Collection[tuple[str, str]], names: Collection[str]
    ) -> list[tuple[str, str]]:
        """Return the pairs for which a form has no input of its own, which it keeps hidden.

        :param inputs: pairs that have one.
        :param names: parameters that have one, whatever their value.
        """
        return [pair for pair in self.pairs if pair not in inputs and pair[0] not in names]


def pairs_of(
    filters: EventFilters, offers: Mapping[str, Mapping[str, Offer]]
) -> tuple[tuple[str, str], ...]:
    """Write filters as they are written in a query string.

    :param offers: by facet and code, for the chosen codes among others; one that is not offered to
        this reader is written as it is.
    """
    values = {
        "q": filters.text,
        "from": filters.first_day.isoformat() if filters.first_day else "",
        "to": filters.last_day.isoformat() if filters.last_day else "",
        "when": str(filters.when or ""),
    }
    pairs = [(name, value) for name, value in values.items() if value]
    for facet, codes in filters.chosen.items():
        known = offers.get(facet, {})
        in_order = [*(code for code in known if code in codes), *sorted(codes - set(known))]
        pairs += [(facet, known[code].address if code in known else code) for code in in_order]
    return tuple(pairs)
