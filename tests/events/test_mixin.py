"""Event pages as an editor and a developer meet them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from tests.factories import MAY_3, make_event, make_organizer, translated
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db


def test_an_event_needs_nothing_but_a_title(site):
    event = make_event(site.events["en"], title="Annual meeting")
    assert event.live
    assert event.date_precision == "none"
    assert event.get_occurrences()[0].starts_at is None


def test_the_group_has_a_row_whose_source_is_the_first_page(site):
    event = make_event(site.events["en"])
    translated(event, "fr", title="Réunion")
    group = EventGroup.objects.get(key=event.translation_key)
    assert group.origin_id == event.pk


@pytest.mark.parametrize("hour", ["00:00", "13:00", "23:30"])
@pytest.mark.parametrize("zone", ["", "UTC", "America/New_York", "Pacific/Kiritimati"])
def test_a_day_is_stored_as_its_calendar_date(site, hour, zone):
    from wagtail_migration_events.events.times.timezones import from_local

    start = from_local(dt.datetime.fromisoformat(f"2027-05-03T{hour}"), zone)
    event = make_event(site.events["en"], starts_at=start, timezone=zone, date_precision="day")
    assert event.starts_at == dt.datetime(2027, 5, 3, tzinfo=dt.UTC)


def refused(**values):
    with pytest.raises(ValidationError) as caught:
        EventPage(title="Forum", slug="forum", path="00010001", depth=2, **values).full_clean()
    return caught.value.message_dict


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("ends_at", {"starts_at": MAY_3, "ends_at": MAY_3 - dt.timedelta(minutes=1)}),
        ("starts_at", {"ends_at": MAY_3}),
        ("timezone", {"timezone": "Mars/Olympus"}),
        ("timezone", {"timezone": "../../etc/passwd"}),
        ("registration_url", {"registration_url": "javascript:alert(1)"}),
        ("registration_url", {"registration_url": "data:text/html,x"}),
        ("livestream_url", {"livestream_url": "file:///etc/passwd"}),
        (
            "registration_closes_at",
            {
                "registration_opens_at": MAY_3,
                "registration_closes_at": MAY_3 - dt.timedelta(days=1),
            },
        ),
        ("gcm_objectives", {"gcm_objectives": ["0"]}),
        ("gcm_objectives", {"gcm_objectives": [24]}),
        ("areas", {"areas": ["999"]}),
        ("country", {"country": "002"}),
        ("latitude", {"longitude": 6.1}),
        ("summary", {"summary": "pay \u202eGRO.ELPMAXE"}),
        ("languages", {"languages": [{"language": "xx-!!", "kind": "working"}]}),
        (
            "languages",
            {"languages": [{"language": "fr", "kind": "sign"}, {"language": "fr", "kind": "sign"}]},
        ),
        ("dates", {"dates": [{"key": "1", "starts_at": None}]}),
        (
            "dates",
            {"dates": [{"starts_at": "2027-05-03T12:00Z", "ends_at": "2027-05-03T11:00Z"}]},
        ),
        ("event_status", {"event_status": "on"}),
    ],
)
def test_a_bad_value_is_refused_at_its_field(site, field, values):
    assert field in refused(**values)


@pytest.mark.parametrize("title", ["Forum\x00", "Forum\u202emurof", "Forum\x1b[31m"])
def test_a_title_with_control_characters_is_refused(title, site):
    page = EventPage(title=title, slug="forum", path="00010001", depth=2)
    with pytest.raises(ValidationError) as caught:
        page.full_clean()
    assert "control characters" in str(caught.value)


def test_a_title_of_300_characters_is_refused(site):
    with pytest.raises(ValidationError) as caught:
        make_event(site.events["en"], title="a" * 300)
    assert "at most 255 characters" in str(caught.value)


def test_an_arabic_title_with_a_mark_of_direction_is_fine(site):
    assert make_event(site.events["ar"], title="منتدى الهجرة\u200f (نيويورك)").live


def test_the_database_refuses_an_end_before_the_start(site):
    from django.db import IntegrityError, transaction

    event = make_event(site.events["en"], starts_at=MAY_3, ends_at=MAY_3)
    with pytest.raises(IntegrityError), transaction.atomic():
        EventPage.objects.filter(pk=event.pk).update(ends_at=MAY_3 - dt.timedelta(seconds=1))


def test_an_event_cannot_be_part_of_itself_or_of_its_parts(site):
    umbrella = make_event(site.events["en"], title="Week")
    part = make_event(site.events["en"], title="Part", part_of=[umbrella.translation_key])
    for keys in ([umbrella.translation_key], [part.translation_key]):
        umbrella.part_of = keys
        with pytest.raises(ValidationError) as caught:
            umbrella.full_clean()
        assert "part_of" in caught.value.message_dict


def test_a_list_of_dates_gives_first_start_and_last_end(site):
    dates = [
        {"starts_at": "2027-03-01T14:00Z", "ends_at": "2027-03-01T17:00Z"},
        {"starts_at": "2027-02-28T14:00Z", "ends_at": "2027-02-28T17:00Z"},
    ]
    event = make_event(site.events["en"], dates=dates, timezone="America/New_York")
    assert event.starts_at == dt.datetime(2027, 2, 28, 14, tzinfo=dt.UTC)
    assert event.ends_at == dt.datetime(2027, 3, 1, 17, tzinfo=dt.UTC)
    assert [each.key for each in event.get_occurrences()] == ["2", "1"]


def test_revisions_keep_every_fact(site):
    organizer = make_organizer(site.organizers["en"])
    umbrella = make_event(site.events["en"])
    facts = {
        "starts_at": MAY_3,
        "timezone": "Europe/Zurich",
        "gcm_objectives": ["13", "16"],
        "areas": ["002", "404"],
        "audiences": ["open-to-all"],
        "languages": [{"language": "ar", "kind": "interpretation"}],
        "part_of": [str(umbrella.translation_key)],
        "event_type": "gcm-talk",
    }
    event = make_event(site.events["en"], organizers=[organizer], **facts)
    restored = event.save_revision().as_object()
    assert {name: getattr(restored, name) for name in facts} == facts
    assert [link.organizer for link in restored.organizer_links.all()] == [
        organizer.translation_key
    ]


def test_what_wagtail_refuses_and_what_we_refuse_is_said_together(site):
    taken = make_event(site.events["en"])
    event = make_event(site.events["en"])
    event.slug, event.timezone = taken.slug, "Mars/Olympus"
    with pytest.raises(ValidationError) as caught:
        event.full_clean()
    assert set(caught.value.message_dict) == {"slug", "timezone"}


@pytest.mark.parametrize(
    ("whole", "dates"),
    [
        ("cancelled", ["cancelled", "cancelled", "cancelled"]),
        ("postponed", ["postponed", "postponed", "cancelled"]),
        ("rescheduled", ["scheduled", "moved_online", "cancelled"]),
    ],
)
def test_a_date_that_stands_is_off_when_the_whole_event_is(site: Any, whole: str, dates: list[str]):
    rows = [
        {"key": key, "starts_at": f"2027-05-0{key}T13:00:00Z", "ends_at": "", "status": status}
        for key, status in zip("345", ("scheduled", "moved_online", "cancelled"), strict=True)
    ]
    event = make_event(site.events["en"], dates=rows, event_status=whole)
    assert [each.status for each in event.get_occurrences()] == dates
