from __future__ import annotations

from typing import Any

import pytest

from tests.adopter.models import LegacyMeetingPage, TownHallPage
from tests.interchange.building import ADDRESS, make_row
from wagtail_migration_events.interchange.event_writer import EventWriter
from wagtail_migration_events.interchange.looked_up import record_for
from wagtail_migration_events.interchange.outcomes import Became
from wagtail_migration_events.interchange.pages.page_values import has_value
from wagtail_migration_events.interchange.pages.places import Place
from wagtail_migration_events.interchange.understanding import understand


def write(site: Any, page_class: Any, row: dict[str, Any]) -> tuple[Became, Any]:
    index = site.events["en"]
    event = understand(row)
    record, _is_same = record_for(event, row)
    if record.page is None:
        became = EventWriter().create(event, record, Place(index.pk, index.locale, page_class))
    else:
        became = EventWriter().update(event, record)
    return became, page_class.objects.get(external_id=ADDRESS)


def test_a_site_keeps_values_in_its_own_columns(site: Any) -> None:
    row = make_row(location="Room 12", summary="Short.", organizers=["Harbour Forum"])
    became, page = write(site, LegacyMeetingPage, row)
    assert became == Became.CREATED
    assert (page.location, page.teaser) == ("Room 12", "Short.")
    assert page.organizer_links.count() == 1
    _became, page = write(site, LegacyMeetingPage, {**row, "location": "Room 14"})
    assert page.location == "Room 14"


def test_a_value_too_long_for_a_sites_own_column_is_refused(site: Any) -> None:
    became, page = write(site, LegacyMeetingPage, make_row(summary="x" * 300, location="Room 12"))
    assert became == Became.DRAFT
    assert (page.location, page.teaser) == ("Room 12", "")


@pytest.mark.parametrize("page_class", [TownHallPage, LegacyMeetingPage])
def test_dropped_fields_are_left_out(site: Any, page_class: Any) -> None:
    became, page = write(site, page_class, make_row(objectives=[13], organizers=["Harbour Forum"]))
    assert became == Became.CREATED
    assert page.live
    assert page.gcm_objectives == ["13"]


def test_a_class_says_which_values_it_keeps() -> None:
    assert has_value(TownHallPage, "organizer_links")
    assert not has_value(TownHallPage, "sdgs")
    assert has_value(LegacyMeetingPage, "venue")
