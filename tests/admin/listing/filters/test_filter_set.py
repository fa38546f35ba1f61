"""The filters of the Events listing, chosen as people choose them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.admin.listing.test_event_listing import listing, titles, user_with
from tests.factories import make_event, make_organizer, translated

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)


def found(client, **parameters):
    return sorted(titles(client, **parameters))


def test_events_are_found_by_when_they_take_place(site, editor_client):
    now = timezone.now()
    parent = site.events["en"]
    make_event(parent, title="Week", starts_at=now + HOUR, ends_at=now + 2 * HOUR)
    make_event(parent, title="Forum", starts_at=now - HOUR, ends_at=now + HOUR)
    make_event(parent, title="Review", starts_at=now - 3 * HOUR, ends_at=now - HOUR)
    make_event(parent, title="Talk")
    assert found(editor_client, when="upcoming") == ["Forum", "Week"]
    assert found(editor_client, when="ongoing") == ["Forum"]
    assert found(editor_client, when="past") == ["Review"]
    assert found(editor_client, when="undated") == ["Talk"]
    assert found(editor_client, when="") == ["Forum", "Review", "Talk", "Week"]


def test_events_are_found_by_their_days_and_by_registration_that_is_open(site, editor_client):
    now = timezone.now()
    parent, link = site.events["en"], {"registration_url": "https://example.org/"}
    tokyo = {"timezone": "Asia/Tokyo", "starts_at": dt.datetime(2027, 5, 3, 16, tzinfo=dt.UTC)}
    make_event(parent, title="Week", **tokyo, **link, live=False)  # on 4 May there
    make_event(parent, title="Forum", registration_closes_at=now - HOUR, **link)
    make_event(parent, title="Talk", registration_opens_at=now + HOUR, **link)
    for chosen, expected in (
        ({"from": "2027-05-04"}, ["Week"]),
        ({"to": "2027-05-04", "from": "2027-05-04"}, ["Week"]),
        ({"to": "2027-05-03"}, []),
        ({"from": "2027-05-05"}, []),
        ({"from": "0001-01-01", "to": "9999-12-31"}, ["Week"]),
        ({"registration": "open"}, ["Week"]),
        ({"registration": "open", "from": "2027-05-05"}, []),
    ):
        assert found(editor_client, **chosen) == expected, chosen
    page = listing(editor_client, **{"from": "2027-05-04", "to": "half a date"})
    assert page.select("#drilldown-id_days .error-message")
    assert page.select_one("input[name=from]")["value"] == "2027-05-04"


def test_events_are_found_by_their_facts_drafts_among_them(site, editor_client):
    iom, unhcr = (make_organizer(site.organizers["en"], name) for name in ("IOM", "UNHCR"))
    parent = site.events["en"]
    draft = make_event(
        parent,
        title="Week",
        organizers=[iom],
        event_type="gcm-talk",
        gcm_objectives=["1", "12"],
        areas=["404"],
        attendance_mode="online",
        event_status="postponed",
        audiences=["youth"],
        workstream="missing-migrants",
        scope_levels=["regional"],
        languages=[{"language": "sw", "kind": "working"}],
        is_regional_review=True,
    )
    draft.unpublish()
    make_event(parent, title="Forum", organizers=[unhcr], gcm_objectives=["2"], areas=["250"])
    key = str(iom.translation_key)
    for chosen in (
        {"organizer": key},
        {"type": "gcm-talk"},
        {"objective": "1"},
        {"area": "404"},
        {"area": "002"},  # Africa, in which Kenya lies
        {"attendance": "online"},
        {"status": "postponed"},
        {"audience": "youth"},
        {"workstream": "missing-migrants"},
        {"level": "regional"},
        {"spoken": "sw"},
        {"review": "yes"},
        {"objective": "12", "area": "002", "q": "week"},
    ):
        assert found(editor_client, **chosen) == ["Week"], chosen
    assert found(editor_client, objective=["1", "2"]) == ["Forum", "Week"]
    assert found(editor_client, objective="2", area="002") == []
    assert titles(editor_client, objective=["1", "2"], ordering="title") == ["Forum", "Week"]


def test_events_are_found_by_how_far_they_are_published(site, editor_client):
    parent = site.events["en"]
    make_event(parent, title="Week")
    make_event(parent, title="Forum", live=False)
    later = make_event(parent, title="Review", live=False)
    later.go_live_at = timezone.now() + HOUR
    later.save_revision().publish()
    over = make_event(parent, title="Talk")
    over.unpublish(set_expired=True)
    changed = make_event(parent, title="Semaine")
    changed.save_revision()
    assert found(editor_client, published="live") == ["Semaine", "Week"]
    assert found(editor_client, published="changed") == ["Semaine"]
    assert found(editor_client, published="draft") == ["Forum"]
    assert found(editor_client, published="scheduled") == ["Review"]
    assert found(editor_client, published="expired") == ["Talk"]
    assert found(editor_client, published=["draft", "expired"]) == ["Forum", "Talk"]


def test_events_are_found_that_are_not_live_in_a_language(site, editor_client):
    translated(make_event(site.events["en"], title="Week"), "fr")
    translated(make_event(site.events["en"], title="Forum"), "fr", live=False)
    make_event(site.events["en"], title="Review")
    assert found(editor_client, not_live_in="fr") == ["Forum", "Review"]
    assert found(editor_client, not_live_in="en") == []
    assert found(editor_client, not_live_in=["en", "fr"]) == ["Forum", "Review"]


def test_a_filter_shows_nothing_that_one_may_not_see(site, client, django_user_model):
    french = make_event(site.events["fr"], title="Semaine", event_type="gcm-talk")
    make_event(site.events["en"], title="Forum", event_type="gcm-talk")
    client.force_login(user_with(django_user_model, site.home["fr"]))
    assert french.live
    assert found(client, type="gcm-talk") == ["Semaine"]
    assert found(client, published="live") == ["Semaine"]


PARAMETERS = (
    "when", "status", "type", "organizer", "objective", "area", "attendance", "published",
    "not_live_in",
)  # fmt: skip


@pytest.mark.parametrize("value", ["x", "' OR 1=1", "\x00", "%"])
def test_a_value_that_nobody_offered_is_refused_at_the_filter(site, editor_client, value):
    make_event(site.events["en"], title="Week")
    page = listing(editor_client, **dict.fromkeys(PARAMETERS, value))
    for parameter in PARAMETERS:
        assert page.select(f"#drilldown-id_{parameter} .error-message"), parameter
    assert "Week" in page.get_text()


def test_the_number_of_queries_with_filters_does_not_depend_on_the_number_of_events(
    site, editor_client
):
    organizer = make_organizer(site.organizers["en"])
    chosen = {
        "when": "undated",
        "organizer": str(organizer.translation_key),
        "type": "gcm-talk",
        "published": "live",
        "not_live_in": "fr",
    }

    def queries():
        with CaptureQueriesContext(connection) as captured:
            page = listing(editor_client, **chosen)
        return len(captured), len(page.select("table.listing tbody tr"))

    def add(number):
        for _ in range(number):
            make_event(site.events["en"], organizers=[organizer], event_type="gcm-talk")

    add(2)
    queries()
    few, rows = queries()
    add(10)
    assert (rows, queries()) == (2, (few, 12))
    assert few <= 35


def test_a_plain_list_without_filters_is_offered_them(site, editor_client):
    make_organizer(site.organizers["en"], "Office")
    page = listing(editor_client)
    names = [label.get_text(strip=True) for label in page.select(".w-drilldown__toggle")]
    assert names == [
        "When",
        "Days",
        "Event status",
        "Type of event",
        "Organizer",
        "GCM objectives",
        "Geographic scope",
        "Way of attending",
        "Level of scope",
        "Target audience",
        "Language of the event",
        "Registration",
        "Workstream",
        "Regional review process",
        "Published",
        "Not live in",
        "Needs attention",
        "Date updated",
        "Owner",
        "Edited by",
        "Has child pages",
        "Locale",
    ]
    assert "Office" in [each.get_text() for each in page.select("[name=organizer] option")]
    assert editor_client.get(reverse("wagtail_migration_events:index_results")).status_code == 200
