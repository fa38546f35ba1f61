"""Events and organizers in Wagtail's API v2 and v3.

The answers of both are kept in ``event_v2.json`` and ``event_v3.json``. Whoever changes them on
purpose runs this file once with ``RENEW_SNAPSHOTS=1``, and looks at what ``git diff`` says.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail import VERSION
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageViewRestriction

from tests.adopter.models import AssemblyPage, GcmTalkPage, LegacyMeetingPage, TownHallPage
from tests.factories import MAY_3, make_event, make_organizer, translated
from wagtail_migration_events.pages.models import EventPage, OrganizerPage

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.localize,  # as the example site, whose addresses these are
    pytest.mark.urls("tests.events.page_api.urls"),
]
VERSIONS = ("v2", "v3") if VERSION >= (8, 0) else ("v2",)
UMBRELLA = UUID("7b0f5d3c-2f0e-4a52-9c58-0d9f3a5b1c11")
SIBLING_OWN = {"summary": "Des villes au travail.", "image_alt": "Une carte"}


@pytest.fixture(params=VERSIONS)
def version(request: Any) -> str:
    return str(request.param)


def everything(site: Any) -> dict[str, Any]:
    """Return a value for every fact and text that an event can have."""
    image = get_image_model().objects.create(title="Map", file=get_test_image_file())
    document = {"kind": "agenda", "language": "fr", "title": "Ordre du jour"}
    link = {"kind": "recording", "language": "en", "title": "Film", "url": "https://f.example/"}
    return {
        "title": "Forum of cities",
        "slug": "forum",
        "starts_at": MAY_3,
        "timezone": "Europe/Zurich",
        "dates": [
            {"key": "a", "starts_at": "2027-05-03T13:00:00+00:00", "ends_at": None},
            {"key": "b", "starts_at": "2027-11-04T13:00:00+00:00", "status": "cancelled"},
        ],
        "event_status": "rescheduled",
        "previous_starts_at": MAY_3.replace(day=1),
        "attendance_mode": "hybrid",
        "venue": "Palais W",
        "country": "756",
        "latitude": "46.226600",
        "longitude": "6.140000",
        "event_type": "webinar",
        "audiences": ["youth"],
        "languages": [{"language": "fr", "kind": "interpretation"}],
        "gcm_objectives": ["13", "23"],
        "guiding_principles": ["people-centred"],
        "sdgs": ["10.7"],
        "scope_levels": ["regional"],
        "areas": ["002", "XKX"],
        "workstream": "",
        "is_workstream_output": True,
        "is_regional_review": False,
        "registration_opens_at": MAY_3.replace(month=1),
        "registration_closes_at": MAY_3.replace(month=4),
        "contact_email": "a@example.org",
        "resources": [("link", {**document, "url": "https://a.example/"}), ("link", link)],
        "external_id": "17",
        "external_source": "old site",
        "registration_url": "https://register.example/",
        "livestream_url": "https://stream.example/",
        "image": image,
        "summary": "Cities at work.",
        "location_note": "Door 4",
        "status_reason": "Heat",
        "registration_note": "Bring a badge",
        "accessibility_note": "Step-free",
        "image_alt": "A map",
    }


@pytest.fixture
def forum(site: Any) -> Any:
    """An event with everything, in French too, where its image and links are those of the source.

    One of its organizers, and one of its umbrellas, nobody may see.
    """
    organizer = make_organizer(site.organizers["en"], "Cities Forum", acronym="CF")
    closed = make_organizer(site.organizers["en"], "Closed", acronym="closed")
    umbrella = make_event(site.events["en"], title="Year", slug="year", translation_key=UMBRELLA)
    hidden = make_event(site.events["en"], title="Hidden")
    for page in (closed, hidden):
        PageViewRestriction.objects.create(page_id=page.pk, restriction_type="login")
    event = make_event(
        site.events["en"],
        organizers=[(organizer, "host"), closed],
        part_of=[str(umbrella.translation_key), str(hidden.translation_key)],
        body=[("heading", "Programme")],
        **everything(site),
    )
    return translated(event, "fr", title="Forum des villes", slug="forum-fr", **SIBLING_OWN)


def detail(client: Any, version: str, page: Any) -> dict[str, Any]:
    response = client.get(f"/api/{version}/pages/{page.pk}/")
    assert response.status_code == 200, response.content
    return dict(response.json())


def without_chance(value: Any, name: str = "") -> Any:
    """Replace what is another one in every run."""
    if isinstance(value, dict):
        return {key: without_chance(each, key) for key, each in value.items()}
    if isinstance(value, list):
        return [without_chance(each, name) for each in value]
    if name == "id":
        return f"<{type(value).__name__}>"
    if name == "first_published_at":
        return "<moment>"
    if isinstance(value, str):
        value = re.sub(r"/pages/\d+/", "/pages/<id>/", value)
        return re.sub(r"original_images/.*", "original_images/<file>", value)
    return value


def test_every_fact_and_text_is_there_under_its_name(version: str, forum: Any, client: Any) -> None:
    shown = without_chance(detail(client, version, forum))
    file = Path(__file__).with_name(f"event_{version}.json")
    if os.environ.get("RENEW_SNAPSHOTS"):
        file.write_text(json.dumps(shown, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    assert shown == json.loads(file.read_text(encoding="utf-8"))
    named = {*EventPage.event_facts, *EventPage.event_facts_unless_set, *EventPage.event_text}
    assert named <= shown.keys()


def test_a_list_has_the_same_in_a_number_of_queries_that_does_not_grow(
    forum: Any, site: Any, client: Any
) -> None:
    def listed(limit: int) -> tuple[list[Any], int]:
        url = f"/api/v2/pages/?type={EventPage._meta.label}&locale=fr&fields=*&limit={limit}"
        with CaptureQueriesContext(connection) as queries:
            items = client.get(url).json()["items"]
        return items, len(queries)

    organizers = [OrganizerPage.objects.get(code="cf")]
    values = {"event_type": "webinar", "registration_url": "https://r.example/"}
    for number in range(6):
        image = get_image_model().objects.create(title="Map", file=get_test_image_file())
        event = make_event(
            site.events["en"],
            organizers=organizers,
            part_of=[str(UMBRELLA)],
            image=image,
            title=f"Event {number}",
            **values,
        )
        translated(event, "fr", title=f"Fête {number}")
    listed(1)
    _one, fewest = listed(2)
    items, most = listed(7)
    assert len(items) == 7
    assert most == fewest <= 30
    first = detail(client, "v2", forum)
    del first["meta"]["parent"]
    assert items[0] == first


@pytest.mark.parametrize("precision", ["day", "month", "none"])
def test_no_hour_is_made_up(precision: str, version: str, site: Any, client: Any) -> None:
    start = None if precision == "none" else MAY_3
    event = make_event(
        site.events["en"],
        starts_at=start,
        previous_starts_at=MAY_3.replace(day=1),
        registration_closes_at=MAY_3,
        timezone="Pacific/Kiritimati",
        date_precision=precision,
    )
    shown = detail(client, version, event)
    moments = {"day": "2027-05-04", "month": "2027-05", "none": None}
    assert shown["starts_at"] == moments[precision]
    assert shown["previous_starts_at"] == ("2027-05" if precision == "month" else "2027-05-02")
    assert shown["registration_closes_at"] == "2027-05-04T03:00:00+14:00"


@pytest.mark.parametrize("model", [GcmTalkPage, TownHallPage, LegacyMeetingPage, AssemblyPage])
def test_a_class_that_has_dropped_or_renamed_fields_shows_what_it_has(
    model: Any, version: str, site: Any, client: Any
) -> None:
    organizer = make_organizer(site.organizers["en"], "Cities Forum", acronym="CF")
    event = make_event(
        site.events["en"], model, organizers=[organizer], venue="Hall", starts_at=MAY_3
    )
    shown = detail(client, version, event)
    assert shown["venue"] == "Hall"
    assert shown["starts_at"] == "2027-05-03T13:00:00+00:00"
    assert [row["organizer"] for row in shown["organizer_links"]] == ["cf"]
    assert ("sdgs" in shown) is (model is not TownHallPage)
    listing = client.get(f"/api/v2/pages/?type={model._meta.label}&fields=*&limit=2")
    assert listing.json()["items"][0]["venue"] == "Hall"


def test_an_organizer_names_its_parent_by_code_if_anybody_may_see_it(
    version: str, site: Any, client: Any
) -> None:
    parent = make_organizer(site.organizers["en"], "United Nations", acronym="UN")
    network = make_organizer(
        site.organizers["fr"],
        "Réseau",
        acronym="RNU",
        kind="un_entity",
        country="756",
        parent_organization=parent.translation_key,
        website="https://network.example/",
    )
    shown = detail(client, version, network)
    assert (shown["code"], shown["parent_organization"]) == ("rnu", "un")
    assert shown["kind"]["label"] == "Entité des Nations Unies"
    assert shown["country"] == {"code": "756", "label": "Suisse"}
    assert (shown["website"], shown["logo"]) == ("https://network.example/", None)
    parent.unpublish()
    assert detail(client, version, network)["parent_organization"] is None


def test_a_link_written_past_validation_is_no_script(version: str, site: Any, client: Any) -> None:
    event = make_event(site.events["en"])
    EventPage.objects.filter(pk=event.pk).update(livestream_url="javascript:alert(1)")
    assert detail(client, version, event)["livestream_url"] == ""


def test_the_v2_endpoint_shows_no_alias_of_a_private_page_and_nothing_whose_time_is_over(
    site: Any, client: Any, settings: Any
) -> None:
    settings.MIDDLEWARE = [
        "example_site.middleware.PageLocaleMiddleware" if "LocaleMiddleware" in name else name
        for name in settings.MIDDLEWARE
    ]
    secret = make_event(site.events["en"], title="Secret")
    alias = secret.create_alias(parent=site.home["en"], update_slug="alias")
    PageViewRestriction.objects.create(page_id=secret.pk, restriction_type="login")
    over = make_event(site.events["en"], title="Over")
    EventPage.objects.filter(pk=over.pk).update(expire_at=MAY_3.replace(year=2020))
    for page in (secret, alias, over):
        answer = client.get(f"/api/v2/pages/{page.pk}/")
        assert (answer.status_code, answer["Content-Type"]) == (404, "application/json")
    for query in ("", "?search=Secret", f"?type={EventPage._meta.label}&search=Over"):
        answer = client.get(f"/api/v2/pages/{query}")
        assert answer.status_code == 200
        assert b"Secret" not in answer.content
        assert b"Over" not in answer.content


@pytest.mark.parametrize("value", ["x", "9" * 30])
def test_no_value_of_a_filter_is_an_error_of_the_server(value: str, client: Any, site: Any) -> None:
    """Tried with one column of each kind."""
    names = {field.name for field in EventPage.api_fields}
    columns = {type(field): field.name for field in EventPage._meta.fields if field.name in names}
    assert len(columns) > 8
    for name in (*columns.values(), "organizer_links"):
        answer = client.get(f"/api/v2/pages/?type={EventPage._meta.label}&{name}={value}")
        assert answer.status_code in (200, 400)


@pytest.mark.skipif(VERSION < (8, 0), reason="API v3 is new in Wagtail 8")
def test_v3_types_its_schema_and_lists_locales_beside_wagtail_localize(
    editor_client: Any, site: Any
) -> None:
    from wagtail.models import APIToken

    editor_client.logout()
    schemas = editor_client.get("/api/v3/openapi.json").json()["components"]["schemas"]
    rows = schemas["EventPageSchema"]["properties"]["organizer_links"]
    assert {"type": "array", "items": {"additionalProperties": True, "type": "object"}} in rows[
        "anyOf"
    ]
    _token, secret = APIToken.create_token(user=editor_client.user, name="test")
    answer = editor_client.get(
        "/api/v3/locales/", headers={"Authorization": f"Bearer {secret}"}
    ).json()
    assert {"ar", "zh-hans", "en", "fr", "ru", "es"} == {
        locale["language_code"] for locale in answer["items"]
    }
