from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_migration_events.events.times.timezones import (
    NonexistentLocalTime,
    UnknownTimezone,
    from_local,
    get_zone,
    local,
    zone_choices,
    zone_or_utc,
)

HOSTILE_NAMES = [
    "",
    " ",
    "Europe/Atlantis",
    "Europe",
    "europe/zurich",
    "../../etc/passwd",
    "/etc/passwd",
    "Europe/../Europe/Zurich",
    "\0",
    "Europe/Zurich\0",
    "\ud800",
    "x" * 100_000,
    "localtime",
    "Factory",
]


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize("name", HOSTILE_NAMES, ids=ascii)
def test_what_is_no_zone_is_none_and_never_an_error(name: str):
    assert get_zone(name) is None
    assert str(zone_or_utc(name)) == "UTC"


@given(st.text())
def test_any_text_is_a_zone_or_none(name: str):
    zone = get_zone(name)
    assert zone is None or zone.key == name


def test_an_older_name_of_a_zone_stays_valid():
    assert str(get_zone("Asia/Calcutta")) == "Asia/Calcutta"
    assert str(get_zone("US/Eastern")) == "US/Eastern"


def test_the_zones_to_choose_are_the_places_by_their_present_names():
    names = zone_choices()
    assert list(names) == sorted(set(names))
    assert {"UTC", "Europe/Zurich", "Europe/Kyiv", "Asia/Kolkata", "Africa/Nairobi"} <= {*names}
    assert not {"Europe/Kiev", "Asia/Calcutta", "US/Eastern", "EST", "Etc/GMT+3"} & {*names}
    assert not [name for name in names if name.startswith(("posix/", "right/", "Etc/"))]
    assert all(get_zone(name) for name in names)


def test_a_moment_is_shown_on_the_clock_of_the_zone():
    shown = local(utc(2027, 5, 1, 13), "Asia/Kathmandu")
    assert shown.isoformat() == "2027-05-01T18:45:00+05:45"


def test_a_naive_moment_is_utc_and_not_the_time_of_the_server():
    assert local(datetime(2027, 5, 1, 13), "Europe/Zurich").hour == 15


def test_at_the_ends_of_the_calendar_a_moment_is_shown_in_utc():
    assert str(local(datetime.max.replace(tzinfo=UTC), "Asia/Tokyo").tzinfo) == "UTC"
    assert str(local(datetime.min.replace(tzinfo=UTC), "America/Lima").tzinfo) == "UTC"
    east = datetime.min.replace(tzinfo=zone_or_utc("Asia/Tokyo"))
    assert local(east, "Europe/Paris").year == 1


def test_a_local_time_becomes_an_instant_in_utc():
    assert from_local(datetime(2027, 5, 1, 15), "Europe/Zurich") == utc(2027, 5, 1, 13)
    assert from_local(datetime(2027, 1, 1, 15), "Europe/Zurich") == utc(2027, 1, 1, 14)
    assert from_local(datetime(2027, 5, 1, 15), "") == utc(2027, 5, 1, 15)


def test_a_time_that_the_clocks_jump_over_is_refused():
    with pytest.raises(NonexistentLocalTime):
        from_local(datetime(2027, 3, 28, 2, 30), "Europe/Zurich")


def test_a_day_that_a_country_jumped_over_is_refused():
    with pytest.raises(NonexistentLocalTime):
        from_local(datetime(2011, 12, 30, 12), "Pacific/Apia")


@pytest.mark.parametrize("fold", [0, 1])
def test_a_time_that_comes_twice_means_its_first_coming(fold: int):
    twice = datetime(2027, 10, 31, 2, 30, fold=fold)
    assert from_local(twice, "Europe/Zurich") == utc(2027, 10, 31, 0, 30)


@pytest.mark.parametrize("name", [name for name in HOSTILE_NAMES if name], ids=ascii)
def test_no_local_time_is_stored_for_an_unknown_zone(name: str):
    with pytest.raises(UnknownTimezone):
        from_local(datetime(2027, 5, 1, 15), name)


def test_a_time_that_already_has_a_zone_is_refused():
    with pytest.raises(ValueError, match="already has a zone"):
        from_local(utc(2027, 5, 1, 15), "Europe/Zurich")


@pytest.mark.parametrize(
    ("naive", "name"), [(datetime.min, "Asia/Tokyo"), (datetime.max, "America/Lima")]
)
def test_a_time_beyond_the_calendar_is_refused(naive: datetime, name: str):
    with pytest.raises(ValueError, match="out of range"):
        from_local(naive, name)


@given(naive=st.datetimes(), name=st.sampled_from(zone_choices()))
def test_a_local_time_that_exists_comes_back_as_it_was(naive: datetime, name: str):
    try:
        moment = from_local(naive, name)
    except ValueError:
        return
    assert moment.tzinfo is UTC
    assert local(moment, name).replace(tzinfo=None, fold=0) == naive
