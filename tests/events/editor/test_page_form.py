"""An event entered, corrected and refused in the page editor."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.editing import Editor, at, utc
from tests.factories import MAY_3, make_event, make_organizer
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db


# --- Other facts that are refused ---


#: Each of these is one form, in which every field named here is wrong.
BAD_VALUES = [
    {
        "registration_url": "javascript:alert(1)",
        "livestream_url": "file:///etc/passwd",
        "gcm_objectives": ["24"],
        "areas": ["999"],
        "country": "002",
        "event_type": "no-such-type",
        "event_status": "over",
        "contact_email": "nobody",
        "title": "a" * 300,
        "summary": "pay \u202eGRO.ELPMAXE",
        "venue": "Hall\u2066A",
    },
    {
        "registration_url": "data:text/html,x",
        "gcm_objectives": ["0", "13"],
        "date_precision": "century",
        "title": "Forum\u202emurof",
    },
    {"title": "Forum\x1b[31m"},
]


def test_bad_values_are_refused_each_at_its_field_and_nothing_is_saved(editor):
    good = dict(at(editor).data)
    for bad in BAD_VALUES:
        editor.data = {**good, **bad}
        editor.publish()
        assert set(editor.errors) == set(bad)
    assert not EventPage.objects.exists()


def test_registration_that_closes_before_it_opens_is_refused(editor):
    at(editor, registration_opens_at_date="2027-05-01", registration_opens_at_time="09:00")
    editor.fill(registration_closes_at_date="2027-04-01", registration_closes_at_time="09:00")
    editor.publish()
    assert list(editor.errors) == ["registration_closes_at"]


def test_a_country_outside_of_every_commission_is_fine(editor):
    at(editor, country="336", areas=["336"]).publish()
    assert (editor.saved().country, editor.saved().areas) == ("336", ["336"])


def test_a_title_in_arabic_with_marks_of_direction_is_fine(site, editor_client):
    editor = Editor.adding(editor_client, site.events["ar"])
    editor.fill(title="منتدى الهجرة\u200f (نيويورك)", date_precision="none").publish()
    assert editor.saved().title == "منتدى الهجرة\u200f (نيويورك)"


# --- Organizers and umbrellas ---


def test_organizers_are_kept_with_role_and_order(site, editor_client, editor):
    iom, ilo = (make_organizer(site.organizers["en"], name) for name in ("IOM", "ILO"))
    at(editor).add_organizer(ilo).add_organizer(iom, "partner").publish()
    links = [(each.organizer, each.role) for each in editor.saved().organizer_links.all()]
    assert links == [(ilo.translation_key, "lead"), (iom.translation_key, "partner")]


def test_an_organizer_listed_twice_is_refused_at_that_row(site, editor):
    organizer = make_organizer(site.organizers["en"])
    at(editor).add_organizer(organizer).add_organizer(organizer, "host").publish()
    first, second = editor.organizer_errors
    assert not first
    assert "listed already" in second["organizer"][0]
    assert not EventPage.objects.exists()


def test_two_language_versions_of_an_organizer_are_the_same_organizer(site, editor):
    from tests.factories import translated

    organizer = make_organizer(site.organizers["en"])
    french = translated(organizer, "fr", title="Organisation")
    at(editor).add_organizer(organizer).add_organizer(french).publish()
    assert "listed already" in editor.organizer_errors[1]["organizer"][0]


def test_a_row_that_was_added_and_deleted_again_does_no_harm(site, editor):
    organizer = make_organizer(site.organizers["en"])
    at(editor).add_organizer(organizer).add_organizer("").add_organizer(organizer)
    editor.fill(organizer_links__1__DELETE="1", organizer_links__2__DELETE="1").publish()
    assert len(editor.saved().organizer_links.all()) == 1


def test_an_organizer_row_without_an_organizer_is_refused_even_in_a_draft(editor):
    editor.add_organizer("").save_draft()
    assert editor.organizer_errors == [{"organizer": ["This field is required."]}]


def test_a_page_that_is_not_there_is_refused_as_organizer(editor):
    at(editor).add_organizer("")
    for choice in ("999999", "abc", "²", "1" * 40, "-1"):
        editor.fill(organizer_links__0__organizer=choice).publish()
        assert "no longer there" in editor.organizer_errors[0]["organizer"][0]


def test_a_page_of_another_kind_is_refused_as_organizer_and_as_umbrella(site, editor):
    at(editor, part_of__0=str(site.home["en"].pk)).add_organizer(site.events["en"]).publish()
    assert "page of another kind" in editor.organizer_errors[0]["organizer"][0]
    assert "page of another kind" in editor.errors["part_of"][0]
    assert editor.shown["part_of-0"] == str(site.home["en"].pk)


def test_an_event_that_is_part_of_itself_or_of_a_part_is_refused(site, editor_client):
    umbrella = make_event(site.events["en"], starts_at=MAY_3)
    part = make_event(site.events["en"], part_of=[umbrella.translation_key], starts_at=MAY_3)
    for choice in (umbrella, part):
        editor = Editor.of(editor_client, umbrella).fill(part_of__0=str(choice.pk))
        editor.publish()
        assert len(editor.errors["part_of"]) == 1


# --- What the editor typed stays ---


def test_a_refused_form_comes_back_with_everything_that_was_typed(site, editor_client, editor):
    organizer = make_organizer(site.organizers["en"], "Organization, Office, Fund")
    umbrella = make_event(site.events["en"], title="Migration Week")
    at(editor, part_of__1=str(umbrella.pk), areas=["002", "404"], gcm_objectives=["13"])
    editor.fill(ends_at_date="2027-05-02", ends_at_time="10:15", summary="First\n\nSecond")
    editor.fill(dates__1__starts_at_date="2027-05-03", dates__1__starts_at_time="08:45")
    editor.fill(dates__1__ends_at_date="2027-05-02", dates__1__status="tentative")
    editor.fill(languages__2__language="qya", languages__2__kind="sign")
    editor.add_organizer(organizer, "host")
    typed = {name: value for name, value in editor.data.items() if value}
    editor.publish()
    assert editor.errors
    shown = {name: value for name, value in editor.shown.items() if value}
    # The umbrella moves up into the first chooser; Wagtail leaves out its own blank template row.
    typed["part_of-0"] = typed.pop("part_of-1")
    assert {name: shown.get(name) for name in typed} == typed
    assert "Organization, Office, Fund" in editor.html
    assert "Migration Week" in editor.html


def test_an_error_stands_in_the_html_at_its_field(editor):
    at(editor, hour="25:00", ends_at_date="2027-05-04", ends_at_time="10:00").publish()
    panel = editor.soup.find(attrs={"name": "starts_at_time"}).find_parent(class_="w-field")
    assert "Enter a valid time" in panel.find(class_="w-field__errors").get_text()


# --- Fields that the site hides ---


def test_hidden_fields_keep_their_values(site, editor_client, hide):
    facts = {
        "sdgs": ["10"],
        "guiding_principles": ["people-centred"],
        "latitude": 46,
        "longitude": 6,
        "dates": [],
        "timezone": "Europe/Zurich",
        "areas": ["404"],
        "date_precision": "time",
        "starts_at": MAY_3,
    }
    organizer = make_organizer(site.organizers["en"])
    event = make_event(site.events["en"], organizers=[organizer], **facts)
    hide(*facts, "organizer_links", "languages", "part_of")
    editor = Editor.of(editor_client, event).fill(summary="New words")
    assert not {"timezone", "areas", "organizer_links-TOTAL_FORMS"} & set(editor.data)
    editor.publish()
    kept = editor.saved()
    assert {name: getattr(kept, name) for name in facts} == facts
    assert len(kept.organizer_links.all()) == 1


def test_hours_are_on_the_events_clock_when_the_zone_is_hidden(site, editor_client, hide):
    event = make_event(site.events["en"], starts_at=MAY_3, timezone="Europe/Zurich")
    hide("timezone")
    editor = Editor.of(editor_client, event)
    assert editor.data["starts_at_time"] == "15:00"
    editor.fill(starts_at_time="16:00").publish()
    assert editor.saved().starts_at == MAY_3 + dt.timedelta(hours=1)


@pytest.mark.parametrize(("hour", "precision"), [("09:00", "time"), ("", "day")])
def test_what_is_known_follows_from_the_date_where_that_question_is_hidden(
    site, editor_client, hide, hour, precision
):
    hide("date_precision")
    editor = Editor.adding(editor_client, site.events["en"]).fill(title="Forum")
    at(editor, hour=hour).publish()
    assert editor.saved().date_precision == precision


def test_an_event_is_published_without_a_date_where_dates_are_hidden(site, editor_client, hide):
    hide("starts_at", "ends_at", "dates")
    editor = Editor.adding(editor_client, site.events["en"]).fill(title="Forum")
    editor.publish()
    assert editor.saved().date_precision == "none"


def test_a_fault_in_a_hidden_field_is_named_at_the_top(site, editor_client):
    event = make_event(site.events["en"], starts_at=MAY_3)
    EventPage.objects.filter(pk=event.pk).update(latitude=46)
    editor = Editor.of(editor_client, event)
    editor.publish()
    assert editor.errors == {"": ["Longitude: Enter both latitude and longitude, or neither."]}
    assert "Longitude: Enter both latitude and longitude" in editor.soup.get_text()


def test_a_new_part_shares_what_is_hidden_with_its_umbrella(site, editor_client, hide):
    organizer = make_organizer(site.organizers["en"])
    umbrella = make_event(
        site.events["en"],
        organizers=[organizer],
        guiding_principles=["people-centred"],
        timezone="Asia/Tokyo",
        areas=["404"],
    )
    hide("guiding_principles", "timezone", "organizer_links", "part_of", "latitude", "longitude")
    editor = Editor.adding(editor_client, umbrella).fill(title="Part", areas=["002"])
    at(editor, zone="ignored").publish()
    part = editor.saved()
    assert part.guiding_principles == ["people-centred"]
    assert (part.timezone, part.starts_at) == ("Asia/Tokyo", utc(2027, 5, 3))
    assert part.part_of == [str(umbrella.translation_key)]
    assert [each.organizer for each in part.organizer_links.all()] == [organizer.translation_key]
    assert part.areas == ["002"]


# --- Forms that somebody tampered with ---


def test_counts_of_rows_that_are_garbage_get_a_message(site, editor_client):
    event = make_event(
        site.events["en"],
        dates=[{"starts_at": "2027-05-03T12:00Z"}],
        languages=[{"language": "fr", "kind": "working"}],
    )
    editor = Editor.of(editor_client, event)
    for count in ("abc", "-1", "", str(10**9)):
        editor.fill(dates__TOTAL_FORMS=count, languages__TOTAL_FORMS=count).publish()
        assert set(editor.errors) == {"dates", "languages"}
    kept = EventPage.objects.get(pk=event.pk)
    assert (kept.dates, kept.languages) == (event.dates, event.languages)


@pytest.mark.parametrize("count", ["abc", "-1"])
def test_a_count_of_organizers_that_is_garbage_does_no_harm(site, editor_client, count):
    organizer = make_organizer(site.organizers["en"])
    event = make_event(site.events["en"], organizers=[organizer], starts_at=MAY_3)
    editor = Editor.of(editor_client, event)
    response = editor.fill(organizer_links__TOTAL_FORMS=count).publish()
    assert response.status_code in (200, 302)
    assert EventPage.objects.get(pk=event.pk).organizer_links.count() == 1


def test_a_form_sent_without_the_rows_keeps_them(site, editor_client):
    rows = [{"key": "a", "starts_at": "2027-05-03T12:00:00+00:00", "ends_at": None}]
    languages = [{"language": "fr", "kind": "working"}]
    event = make_event(site.events["en"], dates=rows, languages=languages)
    editor = Editor.of(editor_client, event)
    editor.clear(*[name for name in editor.data if name.startswith(("dates", "languages"))])
    editor.publish()
    kept = editor.saved()
    assert [row["key"] for row in kept.dates] == ["a"]
    assert kept.languages == languages
    assert kept.starts_at == utc(2027, 5, 3, 12)
