"""The facts about time: one form in which they are stored, and what is refused."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import MAY_3, make_event
from wagtail_migration_events.events.facts.when import (
    as_calendar_date,
    normalise_when,
    parse_moment,
    when_errors,
)
from wagtail_migration_events.events.times.occurrence import DatePrecision, EventStatus
from wagtail_migration_events.events.times.timezones import zone_choices
from wagtail_migration_events.pages.models import EventPage

HOUR = dt.timedelta(hours=1)
zones = st.sampled_from(["", "Mars/Olympus", *zone_choices()])
moments = st.datetimes(
    dt.datetime(1, 1, 1), dt.datetime(9999, 12, 31), timezones=st.just(dt.UTC) | st.none()
)
zoned = st.datetimes(
    dt.datetime(1900, 1, 1),
    dt.datetime(2100, 1, 1),
    timezones=st.sampled_from(zone_choices()).map(zoneinfo.ZoneInfo),
)
written = moments.map(dt.datetime.isoformat) | st.sampled_from(["", None, "soon", "2027-13-01"])
rows = st.fixed_dictionaries(
    {},
    optional={
        "key": st.sampled_from(["", "1", "2", "3", 2, "spring"]),
        "starts_at": written | moments,
        "ends_at": written,
        "status": st.sampled_from(["", None, *EventStatus.values]),
        "note": st.text(max_size=3),
    },
)


def facts(**values: Any) -> Any:
    known: dict[str, Any] = {
        "starts_at": None,
        "ends_at": None,
        "previous_starts_at": None,
        "registration_opens_at": None,
        "registration_closes_at": None,
        "timezone": "",
        "date_precision": "time",
        "dates": [],
        "event_status": "scheduled",
    }
    return SimpleNamespace(**{**known, **values})


def normalised(**values: Any) -> Any:
    event = facts(**values)
    normalise_when(event)
    return event


some_facts = st.builds(
    facts,
    starts_at=moments | zoned | st.none(),
    ends_at=moments | st.none(),
    previous_starts_at=moments | st.none(),
    timezone=zones,
    date_precision=st.sampled_from(DatePrecision.values),
    dates=st.lists(rows, max_size=5),
)


@given(some_facts)
def test_bringing_facts_into_their_form_twice_changes_nothing_more(event: Any):
    normalise_when(event)
    once = dict(vars(event))
    normalise_when(event)
    assert vars(event) == once


@given(some_facts)
def test_every_row_gets_a_key_of_its_own_unless_two_were_given_the_same(event: Any):
    given_keys = [str(row["key"]) for row in event.dates if row.get("key")]
    normalise_when(event)
    keys = [row["key"] for row in event.dates]
    assert all(keys)
    assert len(keys) - len(set(keys)) == len(given_keys) - len(set(given_keys))


@given(st.dates(), zones, st.sampled_from(["day", "month"]))
def test_a_calendar_date_is_the_same_in_every_zone(date: dt.date, zone: str, precision: str):
    midnight = dt.datetime.combine(date, dt.time(), dt.UTC)
    event = normalised(
        starts_at=midnight, ends_at=midnight, timezone=zone, date_precision=precision
    )
    assert event.starts_at == event.ends_at == midnight


@given(st.datetimes(), zones)
def test_a_clock_without_an_offset_never_moves_the_date(naive: dt.datetime, zone: str):
    event = normalised(starts_at=naive, timezone=zone, date_precision="day")
    assert event.starts_at == dt.datetime.combine(naive.date(), dt.time(), dt.UTC)


@given(
    st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(2100, 1, 1), timezones=st.just(dt.UTC)),
    st.sampled_from(zone_choices()),
)
def test_the_day_of_an_instant_is_that_of_its_own_zone(moment: dt.datetime, zone: str):
    stored = as_calendar_date(moment, zone)
    if moment.time() == dt.time():  # a stored calendar date looks like this
        assert stored == moment
    else:
        date = moment.astimezone(zoneinfo.ZoneInfo(zone)).date()
        assert stored == dt.datetime.combine(date, dt.time(), dt.UTC)


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Los_Angeles"])
def test_a_moment_without_an_offset_is_in_utc_and_not_in_the_servers_zone(zone: str, settings: Any):
    settings.TIME_ZONE = zone
    event = normalised(starts_at=dt.datetime(2027, 5, 3, 13), timezone="Europe/Zurich")
    assert event.starts_at == MAY_3


@pytest.mark.django_db
def test_what_cannot_be_read_is_left_for_validation_to_refuse(site: Any):
    event = normalised(starts_at="soon", dates="three mornings")
    assert (event.starts_at, event.dates) == ("soon", "three mornings")
    event = EventPage(title="T", slug="t", starts_at="soon", dates="three mornings")
    event.path, event.depth = f"{site.events['en'].path}0001", site.events["en"].depth + 1
    with pytest.raises(ValidationError) as caught:
        event.full_clean()
    assert {"starts_at", "dates"} <= set(caught.value.message_dict)


def test_an_event_without_a_start_knows_nothing_of_its_date():
    assert normalised().date_precision == "none"
    assert normalised(starts_at=MAY_3).date_precision == "time"


def test_a_site_that_dropped_precision_and_dates_still_has_its_dates():
    event = normalised(starts_at=MAY_3, date_precision=None, dates=None)
    assert event.date_precision is None
    assert event.starts_at == MAY_3


def test_the_last_date_counts_even_if_its_end_is_not_known():
    dates = [
        {"starts_at": "2027-03-01T14:00Z", "ends_at": "2027-03-01T17:00Z"},
        {"starts_at": "2027-03-08T14:00Z"},
    ]
    event = normalised(dates=dates)
    assert event.starts_at == dt.datetime(2027, 3, 1, 14, tzinfo=dt.UTC)
    assert event.ends_at == dt.datetime(2027, 3, 8, 14, tzinfo=dt.UTC)


def test_one_date_without_an_end_leaves_the_end_open():
    event = normalised(dates=[{"starts_at": "2027-03-01T14:00Z"}], ends_at=MAY_3)
    assert event.ends_at is None


def test_a_new_row_never_takes_the_key_of_another():
    event = normalised(dates=[{"starts_at": "2027-03-01T14:00Z"}, {"key": "1"}, {"key": "2"}])
    assert [row["key"] for row in event.dates] == ["3", "1", "2"]


def test_rows_keep_their_keys_when_they_change_places():
    event = normalised(dates=[{"starts_at": "2027-03-01"}, {"starts_at": "2027-03-02"}])
    event.dates = [{"starts_at": "2027-02-01"}, *reversed(event.dates)]
    normalise_when(event)
    assert [row["key"] for row in event.dates] == ["3", "2", "1"]


@pytest.mark.parametrize(
    ("field", "message", "values"),
    [
        ("starts_at", "Enter a start, or delete the end.", {"ends_at": MAY_3}),
        ("ends_at", "The end is before the start.", {"starts_at": MAY_3, "ends_at": MAY_3 - HOUR}),
        (
            "ends_at",
            "The end is before the start.",
            {"starts_at": MAY_3, "ends_at": dt.datetime(2027, 5, 3, 12)},
        ),
        (
            "timezone",
            "“CET+1” is not a time zone of today. Choose one such as Europe/Zurich.",
            {"timezone": "CET+1"},
        ),
        (
            "date_precision",
            "You entered a date. Say here what is known of it, or delete the date.",
            {"starts_at": MAY_3, "date_precision": "none"},
        ),
        ("dates", "Row 1: enter a start.", {"dates": [{"starts_at": "soon"}]}),
        (
            "dates",
            "Row 1: the end is not a date.",
            {"dates": [{"starts_at": "2027-03-01T14:00Z", "ends_at": "late"}]},
        ),
        (
            "dates",
            "Row 1: the end is before the start.",
            {"dates": [{"starts_at": "2027-03-01T14:00Z", "ends_at": "2027-03-01T13:59Z"}]},
        ),
        (
            "dates",
            "Row 2: choose a status.",
            {
                "dates": [
                    {"starts_at": "2027-03-01"},
                    {"starts_at": "2027-03-02", "status": "on"},
                ]
            },
        ),
        (
            "dates",
            "Two dates have the same key.",
            {"dates": [{"key": 1, "starts_at": "2027-03-01"}, {"key": "1", "starts_at": "2027"}]},
        ),
        ("dates", "List at most 500 dates.", {"dates": [{"starts_at": "2027-03-01"}] * 501}),
    ],
)
def test_what_is_wrong_is_said_at_its_field_in_words(field: str, message: str, values: Any):
    errors = when_errors(facts(**values))
    assert message in [text for error in errors[field] for text in error.messages]


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"starts_at": MAY_3, "ends_at": MAY_3},
        {"starts_at": MAY_3, "timezone": "Africa/Nairobi"},
        {"date_precision": "none"},
        # A list of dates gives start and end, whatever was typed there before.
        {"dates": [{"starts_at": "2027-03-01"}], "starts_at": MAY_3, "ends_at": MAY_3 - HOUR},
    ],
)
def test_nothing_is_wrong_with_good_facts(values: Any):
    assert when_errors(facts(**values)) == {}


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2027-05-03T15:00+02:00", MAY_3),
        ("2027-05-03T13:00", MAY_3),
        (MAY_3, MAY_3),
        (MAY_3.replace(tzinfo=None), MAY_3),
        ("2027-05-03", dt.datetime(2027, 5, 3, tzinfo=dt.UTC)),
        ("2027-02-30T13:00Z", None),
        ("soon", None),
        ("", None),
        (None, None),
        (7, None),
    ],
)
def test_moments_are_read_with_their_offset_or_in_utc(value: Any, moment: Any):
    assert parse_moment(value) == moment


@pytest.mark.django_db
def test_a_zone_that_was_removed_since_is_named_and_still_shown(site: Any):
    event = make_event(site.events["en"], starts_at=MAY_3)
    EventPage.objects.filter(pk=event.pk).update(timezone="Europe/Atlantis")
    event = EventPage.objects.get(pk=event.pk)
    assert event.get_stretch().first_day() == MAY_3.date()
    with pytest.raises(ValidationError, match="Europe/Atlantis"):
        event.save_revision()


@pytest.mark.django_db
def test_a_draft_with_nonsense_in_its_facts_can_be_looked_at(site: Any):
    event = make_event(site.events["en"], live=False)
    event.dates = [{"starts_at": "soon", "ends_at": "late"}]
    event.save()
    [occurrence] = EventPage.objects.get(pk=event.pk).get_occurrences()
    assert occurrence.starts_at is None
    with pytest.raises(ValidationError, match="enter a start"):
        event.save_revision()


@pytest.mark.django_db
def test_dates_are_given_in_order_of_time_with_the_status_of_each(site: Any):
    dates = [
        {"key": "b", "starts_at": "2027-03-02T14:00Z", "status": "cancelled"},
        {"key": "a", "starts_at": "2027-03-01T14:00Z"},
    ]
    event = make_event(site.events["en"], dates=dates)
    found = [(each.key, each.status) for each in event.get_occurrences()]
    assert found == [("a", "scheduled"), ("b", "cancelled")]
