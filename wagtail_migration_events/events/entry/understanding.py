"""What was understood of the dates that an editor has typed, said back in the editor's language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext, ngettext, pgettext

from wagtail_migration_events.events.entry.cautions import cautions_about
from wagtail_migration_events.events.entry.series_words import (
    dates_in_words,
    hours_of,
    short_day,
)
from wagtail_migration_events.events.entry.zone_places import place_of_city
from wagtail_migration_events.events.times.occurrence import CALLED_OFF, Occurrence
from wagtail_migration_events.events.times.timezone_names import zone_offset
from wagtail_migration_events.events.times.timezones import local, zone_or_utc
from wagtail_migration_events.events.times.wording_locale import (
    isolated,
    join_day_and_hours,
    join_name_and_detail,
    locale_of,
    with_digits_of,
)

#: Changes of the hour elsewhere that are told one by one.
MOST_CHANGES = 4


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The same moment on the clock of another place: a city, and hours with the day."""

    city: str
    words: str


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood; all empty where nothing is known yet.

    Attributes:
        sentence: when the event is, in one line.
        elsewhere: the same in the site's other zones; empty without hours.
        cautions: what is probably wrong, though nothing forbids it.
    """

    sentence: str = ""
    elsewhere: tuple[Elsewhere, ...] = ()
    cautions: tuple[str, ...] = ()


def understand(
    occurrences: Sequence[Occurrence], language: str, now: dt.datetime, cities: Iterable[str]
) -> Understood:
    """Say when an event is, what is odd about that, and when it is elsewhere.

    :param occurrences: every date of the event, in order; those without a date say nothing.
    :param language: in which it is said; the active one.
    :param now: an aware moment, on which it depends what is past.
    :param cities: the site's other places, each an English name of a city or an IANA zone; those
        that are unknown, or on the clock of the event all the time, are left out.
    """
    dated = [each for each in occurrences if each.is_dated]
    waited_for = [each for each in dated if each.status not in CALLED_OFF] or dated
    if not dated:
        return Understood()
    sentence = dates_in_words(waited_for, language)
    elsewhere = _elsewhere(waited_for, language, cities) if dated[0].has_hours else ()
    return Understood(
        sentence=_with_called_off(sentence, len(dated) - len(waited_for), language),
        elsewhere=tuple(elsewhere),
        cautions=tuple(cautions_about(dated, language, now)),
    )


def _with_called_off(sentence: str, number: int, language: str) -> str:
    if not number:
        return sentence
    words = ngettext(
        "%(dates)s; %(number)s more is cancelled or postponed",
        "%(dates)s; %(number)s more are cancelled or postponed",
        number,
    )
    return words % {"dates": sentence, "number": with_digits_of(locale_of(language), str(number))}


def _elsewhere(
    occurrences: Sequence[Occurrence], language: str, cities: Iterable[str]
) -> Iterable[Elsewhere]:
    seen: set[str] = set()
    for name in cities:
        place = place_of_city(str(name), language)
        if place is None or place.city in seen:
            continue
        seen.add(place.city)
        if not _is_on_the_same_clock(occurrences, place.zone):
            yield Elsewhere(place.city, _hours_in(occurrences, place.zone, language))


def _is_on_the_same_clock(occurrences: Sequence[Occurrence], zone: str) -> bool:
    moments = [each.starts_at for each in occurrences if each.starts_at]
    own = zone_or_utc(occurrences[0].timezone)
    return all(
        local(moment, zone).utcoffset() == local(moment, own.key).utcoffset() for moment in moments
    )


def _hours_in(occurrences: Sequence[Occurrence], zone: str, language: str) -> str:
    """Return the hours of the first date, and from which date on they are others."""
    said: list[str] = []
    for _hours, group in groupby(occurrences, key=lambda each: _clock(each, zone)):
        first = next(group)
        if first.starts_at is None:
            continue
        start = local(first.starts_at, zone)
        end = local(first.end, zone) if first.end else None
        words = {
            "day": short_day(start.date(), language),
            "hours": hours_of(start, end, language),
        }
        if said:
            said.append(gettext("from %(day)s: %(hours)s") % words)
        else:
            moment = join_day_and_hours(locale_of(language), words["day"], words["hours"])
            offset = isolated(locale_of(language), zone_offset(zone, start))
            said.append(join_name_and_detail(locale_of(language), moment, offset))
        if len(said) > MOST_CHANGES:
            return _listed([*said[:MOST_CHANGES], "…"])
    return _listed(said)


def _clock(occurrence: Occurrence, zone: str) -> tuple[object, ...]:
    """Return what is the same for two dates at the same hours there, relative to the event's."""
    if occurrence.starts_at is None:
        return ()
    there, here = (
        local(occurrence.starts_at, zone),
        local(occurrence.starts_at, occurrence.timezone),
    )
    end = local(occurrence.end, zone).time() if occurrence.end else None
    return there.time(), end, there.date() - here.date()


def _listed(words: list[str]) -> str:
    return pgettext("between the items of a list that have commas", "; ").join(words)
