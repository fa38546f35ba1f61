"""What search engines, and whoever asks for data, are told of an event."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageViewRestriction

from tests.factories import make_event, make_organizer, translated

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2027, 5, 3, 12, 0, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
ZURICH = {"timezone": "Europe/Zurich"}
SCHEMA = "https://schema.org/"


def on_page(client: Any, page: Any) -> dict[str, Any] | None:
    """Return the data in the page; None if it has none."""
    soup = BeautifulSoup(client.get(page.url).content.decode(), "html.parser")
    scripts = soup.find_all("script", type="application/ld+json")
    assert len(scripts) < 2
    return json.loads(scripts[0].string) if scripts else None


def data(client: Any, page: Any) -> dict[str, Any]:
    response = client.get(page.url + "event.jsonld")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/ld+json"
    found: dict[str, Any] = json.loads(response.content)
    return found


def test_an_event_in_arabic_is_told_in_arabic_with_everything_that_is_known(site: Any, client: Any):
    organizer = make_organizer(
        site.organizers["en"],
        "Mayors Mechanism",
        acronym="MM",
        website="https://mayors.example.org",
    )
    partner = make_organizer(site.organizers["en"], "Partner")
    image = get_image_model().objects.create(title="Hall", file=get_test_image_file())
    page = make_event(
        site.events["en"], title="Talk", summary="English", starts_at=NOON, ends_at=NOON + HOUR,
        timezone="Africa/Nairobi", attendance_mode="hybrid", venue="Room 1\nUNON, Nairobi",
        country="404", livestream_url="https://stream.example.org/a", gcm_objectives=["13"],
        latitude="-1.286389", longitude="36.817223", image=image,
        languages=[
            {"language": "en", "kind": "working"}, {"language": "fr", "kind": "working"},
            {"language": "ar", "kind": "interpretation"},
        ],
        organizers=[organizer, (partner, "partner")],
    )  # fmt: skip
    arabic = translated(page, "ar", title="لقاء", summary="حول المدن", image_alt="قاعة")
    found = on_page(client, arabic)
    assert found == data(client, arabic)
    picture = found.pop("image")
    assert picture["url"].startswith("http://localhost/media/images/")
    assert (picture["width"], picture["caption"]) == (640, "قاعة")
    [about] = found.pop("about")
    assert (about["@type"], about["termCode"]) == ("DefinedTerm", "13")
    assert "احتجاز المهاجرين" in about["name"]
    assert about["inDefinedTermSet"]["@type"] == "DefinedTermSet"
    assert about["inDefinedTermSet"]["name"]
    assert found == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "لقاء",
        "inLanguage": ["en", "fr"],
        "url": arabic.full_url,
        "startDate": "2027-05-03T15:00:00+03:00",
        "endDate": "2027-05-03T16:00:00+03:00",
        "eventStatus": SCHEMA + "EventScheduled",
        "eventAttendanceMode": SCHEMA + "MixedEventAttendanceMode",
        "location": [
            {
                "@type": "Place",
                "name": "Room 1",
                "address": {
                    "@type": "PostalAddress",
                    "name": "Room 1, UNON, Nairobi",
                    "addressCountry": "KE",
                },
                "geo": {
                    "@type": "GeoCoordinates",
                    "latitude": -1.286389,
                    "longitude": 36.817223,
                },
            },
            {"@type": "VirtualLocation", "url": "https://stream.example.org/a"},
        ],
        "identifier": str(page.translation_key),
        "description": "حول المدن",
        "organizer": [
            {
                "@type": "Organization",
                "name": "Mayors Mechanism",
                "alternateName": "MM",
                "url": organizer.full_url,
                "sameAs": "https://mayors.example.org",
            }
        ],
        "contributor": [{"@type": "Organization", "name": "Partner", "url": partner.full_url}],
    }


WHEN = ("startDate", "endDate", "previousStartDate", "eventStatus")
BEFORE = NOON - 7 * DAY


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            {"event_status": "rescheduled", "previous_starts_at": BEFORE},
            ("2027-05-03T14:00:00+02:00", None, "2027-04-26T14:00:00+02:00", "EventRescheduled"),
        ),
        (
            {"event_status": "cancelled", "previous_starts_at": BEFORE, "ends_at": NOON + HOUR},
            ("2027-05-03T14:00:00+02:00", "2027-05-03T15:00:00+02:00", None, "EventCancelled"),
        ),
        (
            {"event_status": "postponed", "previous_starts_at": BEFORE, "starts_at": None},
            ("2027-04-26", None, None, "EventPostponed"),
        ),
        (
            {"event_status": "tentative"},
            ("2027-05-03T14:00:00+02:00", None, None, None),
        ),
        (
            {"date_precision": "day"},
            ("2027-05-03", None, None, "EventScheduled"),
        ),
        (
            {"date_precision": "day", "ends_at": NOON + 2 * DAY},
            ("2027-05-03", "2027-05-05", None, "EventScheduled"),
        ),
        (
            {"starts_at": dt.datetime(2027, 12, 31, 23, 30, tzinfo=dt.UTC)},
            ("2028-01-01T00:30:00+01:00", None, None, "EventScheduled"),
        ),
    ],
)  # fmt: skip
def test_when_and_whether_it_takes_place(values: Any, said: Any, site: Any, client: Any):
    page = make_event(site.events["en"], **{"starts_at": NOON, **ZURICH, **values})
    found = on_page(client, page)
    status = said[3] and SCHEMA + said[3]
    assert tuple(found.get(name) for name in WHEN) == (*said[:3], status)


@pytest.mark.parametrize(
    "values",
    [
        {"starts_at": NOON, "date_precision": "month"},
        {"starts_at": None},
        {"event_status": "postponed"},
        {"event_status": "cancelled", "starts_at": NOON, "date_precision": "month"},
    ],
)
def test_without_a_day_the_page_has_no_data_and_the_address_no_start(
    values: Any, site: Any, client: Any
):
    page = make_event(site.events["en"], title="Some time", **values)
    assert on_page(client, page) is None
    found = data(client, page)
    assert found["name"] == "Some time"
    assert "startDate" not in found


def test_three_mornings_are_three_events_each_with_its_own_status(site: Any, client: Any):
    rows = [
        {"key": key, "starts_at": NOON + number * DAY, "ends_at": NOON + number * DAY + HOUR,
         "status": status}
        for number, (key, status) in enumerate(
            [("a", "scheduled"), ("b", "cancelled"), ("c", "moved_online")]
        )
    ]  # fmt: skip
    page = make_event(
        site.events["en"], dates=rows, venue="Room 1", country="756",
        attendance_mode="in_person", livestream_url="https://stream.example.org", **ZURICH,
    )  # fmt: skip
    found = on_page(client, page)
    assert (found["startDate"], found["endDate"]) == (
        "2027-05-03T14:00:00+02:00",
        "2027-05-05T15:00:00+02:00",
    )
    parts = found["subEvent"]
    assert [part["identifier"] for part in parts] == [f"{page.translation_key}-{k}" for k in "abc"]
    assert [part["startDate"][8:10] for part in parts] == ["03", "04", "05"]
    assert [part["eventStatus"].removeprefix(SCHEMA) for part in parts] == [
        "EventScheduled", "EventCancelled", "EventMovedOnline",
    ]  # fmt: skip
    assert [part["location"]["@type"] for part in parts] == ["Place", "Place", "VirtualLocation"]
    # Search engines require these three of every event.
    assert all({"name", "startDate", "location"} <= part.keys() for part in parts)


@pytest.mark.parametrize(
    ("status", "said"), [("cancelled", "EventCancelled"), ("rescheduled", "EventRescheduled")]
)
def test_what_became_of_the_whole_event_holds_for_each_of_its_dates(
    status: str, said: str, site: Any, client: Any
):
    rows = [{"starts_at": NOON + number * DAY} for number in range(2)]
    page = make_event(site.events["en"], dates=rows, event_status=status, previous_starts_at=BEFORE)
    found = on_page(client, page)
    parts = found["subEvent"]
    assert {part["eventStatus"] for part in [found, *parts]} == {SCHEMA + said}
    # For when each of them was planned nobody has said.
    assert not [part for part in parts if "previousStartDate" in part]


@pytest.mark.parametrize(
    ("whole", "said", "status"),
    [
        ("cancelled", ["EventCancelled"] * 3, ["CANCELLED"] * 3),
        ("postponed", ["EventPostponed"] * 2 + ["EventCancelled"],
         ["TENTATIVE"] * 2 + ["CANCELLED"]),
    ],
)  # fmt: skip
def test_search_engines_and_calendars_are_told_the_same_of_a_date(
    whole: str, said: list[str], status: list[str], site: Any, client: Any
):
    rows = [
        {"starts_at": NOON + number * DAY, "status": own}
        for number, own in enumerate(("scheduled", "moved_online", "cancelled"))
    ]
    page = make_event(site.events["en"], dates=rows, event_status=whole)
    parts = on_page(client, page)["subEvent"]
    assert [part["eventStatus"].removeprefix(SCHEMA) for part in parts] == said
    calendar = client.get(page.url + "event.ics").content.decode()
    assert re.findall(r"^STATUS:(\w+)", calendar, re.MULTILINE) == status


def test_of_a_long_series_only_some_dates_are_named(site: Any, client: Any):
    rows = [{"starts_at": NOON + number * DAY} for number in range(60)]
    page = make_event(site.events["en"], dates=rows)
    assert len(on_page(client, page)["subEvent"]) == 50


@pytest.mark.parametrize(
    ("values", "location"),
    [
        ({"attendance_mode": "online"}, None),
        ({"attendance_mode": "online", "venue": "Room 1"}, None),
        ({"attendance_mode": "online", "livestream_url": "javascript:alert(1)"}, None),
        ({}, None),
        (
            {"venue": "Palais", "country": "756"},
            {"@type": "Place", "name": "Palais",
             "address": {"@type": "PostalAddress", "addressCountry": "CH"}},
        ),
        ({"venue": "Palais"}, {"@type": "Place", "name": "Palais", "address": "Palais"}),
        (
            {"country": "404"},
            {"@type": "Place", "name": "Kenya",
             "address": {"@type": "PostalAddress", "addressCountry": "KE"}},
        ),
    ],
)  # fmt: skip
def test_no_place_is_made_up(values: Any, location: Any, site: Any, client: Any):
    page = make_event(site.events["en"], starts_at=NOON)
    type(page).objects.filter(pk=page.pk).update(**values)
    assert on_page(client, page).get("location") == location


@pytest.mark.parametrize(
    ("languages", "said"),
    [
        ([{"language": "zh", "kind": "working"}], "zh"),
        ([{"language": "zh", "kind": "captions"}], None),
        ([], None),
    ],
)
def test_the_language_is_that_of_the_event_and_not_of_its_page(
    languages: Any, said: Any, site: Any, client: Any
):
    page = make_event(site.events["en"], starts_at=NOON, languages=languages)
    assert on_page(client, page).get("inLanguage") == said


def test_nothing_in_a_text_can_end_the_script(site: Any, client: Any):
    page = make_event(site.events["en"], starts_at=NOON, slug="script")
    nasty = "</script><!--<script>alert(1)</script>&\u2028\u2029\"'\\"
    type(page).objects.filter(pk=page.pk).update(title=nasty, summary=nasty, venue=nasty)
    html = client.get(page.url).content.decode()
    start = html.index('<script type="application/ld+json">') + len(
        '<script type="application/ld+json">'
    )
    content = html[start : html.index("</script>", start)]
    assert not set(content) & set("<>&\u2028\u2029")
    assert json.loads(content)["name"] == nasty
    assert data(client, page)["description"] == nasty


@pytest.fixture
def family(site: Any) -> dict[str, Any]:
    organizer = make_organizer(site.organizers["en"], "Secret organizer")
    umbrella = make_event(site.events["en"], title="Secret week", starts_at=NOON)
    page = make_event(
        site.events["en"], title="Talk", starts_at=NOON, organizers=[organizer],
        part_of=[str(umbrella.translation_key)],
    )  # fmt: skip
    part = make_event(
        site.events["en"], title="Secret part", starts_at=NOON + DAY, event_status="postponed",
        part_of=[str(page.translation_key)],
    )  # fmt: skip
    return {"organizer": organizer, "umbrella": umbrella, "page": page, "part": part}


def test_larger_and_smaller_events_are_named_with_their_dates(client: Any, family: Any):
    found = on_page(client, family["page"])
    assert found == data(client, family["page"])
    [above], [below] = found["superEvent"], found["subEvent"]
    assert (above["name"], above["url"]) == ("Secret week", family["umbrella"].full_url)
    assert above["startDate"] == "2027-05-03T12:00:00+00:00"
    assert (below["name"], below["eventStatus"]) == ("Secret part", SCHEMA + "EventPostponed")


@pytest.mark.parametrize("how", ["draft", "private", "expired"])
def test_what_nobody_may_see_is_not_named(how: str, client: Any, family: Any):
    page = family.pop("page")
    for other in family.values():
        if how == "private":
            PageViewRestriction.objects.create(page=other, restriction_type="login")
        elif how == "draft":
            other.unpublish()
        else:
            type(other).objects.filter(pk=other.pk).update(expire_at=NOON - 400 * DAY)
    for found in (on_page(client, page), data(client, page)):
        assert "Secret" not in json.dumps(found)
        assert not {"organizer", "superEvent", "subEvent"} & found.keys()
    if how != "expired":  # which Wagtail itself shows until its command takes it down
        assert client.get(family["part"].url + "event.jsonld").status_code in (302, 404)


def test_the_data_of_a_page_take_few_queries_whatever_is_in_them(
    client: Any, family: Any, site: Any, monkeypatch: pytest.MonkeyPatch
):
    from wagtail_migration_events.feeds import json_ld

    page = family["page"]

    def queries() -> int:
        client.get(page.url)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page.url).status_code == 200
        return len(captured)

    few = queries()
    for number in range(3):
        make_event(site.events["en"], starts_at=NOON, part_of=[str(page.translation_key)])
        organizer = make_organizer(site.organizers["en"], f"Organizer {number}")
        page.organizer_links.add(
            page.organizer_links.model(organizer=organizer.translation_key, role="lead")
        )
    page.save_revision().publish()
    whole = queries()
    assert whole <= few + 1  # the parts now have facets to choose from
    monkeypatch.setattr(json_ld, "event_json_ld", lambda *args: {})
    assert whole - queries() <= 4
