"""What is asked for: one typed object, whichever the door through which it came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from django.db.models import Q


class When(StrEnum):
    """Which events, seen from the present moment."""

    UPCOMING = "upcoming"
    """Those not yet over, the ongoing among them, and those whose date is still to come."""
    ONGOING = "ongoing"
    PAST = "past"
    ALL = "all"


@dataclass(frozen=True)
class EventFilters:
    """Values of one parameter are alternatives; an event must satisfy every parameter.

    Attributes:
        when: as seen now; None means what is upcoming or, with ``first_day`` or ``last_day``, all.
        first_day, last_day: calendar days, in the zone of each event; both inclusive.
        text: words of the title, the summary or the venue.
        chosen: codes by the parameter of their facet; an empty set is one that nothing satisfies.
    """

    when: When | None = None
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    text: str = ""
    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def period(self) -> When:
        """Which events are meant, where nobody has said so too."""
        if self.when is not None:
            return self.when
        return When.ALL if self.in_days else When.UPCOMING

    @property
    def in_days(self) -> bool:
        """Whether days were named, so that events stand in the order of these days."""
        return bool(self.first_day or self.last_day)

    @property
    def is_impossible(self) -> bool:
        """Whether a parameter was given that no event can satisfy."""
        return any(not codes for codes in self.chosen.values())

    def without(self, parameter: str) -> EventFilters:
        """Return the same filters but for one facet."""
        others = {name: codes for name, codes in self.chosen.items() if name != parameter}
        return replace(self, chosen=others)


def in_period(period: When, now: dt.datetime) -> Q:
    """Return the condition on rows of :class:`IndexedOccurrence` for a period, seen from a moment.

    :param now: an aware moment.
    """
    return {
        When.UPCOMING: Q(ends_at__gt=now) | Q(starts_at=None, event_ends_at=None),
        When.ONGOING: Q(starts_at__lte=now, ends_at__gt=now),
        When.PAST: Q(event_ends_at__lte=now),
        When.ALL: Q(),
    }[period]
