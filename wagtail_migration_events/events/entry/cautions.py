"""What is probably wrong with dates that nothing forbids: past, doubled, where clocks change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext, ngettext

from wagtail_migration_events.events.entry.series_words import short_day
from wagtail_migration_events.events.times.occurrence import CALLED_OFF, Occurrence
from wagtail_migration_events.events.times.timezones import local, zone_or_utc
from wagtail_migration_events.events.times.wording import format_day
from wagtail_migration_events.events.times.wording_locale import locale_of, with_digits_of
from wagtail_migration_events.events.times.wording_ranges import hour_text

#: A stretch of more days than this is rather a slip of the pen.
LONG = dt.timedelta(days=62)


def cautions_about(dated: Sequence[Occurrence], language: str, now: dt.datetime) -> Iterator[str]:
    """Yield sentences about dates of one event, which are in order; at least one.

    :param now: an aware moment.
    """
    yield from _past(dated, language, now)
    yield from _doubled(dated, language)
    if dated[0].has_hours:
        if not dated[0].timezone:
            yield gettext("No time zone is chosen: the hours are taken as UTC.")
        yield from _clocks(dated, language)
    yield from _long(dated)


def _past(dated: Sequence[Occurrence], language: str, now: dt.datetime) -> Iterator[str]:
    number = sum(each.state(now) == "past" for each in dated)
    if number == len(dated):
        yield ngettext("This date is past.", "All of these dates are past.", number)
    elif number:
        words = ngettext("%(number)s date is past.", "%(number)s dates are past.", number)
        yield words % {"number": with_digits_of(locale_of(language), str(number))}


def _doubled(dated: Sequence[Occurrence], language: str) -> Iterator[str]:
    seen = set()
    for each in dated:
        if each.status in CALLED_OFF:
            continue
        if each.starts_at in seen and (day := each.first_day()):
            yield gettext("Two dates begin at the same time, on %(day)s.") % {
                "day": format_day(day, language)
            }
            return
        seen.add(each.starts_at)


def _clocks(dated: Sequence[Occurrence], language: str) -> Iterator[str]:
    for each in dated:
        if each.starts_at is None:
            continue
        for moment in (each.starts_at, each.end):
            if moment and _comes_twice(moment, each.timezone):
                shown = local(moment, each.timezone)
                hour = with_digits_of(locale_of(language), hour_text(locale_of(language), shown))
                yield gettext(
                    "The clocks are put back on %(day)s, so %(hour)s comes twice; "
                    "the first one is meant."
                ) % {"day": short_day(shown.date(), language, with_year=True), "hour": hour}
                return
        if each.end and each.end - each.starts_at < dt.timedelta(days=1):
            start, end = local(each.starts_at, each.timezone), local(each.end, each.timezone)
            if start.utcoffset() != end.utcoffset():
                yield gettext(
                    "The clocks are changed between start and end on %(day)s: "
                    "it lasts another time than the clock shows."
                ) % {"day": short_day(start.date(), language, with_year=True)}
                return


def _comes_twice(moment: dt.datetime, timezone: str) -> bool:
    """Whether the clock shows this hour twice and the moment is the first time."""
    shown = local(moment, timezone).replace(tzinfo=None, fold=0)
    zone = zone_or_utc(timezone)
    first, second = (shown.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    return first is not None and second is not None and first > second


def _long(dated: Sequence[Occurrence]) -> Iterator[str]:
    for each in dated:
        if each.starts_at and each.end and each.end - each.starts_at > LONG:
            days = (each.end - each.starts_at).days
            yield gettext("It lasts %(number)s days. Is the end right?") % {"number": days}
            return
