"""Whether registration is open, and what is refused about it."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from tests.adopter.models import TownHallPage
from tests.factories import MAY_3, make_event
from wagtail_migration_events.events.facts.registration import registration_errors
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
LINK = "https://register.example.org/"


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({}, ""),
        ({"registration_url": LINK}, "open"),
        ({"registration_opens_at": MAY_3 + DAY}, "not_yet"),
        ({"registration_opens_at": MAY_3 + DAY, "registration_url": LINK}, "not_yet"),
        ({"registration_opens_at": MAY_3}, "open"),
        ({"registration_closes_at": MAY_3 + DAY}, "open"),
        ({"registration_closes_at": MAY_3}, "closed"),
        ({"registration_closes_at": MAY_3 - DAY, "registration_url": LINK}, "closed"),
        (
            {"registration_opens_at": MAY_3 - DAY, "registration_closes_at": MAY_3 + DAY},
            "open",
        ),
        (
            {"registration_opens_at": MAY_3 + DAY, "registration_closes_at": MAY_3 - DAY},
            "closed",
        ),
        ({"contact_email": "a@example.org", "livestream_url": LINK}, ""),
    ],
)
def test_registration_is_what_its_link_and_times_say(values: dict[str, Any], state: str):
    assert EventPage(**values).get_registration_state(MAY_3) == state


def test_without_a_moment_the_present_one_counts():
    assert EventPage(registration_closes_at=MAY_3.replace(year=1999)).get_registration_state() == (
        "closed"
    )


def test_closing_before_opening_is_refused_and_at_the_same_moment_is_not():
    event = SimpleNamespace(
        registration_opens_at=MAY_3, registration_closes_at=MAY_3 - dt.timedelta(seconds=1)
    )
    [error] = registration_errors(event)["registration_closes_at"]
    assert error.message == "Registration closes before it opens."
    event.registration_closes_at = MAY_3
    assert registration_errors(event) == {}


def test_times_with_and_without_an_offset_can_be_compared(site: Any):
    values = {
        "registration_opens_at": MAY_3,
        "registration_closes_at": dt.datetime(2027, 5, 3, 12),
    }
    with pytest.raises(ValidationError, match="Registration closes before it opens"):
        make_event(site.events["en"], **values)


@pytest.mark.parametrize("name", ["registration_url", "livestream_url"])
@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:,x", "https://a:b@example.org/"])
def test_a_link_that_is_none_is_refused_when_the_page_is_published(name, link, site: Any):
    event = make_event(site.events["en"])
    setattr(event, name, link)
    with pytest.raises(ValidationError):
        event.save_revision()
    with pytest.raises(ValidationError):
        event.save()
    assert getattr(EventPage.objects.get(pk=event.pk), name) == ""


def test_a_class_without_the_note_has_registration_all_the_same(site: Any):
    event = make_event(site.events["en"], TownHallPage, registration_url=LINK)
    assert event.registration_note is None
    assert event.get_registration_state() == "open"
