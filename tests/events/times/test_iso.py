"""Moments for programs are those that the words on a page carry with them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_migration_events.events.times.iso import iso_moment
from wagtail_migration_events.events.times.occurrence import DatePrecision, Occurrence
from wagtail_migration_events.events.times.wording import format_occurrence

KNOWN = [DatePrecision.TIME, DatePrecision.DAY, DatePrecision.MONTH]
zones = st.sampled_from(["Europe/Zurich", "Asia/Kolkata", "Africa/Monrovia", "", "Mars/Base"])


@given(st.datetimes(timezones=st.just(dt.UTC)), zones, st.sampled_from(KNOWN))
def test_it_is_what_the_page_marks_up(moment: dt.datetime, zone: str, precision: str):
    occurrence = Occurrence("", moment, None, zone, precision, "")
    assert iso_moment(moment, zone, precision) == format_occurrence(occurrence, "en").machine


@pytest.mark.parametrize(
    ("precision", "written"),
    [("time", "2027-05-04T01:00+02:00"), ("day", "2027-05-03"), ("month", "2027-05")],
)
def test_it_is_as_exact_as_what_is_known(precision: str, written: str):
    moment = dt.datetime(2027, 5, 3, 23, 0, tzinfo=dt.UTC)
    assert iso_moment(moment, "Europe/Zurich", precision) == written
    assert iso_moment(None, "Europe/Zurich", precision) == ""
