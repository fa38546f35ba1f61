"""What the scripts of an event's form ask about time."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from tests.adopter.models import AssemblyPage
from tests.factories import MAY_3, make_event
from wagtail_migration_events.events.editor.when.reading import read_when
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db

MODEL = EventPage._meta.label_lower
START = {"starts_at_date": "2027-05-03", "starts_at_time": "09:00"}
WHEN = {
    **START,
    "ends_at_date": "2027-05-03",
    "ends_at_time": "12:00",
    "timezone": "Europe/Zurich",
    "date_precision": "time",
    "event_status": "scheduled",
    "dates-TOTAL_FORMS": "3",
    "dates-INITIAL_FORMS": "0",
}


def url(name, model=MODEL):
    return reverse(f"wagtail_migration_events_when:{name}", args=[model] if model else [])


def ask(client, **changes):
    return client.post(url("understood"), {**WHEN, **changes})


def words(response):
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").get_text(" ", strip=True)


def test_dates_are_said_in_words_while_they_are_typed(editor_client, django_assert_max_num_queries):
    ask(editor_client)
    with django_assert_max_num_queries(6):
        answer = ask(editor_client)
    assert "Monday, 3 May 2027, 09:00–12:00, Zurich time (UTC+2)" in words(answer)
    assert "Nairobi 3 May, 10:00–13:00 (UTC+3)" in words(answer)


def test_the_other_places_are_a_setting(editor_client, settings):
    settings.WAGTAIL_MIGRATION_EVENTS_EDITOR_ZONES = ("Asia/Tokyo",)
    shown = words(ask(editor_client))
    assert "Tokyo" in shown
    assert "Nairobi" not in shown


def test_what_was_pasted_is_told_as_the_inputs_will_hold_it(editor_client):
    answer = ask(editor_client, starts_at_date="3 mai 2027 9h", starts_at_time="")
    shown = BeautifulSoup(answer.content, "html.parser").find(attrs={"data-read": True})
    assert json.loads(shown["data-read"]) == START


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"starts_at_date": "03/05/2027"}, "This may mean 3 May 2027 or 5 March 2027."),
        ({"starts_at_date": "Tue, 3 May 2027"}, "3 May 2027 is a Monday."),
        ({"starts_at_date": "soon"}, "Start: Enter a valid date, such as 2027-05-28."),
        ({"starts_at_time": "9"}, "Start: Enter a valid time, such as 15:00."),
        ({"ends_at_time": "08:00"}, "End: The end is before the start."),
        ({"starts_at_date": "2027-03-28", "starts_at_time": "02:30"}, "does not exist"),
        ({"timezone": "Europe/Atlantis"}, "is not a time zone of today"),
        ({"starts_at_date": "2020-05-03", "ends_at_date": "2020-05-03"}, "This date is past."),
        ({"starts_at_date": "", "starts_at_time": "", "ends_at_date": "", "ends_at_time": ""},
         "Once there is a date"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_before_anything_is_saved(editor_client, changes, message):
    assert message in words(ask(editor_client, **changes))


def test_a_zone_of_an_older_name_is_understood(editor_client):
    assert "New York time" in words(ask(editor_client, timezone="US/Eastern"))


def test_what_is_typed_is_never_markup(editor_client):
    html = ask(editor_client, timezone="<script>1</script>", starts_at_date="<b>").content.decode()
    assert "<script>1" not in html
    assert "<b>" not in html


def test_dates_are_filled_and_answered_as_the_list_that_the_form_then_has(editor_client):
    sent = {**WHEN, "repeat-every": "day", "repeat-count": "3"}
    answer = editor_client.post(url("dates"), sent).json()
    assert answer["message"] == "3 dates were added to the list."
    rows = BeautifulSoup(answer["rows"], "html.parser")
    assert rows.find(attrs={"name": "dates-2-starts_at_date"})["value"] == "2027-05-05"
    refused = editor_client.post(url("dates"), {**sent, "repeat-count": ""}).json()
    assert "rows" not in refused
    assert "Say until which day, or how many dates" in refused["aid"]


def test_zones_are_found_with_their_offset_on_the_date(editor_client):
    for date, offset in (("2027-01-05", "UTC+1"), ("5 juillet 2027", "UTC+2"), ("soon", "UTC+")):
        html = editor_client.get(url("zones", None), {"q": "genev", "date": date}).content.decode()
        assert 'data-zone="Europe/Zurich"' in html
        assert f"Geneva (Switzerland) · {offset}" in html


def test_the_day_of_an_umbrella_is_told_to_those_who_may_read_it(
    site, editor_client, django_user_model
):
    umbrella = make_event(site.events["en"], starts_at=MAY_3, timezone="Europe/Zurich")
    stranger = django_user_model.objects.create_user("stranger")
    stranger.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = Client()
    client.force_login(stranger)

    def day(asking):
        answer = asking.get(url("umbrella", None), {"page": umbrella.pk}, follow=True)
        return answer.json()["day"] if answer.status_code == 200 else None

    assert [day(client), day(editor_client)] == ["2027-05-03", "2027-05-03"]
    PageViewRestriction.objects.create(page=site.events["en"], restriction_type="login")
    assert [day(client), day(editor_client)] == [None, "2027-05-03"]
    PageViewRestriction.objects.all().delete()
    EventPage.objects.update(live=False)
    assert [day(client), day(editor_client)] == [None, "2027-05-03"]


def test_a_class_with_columns_of_its_own_is_read_by_their_names(editor_client):
    label = AssemblyPage._meta.label_lower
    assert editor_client.post(url("understood", label), WHEN).status_code == 200


@pytest.mark.parametrize("label", ["auth.user", "wagtailcore.page", "a.nonsense"])
def test_only_events_are_read(editor_client, label):
    assert editor_client.post(url("understood", label), WHEN).status_code == 404
    assert editor_client.post(url("dates", label), WHEN).status_code == 404


def test_nobody_asks_from_outside_of_the_admin_and_reading_is_no_get(editor_client):
    client = Client()
    for name in ("understood", "dates"):
        assert client.post(url(name), WHEN).status_code == 302
        assert editor_client.get(url(name)).status_code == 405
    assert client.get(url("zones", None)).status_code == 302


def test_a_start_that_gives_way_to_the_list_of_dates_is_told(editor_client):
    row = {"dates-0-starts_at_date": "2027-05-04", "dates-0-starts_at_time": "09:00"}
    row |= {"dates-0-status": "scheduled"}
    assert "The list of dates decides" in words(ask(editor_client, **row))
    row["dates-0-starts_at_date"] = "2027-05-03"
    assert "The list of dates decides" not in words(ask(editor_client, **row))


ANYTHING = st.text(max_size=20) | st.sampled_from(
    ["2027-05-03", "9998-12-31", "09:00", "3 mai 2027 15h", "on", "-1", "500", "5000", "99999999",
     "scheduled", "time", "day", "none", "Europe/Zurich", "Asia/Kathmandu", "٣ مايو ٢٠٢٧", "\x00"]
)  # fmt: skip
NAMES = st.sampled_from(
    [
        "starts_at_date", "starts_at_time", "ends_at_date", "ends_at_time", "timezone",
        "date_precision", "event_status", "dates-TOTAL_FORMS", "dates-INITIAL_FORMS",
        "dates-0-starts_at_date", "dates-0-starts_at_time", "dates-0-ends_at_date",
        "dates-0-ends_at_time", "dates-0-status", "dates-0-key", "dates-0-DELETE",
        "dates-1-starts_at_date", "dates-1-starts_at_time", "repeat-every", "repeat-interval",
        "repeat-until", "repeat-count", "repeat-weekdays", "repeat-ordinal", "repeat-fill",
    ]
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.dictionaries(NAMES, ANYTHING), st.booleans())
def test_no_input_of_the_form_raises(db, changes, whole):
    data = QueryDict(mutable=True)
    data.update({**(WHEN if whole else {}), **changes})
    form = read_when(EventPage, data)
    understood = form.understood()
    assert form.errors or understood is not None
    for name, value in changes.items():
        if name.startswith("dates-0-starts") and form.filled is None:
            assert form.data[name] == value
