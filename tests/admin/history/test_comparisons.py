"""The screen that compares two revisions of an event."""

from __future__ import annotations

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user
from django.urls import reverse
from wagtail.users.models import UserProfile

from tests.factories import MAY_3, make_event, make_organizer
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def compare(site, editor_client):
    """Make an event, change it, and read the screen: rows by label, with what came and went."""

    def compared(before, after, organizers=(), new_organizers=None):
        event = make_event(site.events["en"], organizers=organizers, **before)
        event.save_revision()
        for name, value in after.items():
            setattr(event, name, value)
        if new_organizers is not None:
            link = event.organizer_links.model
            event.organizer_links.set(
                [link(organizer=each.translation_key) for each in new_organizers]
            )
        event.save_revision()
        *_others, old, new = event.revisions.order_by("pk").values_list("pk", flat=True)
        args = [event.pk, old, new]
        html = editor_client.get(reverse("wagtailadmin_pages:revisions_compare", args=args))
        rows = BeautifulSoup(html.content, "html.parser").find("table", class_="listing")
        return {
            row.find_all("td")[0].get_text(strip=True): (
                [span.get_text(" ", strip=True) for span in row.find_all(class_="deletion")],
                [span.get_text(" ", strip=True) for span in row.find_all(class_="addition")],
                row.find_all("td")[1].get_text(" ", strip=True),
            )
            for row in rows.find("tbody").find_all("tr")
        }

    return compared


def test_terms_are_named_and_only_what_changed_is_marked(compare):
    shown = compare(
        {"areas": ["002", "404"], "country": "756", "event_type": "gcm-talk"},
        {"areas": ["002", "150"], "country": "", "event_type": ""},
    )
    gone, new, whole = shown["Geographic scope:"]
    assert (gone, new) == (["Kenya"], ["Europe"])
    assert "Africa" in whole
    assert shown["Country or area:"][0] == ["Switzerland"]
    assert shown["Type of event:"][0] == ["GCM Talk"]


def test_moments_are_told_on_the_clock_of_the_event(compare):
    facts = {"starts_at": MAY_3, "timezone": "Europe/Zurich", "registration_opens_at": MAY_3}
    shown = compare(facts, {"timezone": "America/New_York", "registration_opens_at": None})
    gone, new, _whole = shown["Start:"]
    assert "15:00" in gone[0]
    assert "09:00" in new[0]
    assert "15:00" in shown["Registration opens:"][0][0]


def test_a_schedule_is_told_on_the_clock_of_the_person_who_reads(compare, editor_client):
    reader = get_user(editor_client)
    UserProfile.objects.update_or_create(
        user=reader, defaults={"current_time_zone": "Africa/Nairobi"}
    )
    shown = compare({}, {"expire_at": dt.datetime(2041, 1, 1, 9, tzinfo=dt.UTC)})
    assert shown["Expiry date/time:"][:2] == ([], ["Jan. 1, 2041, noon"])


def test_rows_are_told_in_words(compare):
    dates = [{"key": str(day), "starts_at": f"2027-05-0{day}T07:00Z"} for day in (3, 4)]
    moved = [dates[0], {**dates[1], "ends_at": "2027-05-04T09:00Z", "status": "cancelled"}]
    shown = compare(
        {"dates": dates, "languages": [{"language": "fr", "kind": "working"}]},
        {"dates": moved, "languages": [{"language": "qya", "kind": "sign"}]},
    )
    gone, new, whole = shown["List of dates:"]
    assert len(gone) == len(new) == 1
    assert "Cancelled" in new[0]
    assert "3 May 2027" in whole
    assert shown["Languages of the event:"][:2] == (
        ["French (Working language)"],
        ["qya (Sign language interpretation)"],
    )


def test_a_day_and_a_date_that_is_lost_are_told_too(compare):
    shown = compare(
        {"starts_at": MAY_3, "date_precision": "day"},
        {"starts_at": None, "date_precision": "none", "previous_starts_at": MAY_3.replace(hour=0)},
    )
    assert shown["Start:"][0] == ["3 May 2027"]
    assert shown["Previous start:"][1] == ["3 May 2027"]
    lost = {"starts_at": None, "date_precision": "none", "timezone": "Europe/Zurich"}
    shown = compare(lost, {"previous_starts_at": MAY_3})
    assert "3 May 2027, 15:00" in shown["Previous start:"][1][0]


def test_zones_answers_and_material_are_told_in_words(compare):
    link = {"kind": "report", "language": "fr", "title": "Bilan", "url": "https://example.org/b"}
    shown = compare(
        {"timezone": "Europe/Zurich", "is_regional_review": False},
        {
            "timezone": "Africa/Nairobi",
            "is_regional_review": True,
            "is_workstream_output": False,
            "resources": [{"type": "link", "value": link}],
        },
    )
    assert shown["Time zone:"][:2] == (["Zurich (Switzerland)"], ["Nairobi (Kenya)"])
    assert shown["Regional review process:"][:2] == (["No"], ["Yes"])
    assert shown["Workstream output:"][:2] == ([], ["No"])
    assert shown["Material:"][1] == ["Report, Bilan, https://example.org/b, French"]


def test_umbrellas_and_organizers_are_named_by_their_titles(site, compare):
    umbrella = make_event(site.events["en"], title="Migration Week")
    iom, ilo = (make_organizer(site.organizers["en"], name) for name in ("IOM", "ILO"))
    shown = compare(
        {"part_of": [umbrella.translation_key]},
        {"part_of": ["00000000-0000-0000-0000-000000000007"]},
        [iom],
        [ilo],
    )
    gone, new, _whole = shown["Part of:"]
    assert gone == ["Migration Week"]
    assert new == ["00000000-0000-0000-0000-000000000007"]
    whole = " ".join(text for *_marks, text in shown.values())
    assert "IOM" in whole
    assert "ILO" in whole
    assert str(iom.translation_key) not in whole


def test_the_class_of_another_site_is_compared_too(site, editor_client):
    from tests.adopter.models import LegacyMeetingPage

    meeting = make_event(site.events["en"], LegacyMeetingPage, areas=["002"])
    meeting.areas = []
    meeting.save_revision()
    url = reverse("wagtailadmin_pages:revisions_compare", args=[meeting.pk, "live", "latest"])
    assert "Africa" in editor_client.get(url).content.decode()
    assert not EventPage.objects.exists()
