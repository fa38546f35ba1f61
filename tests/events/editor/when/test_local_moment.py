"""A date and an hour on the event's clock, typed and read back."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from wagtail_migration_events.events.editor.when.local_moment import LocalMoment, LocalMomentField
from wagtail_migration_events.events.times.timezones import zone_choices

ZONES = st.sampled_from(zone_choices())
DATES = st.dates(dt.date(1000, 1, 1), dt.date(9998, 12, 31))


@given(DATES, ZONES, st.sampled_from(["day", "month"]))
def test_a_date_comes_back_as_it_was_typed_in_every_zone(date, zone, precision):
    stored = LocalMoment(date).stored(zone, precision)
    assert stored == dt.datetime.combine(date, dt.time(), dt.UTC)
    assert LocalMoment.of(stored, zone, precision) == LocalMoment(date)


@given(DATES, st.times().map(lambda time: time.replace(second=0, microsecond=0)), ZONES)
def test_an_hour_comes_back_as_it_was_typed_or_is_refused(date, time, zone):
    typed = LocalMoment(date, time)
    refusal = None
    try:
        stored = typed.stored(zone)
    except ValidationError as error:
        refusal = error.code
    assert refusal == "hour_skipped" or LocalMoment.of(stored, zone, "time") == typed


@given(st.datetimes(dt.datetime(1000, 1, 2), dt.datetime(9998, 12, 30)), ZONES)
def test_every_stored_moment_can_be_shown(moment, zone):
    shown = LocalMoment.of(moment.replace(tzinfo=dt.UTC), zone, "time")
    assert shown.time is not None
    assert shown.time.tzinfo is None


def test_an_unknown_zone_counts_as_utc():
    typed = LocalMoment(dt.date(2027, 5, 3), dt.time(9))
    stored = typed.stored("Europe/Atlantis")
    assert stored == dt.datetime(2027, 5, 3, 9, tzinfo=dt.UTC)
    assert LocalMoment.of(stored, "Europe/Atlantis", "time") == typed


def test_a_missing_hour_is_said_in_words():
    with pytest.raises(ValidationError) as caught:
        LocalMoment(dt.date(2027, 5, 3)).stored("UTC")
    assert "only the day is known" in caught.value.messages[0]


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        (["", ""], None),
        (None, None),
        (["2027-05-03", ""], LocalMoment(dt.date(2027, 5, 3))),
        (["2027-05-03", "00:00"], LocalMoment(dt.date(2027, 5, 3), dt.time(0))),
    ],
)
def test_what_is_typed_becomes_a_moment(typed, moment):
    assert LocalMomentField(required=False).clean(typed) == moment


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (["", "09:00"], "Enter the date as well as the hour."),
        (["0999-05-03", ""], "Enter a year between 1000 and 9998."),
        (["9999-05-03", ""], "Enter a year between 1000 and 9998."),
        (["2027-02-30", ""], "Enter a valid date, such as 2027-05-28."),
        (["2027-05-03", "25:00"], "Enter a valid time, such as 15:00."),
        (["\x00", "\x00"], "Enter a valid date, such as 2027-05-28."),
    ],
)
def test_what_cannot_be_read_is_refused(typed, message):
    with pytest.raises(ValidationError) as caught:
        LocalMomentField(required=False).clean(typed)
    assert message in caught.value.messages


def test_a_moment_that_must_be_given_is_asked_for():
    with pytest.raises(ValidationError):
        LocalMomentField().clean(["", ""])


def test_both_inputs_have_a_label_of_their_own():
    html = LocalMomentField().widget.render(
        "starts_at", LocalMoment(dt.date(2027, 5, 3), dt.time(9)), {"id": "id_starts_at"}
    )
    assert 'value="2027-05-03"' in html
    assert 'value="09:00"' in html
    for number in (0, 1):
        assert f'for="id_starts_at_{number}"' in html
        assert f'id="id_starts_at_{number}"' in html
