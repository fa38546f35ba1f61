"""Time zones as people look for them: by city or country, in the language of the editor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale
from django.utils.translation import get_language

from wagtail_migration_events.events.entry.other_cities import other_cities
from wagtail_migration_events.events.times.timezone_names import city_of_zone, zone_offset
from wagtail_migration_events.events.times.timezones import get_zone, zone_choices, zone_countries
from wagtail_migration_events.events.times.wording_locale import (
    isolated,
    locale_of,
)
from wagtail_migration_events.vocabularies.matching import begins, folded, search_words
from wagtail_migration_events.vocabularies.official.vocabulary import cached
from wagtail_migration_events.vocabularies.registry import get_vocabulary
from wagtail_migration_events.vocabularies.terms import Term

MOST_PLACES = 20


@dataclass(frozen=True, slots=True)
class ZonePlace:
    """A city in whose zone an event may take place.

    Attributes:
        zone: its IANA name.
        city: in the language that was asked for.
        country: by its United Nations name in that language; "" where it has none.
        words: what it is found by, folded, in that language and in English.
    """

    zone: str
    city: str
    country: str = ""
    words: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.city} ({self.country})" if self.country else self.city

    def label(self, at: dt.datetime, language: str) -> str:
        """Return the place with the zone's distance from UTC at a moment: "Zurich … UTC+2"."""
        return place_label(self.zone, self.name, at, language)


def place_label(zone: str, name: str, at: dt.datetime, language: str) -> str:
    return _label(name, zone_offset(zone, at), locale_of(language))


def _label(name: str, offset: str, locale: Locale) -> str:
    return name if name == offset else f"{name} · {isolated(locale, offset)}"


def zone_labels(at: dt.datetime, language: str) -> list[tuple[str, str]]:
    """Return each zone to choose with its place and its distance from UTC at noon of that day."""
    offsets, locale = _offsets_on(at.date()), locale_of(language)
    return [
        (place.zone, _label(place.name, offsets[place.zone], locale))
        for place in zone_places(language)
    ]


@lru_cache(maxsize=64)
def _offsets_on(day: dt.date) -> dict[str, str]:
    noon = dt.datetime.combine(day, dt.time(12), dt.UTC)
    return {zone: zone_offset(zone, noon) for zone in zone_choices()}


@cached
def zone_places(language: str) -> tuple[ZonePlace, ...]:
    """Return one place for each zone to choose, by the name of its city; UTC comes first."""
    places = [
        _place(zone, country, city_of_zone(zone, language), language)
        for zone, country in zone_countries().items()
    ]
    utc = ZonePlace("UTC", "UTC", "", ("utc", "gmt"))
    return (utc, *sorted(places, key=lambda place: (folded(place.city), place.zone)))


@cached
def _all_places(language: str) -> tuple[ZonePlace, ...]:
    """Return the places of :func:`zone_places` and other cities, in order."""
    key = locale_of(language).language
    others = [
        _place(zone, country, names.get(key, names["en"]), language, names.values())
        for zone, country, names in other_cities()
    ]
    places = (*zone_places(language), *others)
    return tuple(sorted(places, key=lambda place: (folded(place.city), place.zone)))


def place_of_zone(zone: str, language: str) -> ZonePlace:
    """Return the place that a zone is named after, also one of an older name."""
    found = _by_zone(language).get(zone)
    return found or ZonePlace(zone, city_of_zone(zone, language))


def zone_in_words(zone: str) -> str:
    """Return a zone by its city and country in the active language: "Nairobi (Kenya)".

    :param zone: an IANA name; one that is not known any more is returned as it is.
    """
    return zone if get_zone(zone) is None else place_of_zone(zone, get_language() or "en").name


def place_of_city(city: str, language: str) -> ZonePlace | None:
    """Return a place by its English name, such as "Geneva", or by its zone; None if unknown."""
    if city in _by_zone(language):
        return _by_zone(language)[city]
    wanted = folded(city)
    return next((place for place in _all_places(language) if wanted in place.words), None)


@cached
def _by_zone(language: str) -> dict[str, ZonePlace]:
    return {place.zone: place for place in zone_places(language)}


def find_places(text: str, language: str) -> list[ZonePlace]:
    """Return the places of which every word of a search begins some name, the best first.

    Those of exactly that name come before those whose name only begins so: India before
    Indianapolis, which comes before the islands of "Indian/…".

    :param text: a city, a country or a zone, in the language or in English; case and accents do
        not matter. Of a long text only the beginning is read.
    """
    words = search_words(text)
    if not words:
        return []
    found = [place for place in _all_places(language) if _has_all(place, words)]
    name = " ".join(words)
    found.sort(key=lambda place: (name not in place.words, not _begins_city(place, words)))
    return found[:MOST_PLACES]


def _begins_city(place: ZonePlace, words: list[str]) -> bool:
    return folded(place.city).startswith(words[0])


def _has_all(place: ZonePlace, words: list[str]) -> bool:
    return all(any(begins(word, name) for name in place.words) for word in words)


def _place(
    zone: str, country: str, city: str, language: str, more: Iterable[str] = ()
) -> ZonePlace:
    term = _countries().get(country)
    own = term.short_label(language).text if term else ""
    english = term.label("en").text if term else ""
    last = zone.rpartition("/")[2]
    names = (city, own, english, *more) if more else (city, own, english, last, zone)
    words = {" ".join(search_words(name)) for name in names if name}
    return ZonePlace(zone, city, own, tuple(sorted(words)))


@cached
def _countries() -> dict[str, Term]:
    return {term.iso2: term for term in get_vocabulary("areas").terms().values() if term.iso2}
