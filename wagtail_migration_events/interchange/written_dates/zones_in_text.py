"""The zone that a text names, once, twice ("Geneva time (CET)"), or by clocks that agree."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from wagtail_migration_events.events.times.timezones import get_zone
from wagtail_migration_events.interchange.written_dates.hours import Span
from wagtail_migration_events.interchange.written_dates.two_clocks import (
    Clock,
    ZoneThere,
    clocks_in,
    show_the_same,
)
from wagtail_migration_events.interchange.written_dates.zone_names import (
    is_label,
    zone_of_label,
    zone_of_place,
)

_OFFSET = re.compile(r"\(?\b(?:UTC|GMT)\s*[+\-−–]\s*\d{1,2}(?::?\d\d)?\)?")
_WORD = re.compile(r"\(?\b(?P<label>[A-Z]{2,5})\b\)?")
_NAME = r"(?!(?:[ap]m|to|from|at|until|h|hrs?|hours)\b)[^\W\d_]+"
_TIME_OF_PLACE = re.compile(
    rf"\(?(?P<label>\b{_NAME}(?:[ -]{_NAME}){{0,2}} time\b|"
    r"heure (?:de (?:l['’])?|d['’])[^\W\d_]+(?:[ -][^\W\d_]+)?|"
    r"hora (?:central europea|del este)\b|"
    r"hora de (?:la )?(?:ciudad de )?[^\W\d_]+(?: [^\W\d_]+)?|"
    r"по [^\W\d_]+(?:-[^\W\d_]+)? времени|\b(?:по )?мск\b|\bheure locale\b|\bhora local\b|"
    r"(?:по )?местно(?:е время|му времени)|(?:ب?التوقيت|توقيت) المحلي|"
    r"ب?توقيت [^\W\d_]+(?: [^\W\d_]+)?|[\u4e00-\u9fff]{2,6}时间)\)?"
    r"(?:\s*\(US (?:&|and) Canada\))?",
    re.IGNORECASE,
)
_IANA = re.compile(
    r"\(?\b(?P<label>(?:Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)/\w+)\b\)?"
)
#: "(CET/Geneva)", "(CEST, Geneva)"
_LABEL_AND_PLACE = re.compile(
    r"\(\s*(?P<label>[A-Z]{2,5})\s*[/,]\s*(?P<place>[^\W\d_]+(?:[ -][^\W\d_]+){0,2})\s*\)"
)
_PLACE_BEHIND = re.compile(r"\((?P<label>[^\W\d_]+(?:[ -][^\W\d_]+){0,2})\)")
#: A place that stands behind an hour: "9:00 New York / 15:00 Geneva".
_PLACE_OF_HOUR = re.compile(
    rf"(?:\d[:.h]\d\d|\dh|[ap]\.?m\.?)\s+(?P<label>{_NAME}(?:[ -]{_NAME}){{0,2}})"
    r"(?=\s*(?:[/|,;)]|$))",
    re.IGNORECASE,
)
_NOON: list[Span] = [(dt.time(12), None)]


@dataclass(frozen=True)
class ZoneInText:
    """The label of a zone as it was written, and the text without it; "" if there is none.

    ``clocks`` are what must be one on the day of the text, where it names several.
    """

    label: str
    rest: str
    clocks: list[Clock] = field(default_factory=list)

    def is_one_on(self, day: dt.date | None) -> bool:
        """Whether all that the text says of the zone is the same on a day; None: on some day."""
        return not self.clocks or show_the_same(self.clocks, day)


def zone_in(text: str) -> ZoneInText:
    """Find the zone in a text; of several that are not one, what is left is no date."""
    zones = _zones_in(text)
    if len(zones) < 2:
        return _taken(text, zones[0].label if zones else "", zones)
    names = [zone_of_label(zone.label) for zone in zones]
    if all(names) and len(set(names)) == 1:
        return _taken(text, zones[0].label, zones)
    if clocks := clocks_in(text, zones):
        rest = f"{text[: zones[0].begin]} {text[zones[-1].end :]}"
        return ZoneInText(zones[0].label, rest, clocks)
    if not _are_beside_each_other(text, zones):
        return _taken(text, zones[0].label, zones[:1])
    if all(names):
        label = next((zone.label for zone in zones if not _OFFSET.match(zone.label)), "")
        return _taken(text, label or zones[0].label, zones, [(_NOON, name) for name in names])
    whole = text[zones[0].begin : zones[-1].end]  # "IST (New Delhi)"
    return _taken(text, whole, zones)


def _taken(
    text: str, label: str, zones: list[ZoneThere], clocks: list[Clock] | None = None
) -> ZoneInText:
    for zone in reversed(zones):
        text = f"{text[: zone.begin]} {text[zone.end :]}"
    return ZoneInText(label.strip("()"), text, clocks or [])


def _are_beside_each_other(text: str, zones: list[ZoneThere]) -> bool:
    between = (text[one.end : other.begin] for one, other in pairwise(zones))
    return not any(re.search(r"\w", each) for each in between)


def _zones_in(text: str) -> list[ZoneThere]:
    """Return where zones stand in a text, in its order; in brackets a place may be one."""
    apart: list[ZoneThere] = []
    for zone in sorted(_all_in(text), key=lambda each: (each.begin, -each.end)):
        if not apart or zone.begin >= apart[-1].end:
            apart.append(zone)
    return apart


def _all_in(text: str) -> Iterator[ZoneThere]:
    for match in _OFFSET.finditer(text):
        yield ZoneThere(match.start(), match.end(), match[0].strip("()"))
    for match in _WORD.finditer(text):
        if is_label(match["label"]):
            yield ZoneThere(match.start(), match.end(), match["label"])
    for match in _TIME_OF_PLACE.finditer(text):
        yield ZoneThere(match.start(), match.end(), match["label"])
    yield from _with_its_place(text)
    for pattern in (_PLACE_BEHIND, _PLACE_OF_HOUR):
        for match in pattern.finditer(text):
            if zone_of_place(match["label"]):
                begin = match.start("label" if pattern is _PLACE_OF_HOUR else 0)
                yield ZoneThere(begin, match.end(), match["label"])


def _with_its_place(text: str) -> Iterator[ZoneThere]:
    """Yield zones of IANA, and labels that a place stands beside which has this clock."""
    for match in _IANA.finditer(text):
        if get_zone(match["label"]):
            yield ZoneThere(match.start(), match.end(), match["label"])
    for match in _LABEL_AND_PLACE.finditer(text):
        near = zone_of_place(match["place"])
        if (
            near
            and is_label(match["label"])
            and zone_of_label(match["label"], match["place"]) == near
        ):
            yield ZoneThere(match.start(), match.end(), near)
