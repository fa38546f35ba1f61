"""Columns that a site had before the package."""

from __future__ import annotations

from typing import Any

import pytest

from tests.adopter.models import LegacyMeetingPage, TownHallPage
from tests.factories import make_event
from wagtail_migration_events.events.aliases import AliasOf, field_name_of
from wagtail_migration_events.pages.models import EventPage


@pytest.mark.parametrize(
    ("model", "name", "found"),
    [
        (EventPage, "venue", "venue"),
        (EventPage, "organizer_links", "organizer_links"),
        (EventPage, "rating", None),
        (LegacyMeetingPage, "venue", "location"),
        (LegacyMeetingPage, "summary", "teaser"),
        (LegacyMeetingPage, "country", "country"),
        (TownHallPage, "sdgs", None),
        (TownHallPage, "registration_note", None),
        (TownHallPage, "agenda", "agenda"),
    ],
)
def test_the_column_of_a_field_is_found(model: type, name: str, found: str | None):
    assert field_name_of(model, name) == found


def test_the_mixins_own_column_is_not_made():
    columns = {field.name for field in LegacyMeetingPage._meta.get_fields()}
    assert not columns & {"venue", "summary"}
    assert isinstance(LegacyMeetingPage.venue, AliasOf)


@pytest.mark.django_db
def test_it_reads_and_writes_the_sites_column_also_in_the_constructor():
    meeting = LegacyMeetingPage(venue="Town hall")
    assert (meeting.venue, meeting.location) == ("Town hall", "Town hall")
    meeting.location = "Library"
    assert meeting.venue == "Library"
    meeting.venue = "School"
    assert meeting.location == "School"


@pytest.mark.django_db
def test_a_message_about_it_stands_at_the_sites_column(site: Any):
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError) as caught:
        make_event(site.events["en"], LegacyMeetingPage, venue="Hall\u202e", live=False)
    assert "location" in caught.value.message_dict
    assert "venue" not in caught.value.message_dict


@pytest.mark.django_db
def test_it_goes_into_revisions_and_into_the_search_index(site: Any):
    meeting = make_event(site.events["en"], LegacyMeetingPage, venue="Library", summary="Books")
    assert meeting.get_latest_revision_as_object().venue == "Library"
    assert {"location", "teaser"} <= {
        field.field_name for field in LegacyMeetingPage.get_search_fields()
    }
