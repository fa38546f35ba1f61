"""The same query string finds the same events in whatever form they are asked for."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page

from tests.factories import make_event, make_organizer, translated
from tests.feeds.representations import REPRESENTATIONS

pytestmark = pytest.mark.django_db
NOW = timezone.now()
DAY = dt.timedelta(days=1)
TODAY = NOW.date()

UMBRELLA = UUID(int=7)

VALUES = {
    "when": ["upcoming", "ongoing", "past", "all", "some day"],
    "from": [TODAY - 9 * DAY, TODAY + DAY, TODAY + 20 * DAY, "3 May"],
    "to": [TODAY - DAY, TODAY + 2 * DAY, TODAY + 40 * DAY],
    "q": ["talk", "cities", "移民", "\x00", "nowhere"],
    "objective": ["13", "8", "general", "24"],
    "attendance": ["online", "in_person", "by bus"],
    "area": ["002", "404", "XKX"],
    "organizer": ["mayors", "hidden", "nobody"],
    "status": ["scheduled", "cancelled"],
    "spoken": ["fr", "ar"],
    "registration": ["open"],
    "principle": ["people-centred"],
    "sdg": ["10", "10.7"],
    "level": ["global"],
    "type": ["workshop", "nonsense"],
    "audience": ["civil-society"],
    "workstream": ["alternatives-to-detention"],
    "review": ["yes", "no"],
    "part_of": [UMBRELLA, UUID(int=8)],
    "utm_source": ["mail"],
}
pairs = st.sampled_from([(name, str(value)) for name, values in VALUES.items() for value in values])
queries = st.lists(pairs, max_size=4, unique=True).map(urlencode)


@pytest.fixture
def world(site: Any, settings: Any) -> Any:
    """Events of every kind, one half in English, the other in French, some in both."""
    settings.WAGTAIL_MIGRATION_EVENTS_PAGE_SIZE = 100
    site.mayors = make_organizer(site.organizers["en"], "Mayors", code="mayors")
    make_organizer(site.organizers["en"], "Hidden", code="hidden", live=False)
    week = {"title": "Week", "starts_at": NOW + DAY, "translation_key": UMBRELLA}
    site.umbrella = make_event(site.events["en"], **week)
    part = {"part_of": [str(site.umbrella.translation_key)], "organizers": [site.mayors]}
    kinds: list[dict[str, Any]] = [
        {"title": "Talk on cities", "starts_at": NOW + DAY, "gcm_objectives": ["13"], **part},
        {"title": "移民问题", "starts_at": NOW + 9 * DAY, "attendance_mode": "online", **part},
        {"starts_at": NOW - DAY, "ends_at": NOW + DAY, "areas": ["404"], "country": "404"},
        {"title": "Old talk", "starts_at": NOW - 9 * DAY, "gcm_objectives": ["8", "13"], **part},
        {"starts_at": NOW + 30 * DAY, "date_precision": "month", "areas": ["XKX"], **part},
        {"starts_at": NOW + 2 * DAY, "event_status": "cancelled", "attendance_mode": "in_person"},
        {"starts_at": NOW + 3 * DAY, "event_status": "moved_online", "sdgs": ["10.7"]},
        {"starts_at": NOW + 4 * DAY, "guiding_principles": ["people-centred"], **part},
        {"starts_at": NOW + 7 * DAY, "event_type": "workshop", "audiences": ["civil-society"]},
        {
            "starts_at": NOW + 8 * DAY,
            "workstream": "alternatives-to-detention",
            "event_type": "workshop",
        },
        {"starts_at": NOW - 4 * DAY, "scope_levels": ["global"], "is_regional_review": True},
        {"title": "Undated", "gcm_objectives": ["general"], **part},
        {"title": "Lost", "external_source": "example.org"},
        {"starts_at": NOW + 5 * DAY, "languages": [{"language": "fr", "kind": "working"}]},
        {"starts_at": NOW + 6 * DAY, "registration_closes_at": NOW + 3 * DAY},
        {"title": "Draft talk", "starts_at": NOW + DAY, "gcm_objectives": ["13"], "live": False},
        {
            "dates": [
                {"key": str(days), "starts_at": NOW + days * DAY, "status": "scheduled"}
                for days in (-3, 4)
            ]
        },
    ]
    for number, kind in enumerate(kinds):
        page = make_event(site.events["fr" if number % 2 else "en"], **kind)
        if number % 3 == 0:
            translated(page, "en" if number % 2 else "fr", live=kind.get("live", True))
    pages = Page.objects.live()
    site.keys = {page.url: str(page.translation_key) for page in pages}
    events = [page.specific for page in pages.specific() if hasattr(page, "event_facts")]
    site.without_day = {
        str(event.translation_key)
        for event in events
        if event.starts_at is None or event.date_precision == "month"
    }
    return site


def check_all_agree(client: Any, page: Any, query: str, world: Any) -> None:
    found = {name: read(client, page, query, world.keys) for name, read in REPRESENTATIONS.items()}
    in_order = found.pop("html")
    in_list = set(in_order)
    if found["api"] is None:
        del found["api"]
    else:
        assert found["api"] == in_order, query
    if page == world.umbrella:  # the event itself is the page, not in its list
        in_list.add(str(page.translation_key))
    assert set(found.pop("feed.ics")) == in_list - world.without_day, query
    for name, keys in found.items():
        assert set(keys) == in_list, (name, query)
        assert len(keys) == len(in_list), (name, query)


def test_lists_organizers_and_umbrellas_agree_on_any_query(client: Any, world: Any):
    lists = [world.events["en"], world.events["fr"], world.mayors, world.umbrella]
    for page in lists:
        for usual in ("", "when=all", "objective=13", "when=all&objective=13"):
            check_all_agree(client, page, usual, world)
            assert REPRESENTATIONS["export.csv"](client, page, usual, world.keys)

    @settings(max_examples=20, suppress_health_check=list(HealthCheck), database=None)
    @given(page=st.sampled_from(lists), query=queries)
    def check(page: Any, query: str) -> None:
        check_all_agree(client, page, query, world)

    check()
