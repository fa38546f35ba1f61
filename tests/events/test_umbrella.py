"""Side events and the larger events they belong to."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.editing import Editor, utc
from tests.factories import make_event, make_organizer
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.events.umbrella import part_of_errors, prefill_part
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db

SHARED = {
    "timezone": "America/New_York",
    "attendance_mode": "hybrid",
    "venue": "Conference Room 4\nNew York",
    "country": "840",
    "audiences": ["open-to-all"],
    "languages": [{"language": "ar", "kind": "interpretation"}],
    "gcm_objectives": ["13", "23"],
    "guiding_principles": ["people-centred"],
    "sdgs": ["10", "10.7"],
    "scope_levels": ["global"],
    "areas": ["001"],
    "is_regional_review": False,
}


@pytest.fixture
def umbrella(site):
    organizers = [make_organizer(site.organizers["en"], name) for name in ("IOM", "ILO")]
    pairs = list(zip(organizers, ("lead", "host"), strict=True))
    return make_event(site.events["en"], title="Forum Week", organizers=pairs, **SHARED)


def facts(event):
    links = [(link.organizer, link.role) for link in event.organizer_links.all()]
    return {name: getattr(event, name) for name in SHARED} | {"organizers": links}


def test_a_side_event_starts_with_what_it_shares_and_keeps_it_when_saved(umbrella, editor_client):
    editor = Editor.adding(editor_client, umbrella).fill(title="Side event")
    assert "Forum Week" in editor.html
    editor.save_draft()
    part = editor.saved()
    assert facts(part) == facts(umbrella)
    assert part.part_of == [str(umbrella.translation_key)]
    assert part.starts_at is None
    assert part.external_id == ""


def test_the_day_of_the_umbrella_is_proposed_until_it_is_meant(site, umbrella, editor_client):
    EventPage.objects.filter(pk=umbrella.pk).update(
        starts_at=utc(2027, 5, 3, 13), date_precision="time"
    )
    editor = Editor.adding(editor_client, umbrella).fill(title="Side event")
    assert editor.data["starts_at_date"] == "2027-05-03"
    assert editor.data["starts_at_time"] == ""
    assert editor.data["timezone"] == "America/New_York"
    editor.save_draft()
    part = editor.saved()
    assert part.starts_at is None
    again = Editor.of(editor_client, part)
    assert again.data["starts_at_date"] == "2027-05-03"
    again.publish()
    published = EventPage.objects.get(pk=part.pk)
    assert (published.starts_at, published.date_precision) == (utc(2027, 5, 3), "day")

    other = Editor.adding(editor_client, umbrella).fill(title="Other")
    other.publish()
    assert "starts_at" in other.errors
    other.fill(starts_at_time="10:30").publish()
    assert EventPage.objects.get(title="Other").starts_at == utc(2027, 5, 3, 14, 30)

    # As the script fills the form once an umbrella is chosen.
    chosen = Editor.blank(editor_client, site.events["en"]).fill(title="Chosen")
    chosen.fill(part_of__0=str(umbrella.pk), starts_at_date="2027-05-03").save_draft()
    assert chosen.saved().starts_at is None

    url = reverse("wagtail_migration_events_when:umbrella")
    answer = editor_client.get(url, {"page": umbrella.pk})
    assert answer.json() == {"day": "2027-05-03", "zone": "America/New_York"}
    for nonsense in ("", "x", "9" * 40, str(site.home["en"].pk)):
        assert editor_client.get(url, {"page": nonsense}, follow=True).status_code == 404


def test_what_the_editor_changes_stays_changed(umbrella, editor_client):
    editor = Editor.adding(editor_client, umbrella).fill(title="Side event", part_of__0="")
    editor.fill(organizer_links__0__DELETE="1", timezone="Asia/Tokyo").clear("areas").save_draft()
    part = editor.saved()
    assert (part.part_of, part.areas, part.timezone) == ([], [], "Asia/Tokyo")
    assert len(part.organizer_links.all()) == 1


def test_a_part_does_not_hold_the_umbrellas_own_lists(umbrella):
    part = EventPage(title="Part")
    prefill_part(part, umbrella)
    part.areas.append("404")
    part.languages[0]["kind"] = "sign"
    assert (umbrella.areas, umbrella.languages) == (["001"], SHARED["languages"])


def test_what_is_asked_to_stay_stays(umbrella):
    part = EventPage(title="Part", timezone="Asia/Tokyo")
    prefill_part(part, umbrella, but_not={"timezone", "part_of", "organizer_links"})
    assert (part.timezone, part.part_of, part.venue) == ("Asia/Tokyo", [], umbrella.venue)
    assert len(part.organizer_links.all()) == 0


def test_classes_with_fewer_or_renamed_fields_share_what_both_have(site, umbrella):
    from tests.adopter.models import LegacyMeetingPage, TownHallPage

    meeting, hall = LegacyMeetingPage(title="Meeting"), TownHallPage(title="Hall")
    for part in (meeting, hall):
        prefill_part(part, umbrella)
        assert part.gcm_objectives == SHARED["gcm_objectives"]
        assert len(part.organizer_links.all()) == 2
    assert meeting.location == SHARED["venue"]
    assert hall.sdgs is None


def test_an_event_may_belong_to_two_umbrellas(site, umbrella):
    other = make_event(site.events["en"], title="Migration Week")
    keys = [umbrella.translation_key, other.translation_key, umbrella.translation_key]
    event = make_event(site.events["en"], part_of=keys)
    assert event.part_of == [str(key) for key in keys[:2]]
    assert part_of_errors(event, EventPageMixin) == {}


def test_a_circle_is_found_however_long(site, umbrella):
    middle = make_event(site.events["en"], part_of=[umbrella.translation_key])
    last = make_event(site.events["en"], part_of=[middle.translation_key])
    umbrella.part_of = [str(last.translation_key)]
    assert list(part_of_errors(umbrella, EventPageMixin)) == ["part_of"]


def test_a_circle_among_others_does_not_run_for_ever(site):
    first, second = make_event(site.events["en"]), make_event(site.events["en"])
    EventPage.objects.filter(pk=first.pk).update(part_of=[str(second.translation_key)])
    EventPage.objects.filter(pk=second.pk).update(part_of=[str(first.translation_key)])
    event = EventPage(title="Part", part_of=[str(first.translation_key)])
    assert part_of_errors(event, EventPageMixin) == {}
