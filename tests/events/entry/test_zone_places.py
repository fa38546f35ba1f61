"""Zones found as people look for them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_migration_events.events.entry.zone_places import (
    MOST_PLACES,
    find_places,
    place_of_city,
    place_of_zone,
    zone_places,
)
from wagtail_migration_events.events.times.timezones import get_zone, zone_choices

LANGUAGES = ("ar", "zh-hans", "en", "fr", "ru", "es")
WINTER, SUMMER = (dt.datetime(2027, month, 3, 12, tzinfo=dt.UTC) for month in (1, 7))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_zone_has_one_place_in_every_language(language):
    places = zone_places(language)
    assert {place.zone for place in places} == set(zone_choices())
    assert len(places) == len(zone_choices())
    assert all(place.city and "_" not in place.name for place in places)


@pytest.mark.parametrize(
    ("text", "language", "zone", "city"),
    [
        ("new york", "en", "America/New_York", "New York"),
        ("Geneva", "en", "Europe/Zurich", "Geneva"),
        ("geneve", "fr", "Europe/Zurich", "Genève"),
        ("ginebra", "es", "Europe/Zurich", "Ginebra"),
        ("женев", "ru", "Europe/Zurich", "Женева"),
        ("جنيف", "ar", "Europe/Zurich", "جنيف"),
        ("日内瓦", "zh-hans", "Europe/Zurich", "日内瓦"),
        ("Geneva", "zh-hans", "Europe/Zurich", "日内瓦"),
        ("Kenya", "en", "Africa/Nairobi", "Nairobi"),
        ("India", "en", "Asia/Kolkata", "Kolkata"),
        ("кения", "ru", "Africa/Nairobi", "Найроби"),
        ("肯尼亚", "zh-hans", "Africa/Nairobi", "内罗毕"),
        ("Suisse", "fr", "Europe/Zurich", "Berne"),
        ("Asia/Kathmandu", "en", "Asia/Kathmandu", "Kathmandu"),
        ("  PARIS france ", "en", "Europe/Paris", "Paris"),
        ("utc", "ar", "UTC", "UTC"),
    ],
)
def test_a_zone_is_found_by_city_and_country(text, language, zone, city):
    best = find_places(text, language)[0]
    assert (best.zone, best.city) == (zone, city)


def test_a_country_of_many_zones_shows_many_and_no_more_than_fit():
    assert len(find_places("United States", "en")) == MOST_PLACES
    assert {place.zone for place in find_places("Australia Syd", "en")} == {"Australia/Sydney"}


def test_the_offset_is_that_of_the_date():
    geneva = place_of_city("Geneva", "en")
    assert geneva is not None
    assert geneva.label(WINTER, "en") == "Geneva (Switzerland) · UTC+1"
    assert geneva.label(SUMMER, "en") == "Geneva (Switzerland) · UTC+2"
    assert place_of_zone("UTC", "en").label(SUMMER, "en") == "UTC"


def test_older_names_and_unknown_ones_have_a_place_too():
    assert place_of_zone("US/Eastern", "en").city == "New York"
    assert place_of_zone("Europe/Atlantis", "en").city == "Atlantis"
    assert place_of_city("Atlantis", "en") is None


@given(st.text(max_size=80), st.sampled_from(LANGUAGES))
def test_no_search_fails_or_finds_too_much(text, language):
    found = find_places(text, language)
    assert len(found) <= MOST_PLACES
    assert all(get_zone(place.zone) for place in found)
