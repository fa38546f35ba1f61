"""From a query string to filters, the only way in: strictly for programs, leniently for readers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext as _

from wagtail_migration_events.groups.resolution import keys_to_show
from wagtail_migration_events.occurrences.facets import all_facets
from wagtail_migration_events.occurrences.filters import EventFilters, When
from wagtail_migration_events.text_checks import forbidden_characters, one_line

#: A query string that repeats a parameter more often is nobody's choice.
MOST_VALUES = 50
LONGEST_TEXT = 200
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
#: What lists are asked for beside the facets.
WORDS_OF_LISTS = frozenset({"q", "from", "to", "when"})


def parameters_of_lists() -> frozenset[str]:
    """Return every parameter by which a list of events is narrowed."""
    return WORDS_OF_LISTS.union(facet.parameter for facet in all_facets())


class Query(Protocol):
    """What Django's ``QueryDict`` offers."""

    def __iter__(self) -> Any: ...
    def getlist(self, key: str) -> list[str]: ...


@dataclass(frozen=True)
class Problem:
    """One parameter that was not understood; the message says what to write instead."""

    parameter: str
    message: str


class InvalidFilters(ValueError):  # noqa: N818 - named like ObjectDoesNotExist
    """A query string was not understood.

    Attributes:
        problems: all that is wrong with it.
    """

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{each.parameter}: {each.message}" for each in problems))


@dataclass
class _Reading:
    """A query string while it is read."""

    query: Query
    request: HttpRequest | None = None
    paths: Collection[str] | None = None
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, parameter: str, message: str) -> None:
        self.problems.append(Problem(one_line(parameter, 40), message))

    def values(self, parameter: str) -> list[str]:
        """Return the values, each once and none blank; those beyond the limit are refused."""
        values = list(dict.fromkeys(each.strip() for each in self.query.getlist(parameter)))
        values = [value for value in values if value]
        if len(values) > MOST_VALUES:
            message = _("Give at most %(most)s values.") % {"most": MOST_VALUES}
            self.refuse(parameter, message)
        return values[:MOST_VALUES]

    def single(self, parameter: str) -> str:
        values = self.values(parameter)
        if len(values) > 1:
            self.refuse(parameter, _("Give one value only."))
        return values[0] if values else ""


def parse_filters(
    query: Query,
    request: HttpRequest | None = None,
    *,
    others: Collection[str] = (),
    paths: Collection[str] | None = None,
) -> EventFilters:
    """Read filters strictly.

    :param query: the parameters, as Django's ``QueryDict``.
    :param request: of the visitor; None for what everybody may ask for.
    :param others: parameters that whoever asks reads for itself.
    :param paths: tree paths, at or below one of which organizers and umbrellas must stand to be
        among the values; None for everywhere.
    :raises InvalidFilters: naming every parameter that is unknown, or that is not understood.
    """
    reading = _Reading(query, request, paths)
    filters = _read(reading)
    known = parameters_of_lists().union(others)
    for parameter in query:
        if parameter not in known:
            names = ", ".join(sorted(known))
            message = _("There is no such parameter. There are: %(names)s.") % {"names": names}
            reading.refuse(parameter, message)
    if reading.problems:
        raise InvalidFilters(reading.problems)
    return filters


def understand_filters(
    query: Query, request: HttpRequest | None = None
) -> tuple[EventFilters, list[Problem]]:
    """Read filters leniently: parameters of others are ignored, as ``utm_source`` is.

    :param request: of the visitor; None for what everybody may ask for.
    :return: the filters, and what was not understood. Who asked for something that means nothing
        finds nothing, never everything.
    """
    reading = _Reading(query, request)
    return _read(reading), reading.problems


def pairs_of_list(query: Query) -> list[tuple[str, str]]:
    """Return what narrows a list in a query string, understood or not, as it was written."""
    names = sorted(parameters_of_lists().intersection(query))
    return [(name, value) for name in names for value in query.getlist(name) if value.strip()]


def query_string(pairs: Sequence[tuple[str, str]]) -> str:
    """Return the pairs as they stand in an address, with the question mark; "" for none."""
    return f"?{urlencode(pairs)}" if pairs else ""


def _read(reading: _Reading) -> EventFilters:
    first, last = _day(reading, "from"), _day(reading, "to")
    if isinstance(first, dt.date) and isinstance(last, dt.date) and first > last:
        reading.refuse("from", _("The first day is after the last one. Exchange them."))
        first, last = "", None
    when = _when(reading)
    text = _text(reading)
    is_lost = not text and bool(reading.values("q"))
    nothing = {"": frozenset[str]()} if is_lost or "" in (first, last, when) else {}
    return EventFilters(
        when=when or None,  # type: ignore[arg-type]
        first_day=first or None,  # type: ignore[arg-type]
        last_day=last or None,  # type: ignore[arg-type]
        text=text,
        chosen={**_chosen(reading), **nothing},
    )


def _day(reading: _Reading, parameter: str) -> dt.date | str | None:
    """Return a day, None if none is given, and "" for what is no day."""
    value = reading.single(parameter)
    if not value:
        return None
    try:
        if not _DAY.fullmatch(value):
            raise ValueError
        return dt.date.fromisoformat(value)
    except ValueError:
        reading.refuse(parameter, _("Write a day as 2027-05-03."))
        return ""


def _when(reading: _Reading) -> When | str | None:
    value = reading.single("when")
    if not value:
        return None
    if value in tuple(When):
        return When(value)
    reading.refuse("when", _("Write one of: %(names)s.") % {"names": ", ".join(When)})
    return ""


def _text(reading: _Reading) -> str:
    value = reading.single("q")
    if len(value) > LONGEST_TEXT:
        message = _("Search for at most %(most)s characters.") % {"most": LONGEST_TEXT}
        reading.refuse("q", message)
    if forbidden_characters(value):
        reading.refuse("q", _("The text holds invisible characters. Type it again."))
    return one_line(value, LONGEST_TEXT)


def _chosen(reading: _Reading) -> Mapping[str, frozenset[str]]:
    chosen = {}
    for facet in all_facets():
        values = reading.values(facet.parameter)
        if not values:
            continue
        texts = [
            value
            for value in values
            if len(value) <= LONGEST_TEXT and not forbidden_characters(value)
        ]
        codes = facet.resolve(texts, reading.request)
        if facet.groups_of is not None and reading.paths is not None:
            here = keys_to_show(codes.values(), facet.groups_of, reading.request, reading.paths)
            codes = {text: code for text, code in codes.items() if code in here}
        for value in values:
            if value not in codes:
                shown = one_line(value, 60)
                message = _("“%(value)s” is not among the values.") % {"value": shown}
                reading.refuse(facet.parameter, message)
        chosen[facet.parameter] = frozenset(codes.values())
    return chosen
