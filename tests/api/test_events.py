"""Events through the front door of the API: lists, one by key, one by path."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from tests.factories import make_event, make_organizer, translated

pytestmark = pytest.mark.django_db
NOW = timezone.now()
DAY = dt.timedelta(days=1)
LIST = "/api/events/"


def get(client: Any, address: str, **query: Any) -> Any:
    response = client.get(address, query)
    assert response.status_code == 200, response.content
    return response.json()


def titles(answer: Any) -> list[str]:
    return [event["title"]["text"] for event in answer["items"]]


def soon(parent: Any, title: str, days: int = 1, **values: Any) -> Any:
    return make_event(parent, title=title, starts_at=NOW + days * DAY, **values)


def errors(client: Any, address: str) -> dict[str, str]:
    response = client.get(address)
    assert response.status_code == 422, response.content
    assert response["Content-Type"] == "application/problem+json"
    return {error["loc"][-1]: error["msg"] for error in response.json()["errors"]}


@pytest.fixture
def conference(site: Any) -> Any:
    """An event with all that a front end shows, in English and French."""
    organizer = make_organizer(site.organizers["en"], "Mayors Council", code="mmc", acronym="MMC")
    translated(organizer, "fr", title="Conseil des maires", acronym="CMM")
    umbrella = soon(site.events["en"], "Week")
    event = make_event(
        site.events["en"],
        title="Conference",
        summary="On detention.",
        starts_at=dt.datetime(2027, 5, 3, 7, 0, tzinfo=dt.UTC),
        ends_at=dt.datetime(2027, 5, 3, 15, 0, tzinfo=dt.UTC),
        timezone="Europe/Zurich",
        event_status="rescheduled",
        previous_starts_at=dt.datetime(2027, 4, 3, 7, 0, tzinfo=dt.UTC),
        attendance_mode="hybrid",
        venue="Palais des Nations",
        country="756",
        gcm_objectives=["13"],
        areas=["404"],
        languages=[{"language": "ar", "kind": "interpretation"}],
        registration_url="https://example.org/register",
        registration_closes_at=dt.datetime(2027, 4, 20, 15, 0, tzinfo=dt.UTC),
        livestream_url="https://example.org/live",
        organizers=[(organizer, "host")],
        part_of=[str(umbrella.translation_key)],
    )
    translated(event, "fr", title="Conférence", summary="Sur la détention.")
    return event


def test_codes_come_with_labels_and_texts_with_their_language(conference: Any, client: Any):
    event = get(client, f"{LIST}{conference.translation_key}/", locale="fr")
    assert event["title"] == {
        "text": "Conférence",
        "language": "fr",
        "direction": "ltr",
        "is_fallback": False,
    }
    assert event["event_status"] == {"code": "rescheduled", "label": "Reprogrammé"}
    assert event["attendance_mode"] == {"code": "hybrid", "label": "En présentiel et en ligne"}
    assert [(term["code"], term["language"]) for term in event["gcm_objectives"]] == [("13", "fr")]
    assert event["country"]["label"] == "Suisse"
    assert event["languages"][0]["name"] == "arabe"
    [organizer] = event["organizers"]
    assert (organizer["code"], organizer["name"]["text"]) == ("mmc", "Conseil des maires")
    assert organizer["role"] == {"code": "host", "label": "Hôte"}
    assert event["part_of"][0]["title"] == {
        "text": "Week",
        "language": "en",
        "direction": "ltr",
        "is_fallback": True,
    }
    assert event["registration"]["url"] == "https://example.org/register"
    assert event["livestream_url"] == "https://example.org/live"


def test_dates_are_for_programs_and_for_people(conference: Any, client: Any):
    event = get(client, f"{LIST}{conference.translation_key}/", locale="fr")
    assert event["starts_at"] == "2027-05-03T09:00:00+02:00"
    assert event["ends_at"] == "2027-05-03T17:00:00+02:00"
    assert event["timezone"] == "Europe/Zurich"
    assert event["previous_starts_at"] == "2027-04-03T09:00:00+02:00"
    assert event["when"]["days"] == "3 mai 2027"
    assert "3 avril 2027" in event["status_notice"]["headline"]
    assert event["registration"]["closes_at"] == "2027-04-20T17:00:00+02:00"
    assert "20 avril 2027" in event["registration"]["deadline"]


def test_days_months_and_missing_dates_say_what_they_are(site: Any, client: Any):
    days = {
        "starts_at": dt.datetime(2027, 5, 3, tzinfo=dt.UTC),
        "ends_at": dt.datetime(2027, 5, 5, tzinfo=dt.UTC),
    }
    for title, precision, expected in (
        ("Day", "day", ("2027-05-03", "2027-05-05")),
        ("Month", "month", ("2027-05", None)),
        ("None", "none", (None, None)),
    ):
        event = make_event(
            site.events["en"],
            title=title,
            date_precision=precision,
            **({} if precision == "none" else days),
        )
        answer = get(client, f"{LIST}{event.translation_key}/")
        assert (answer["starts_at"], answer["ends_at"]) == expected
        assert answer["date_precision"]["code"] == precision


def test_every_event_lists_its_translations_and_how_fresh_they_are(conference: Any, client: Any):
    conference.summary = "On alternatives to detention."
    conference.save_revision().publish()
    fields = "translations,part_of"
    [event] = [each for each in get(client, LIST, fields=fields)["items"] if each["part_of"]]
    states = {each["locale"]: each for each in event["translations"]}
    assert states["en"]["state"] == "source"
    assert states["fr"]["state"] == "translated"
    assert (states["fr"]["is_stale"], states["fr"]["stale_fields"]) == (True, ["summary"])
    assert states["en"]["is_stale"] is False
    assert states["fr"]["url"].startswith("http://localhost/fr/events/")


def test_what_is_not_translated_is_marked_or_left_out(site: Any, client: Any):
    soon(site.events["en"], "Only English")
    [event] = get(client, LIST, locale="ar")["items"]
    assert (event["title"]["language"], event["title"]["is_fallback"]) == ("en", True)
    assert event["url"].startswith("http://localhost/en/")
    assert get(client, LIST, locale="ar", fallback="false")["count"] == 0
    address = f"{LIST}{event['key']}/"
    assert get(client, address, locale="ar")["locale"] == "en"
    assert client.get(address, {"locale": "ar", "fallback": "false"}).status_code == 404


def test_a_page_in_other_words_than_its_place_is_given_alone_as_in_lists(
    site: Any, client: Any, monkeypatch: pytest.MonkeyPatch
):
    event = soon(site.events["en"], "In English", external_source="elsewhere")
    french = translated(event, "fr", title="Still in English")

    def tell(pages: list[Any]) -> dict[int, str]:
        return {page.pk: "en" for page in pages if page.pk == french.pk}

    monkeypatch.setattr("wagtail_migration_events.groups.written_language._tellers", [tell])
    strict = {"locale": "fr", "fallback": "false"}
    [listed] = get(client, LIST, **strict)["items"]
    assert listed["title"]["is_fallback"] is True
    found = get(client, f"{LIST}{event.translation_key}/", **strict)
    assert (found["url"], found["title"]) == (listed["url"], listed["title"])
    assert (
        client.get(f"{LIST}{event.translation_key}/", {**strict, "locale": "ar"}).status_code == 404
    )


def test_nobody_asks_for_the_parts_of_an_umbrella_that_is_not_public(site: Any, client: Any):
    umbrellas = {name: soon(site.events["en"], name) for name in ("Public", "Draft", "Private")}
    for umbrella in umbrellas.values():
        soon(site.events["en"], "Part", part_of=[str(umbrella.translation_key)])
    umbrellas["Draft"].unpublish()
    PageViewRestriction.objects.create(page=umbrellas["Private"], restriction_type="login")
    for name, umbrella in umbrellas.items():
        key = str(umbrella.translation_key)
        if name == "Public":
            assert titles(get(client, LIST, part_of=key.upper())) == ["Part"]
        else:
            assert "part_of" in errors(client, f"{LIST}?part_of={key}")
    assert "part_of" in errors(client, f"{LIST}?part_of={uuid.uuid4()}")


def test_an_event_is_found_by_the_path_of_its_page(conference: Any, client: Any):
    french = conference.get_translations().get(locale__language_code="fr")
    assert get(client, f"{LIST}find/", path=french.url)["title"]["text"] == "Conférence"
    assert (
        get(client, f"{LIST}find/", path=french.url, locale="en")["title"]["text"] == "Conference"
    )
    for path in ("/fr/events/", "/fr/events/none/", "/admin/", "nonsense", "/fr/../../etc/"):
        response = client.get(f"{LIST}find/", {"path": path})
        assert response.status_code == 404, path
        assert response["Content-Type"] == "application/problem+json"


def test_an_unknown_event_is_a_problem_and_not_another_page(client: Any, site: Any):
    response = client.get(f"{LIST}{uuid.uuid4()}/")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["detail"] == "There is no such event."
    for address in ("nothing/event.ics", "%0Anothing/event.ics", "a%0Db/", "a/%0A/b"):
        response = client.get(f"{LIST}{address}")
        assert response.status_code == 404, address
        assert response["Content-Type"] == "application/problem+json", address


def test_only_the_fields_that_were_asked_for_are_answered(conference: Any, client: Any):
    [event, *_] = get(client, LIST, fields="title,when", limit=1)["items"]
    assert set(event) == {"key", "locale", "url", "title", "when"}
    assert "audiences" in get(client, LIST, fields="*")["items"][0]
    assert "fields" in errors(client, f"{LIST}?fields=title,nonsense")
    assert "fields" in errors(client, f"{LIST}?fields=status_notice")


def test_facets_count_what_choosing_would_find(site: Any, client: Any):
    soon(site.events["en"], "A", gcm_objectives=["13"], attendance_mode="online")
    soon(site.events["en"], "B", gcm_objectives=["8"], attendance_mode="online")
    answer = get(client, LIST, objective="13", facets=["objective", "attendance"], locale="fr")
    counts = {each["code"]: each["count"] for each in answer["facets"]["objective"]}
    assert counts == {"13": 1, "8": 1}
    assert [each["is_chosen"] for each in answer["facets"]["objective"]] == [False, True]
    assert [each["label"] for each in answer["facets"]["attendance"]] == ["En ligne"]
    assert titles(answer) == ["A"]


def test_pages_of_a_list_are_linked(site: Any, client: Any):
    for number in range(5):
        soon(site.events["en"], f"E{number}", number + 1)
    response = client.get(LIST, {"limit": 2, "offset": 2, "when": "upcoming"})
    assert titles(response.json()) == ["E2", "E3"]
    links = dict(reversed(each.split("; ")) for each in response["Link"].split(", "))
    assert set(links) == {'rel="next"', 'rel="prev"'}
    following = client.get(links['rel="next"'].strip("<>"))
    assert titles(following.json()) == ["E4"]
    assert get(client, LIST, limit=0) == {"count": 5, "items": []}
    for name in ("Mayors", "Towns"):
        make_organizer(site.organizers["en"], name)
    window = {"from": f"{NOW:%Y-%m-%d}", "to": f"{NOW + 9 * DAY:%Y-%m-%d}"}
    for address in ("organizers/", f"occurrences/?{urlencode(window)}", "changes/"):
        part = client.get(f"{LIST}{address}{'&' if '?' in address else '?'}limit=1")
        link, relation = part["Link"].split("; ")
        assert relation == 'rel="next"'
        assert part.json()["items"] != client.get(link.strip("<>")).json()["items"]


def test_events_are_ordered_as_asked(site: Any, client: Any):
    soon(site.events["en"], "Past", -5)
    soon(site.events["en"], "Next", 2)
    make_event(site.events["en"], title="Undated", date_precision="none")
    everything = {"when": "all"}
    assert titles(get(client, LIST, **everything)) == ["Next", "Undated", "Past"]
    assert titles(get(client, LIST, ordering="starts_at", **everything)) == [
        "Past",
        "Next",
        "Undated",
    ]
    assert titles(get(client, LIST, ordering="-starts_at", **everything)) == [
        "Next",
        "Past",
        "Undated",
    ]


def test_a_series_is_ordered_by_its_next_date_or_by_its_last_one(site: Any, client: Any):
    def series(title: str, *days: int) -> None:
        dates = [{"key": str(n), "starts_at": NOW + dt.timedelta(days=n)} for n in days]
        make_event(site.events["en"], title=title, dates=dates)

    series("Series", -9, 3, 6)
    series("Over", -8, -2)
    for title, days in (("Before", 2), ("Between", 4), ("Past", -3), ("B", 8), ("A", 8)):
        soon(site.events["en"], title, days)
    days = {"from": f"{NOW - dt.timedelta(days=8, hours=18):%Y-%m-%d}"}
    order = ["Past", "Over", "Before", "Series", "Between"]
    for asked in ({"when": "all"}, days):
        up = titles(get(client, LIST, ordering="starts_at", **asked))
        down = titles(get(client, LIST, ordering="-starts_at", **asked))
        assert up[:5] == order
        assert down == [*up[5:], *reversed(order)]
    # Within days that end before the next date, the last one there counts.
    until = {"from": f"{NOW - dt.timedelta(days=20):%Y-%m-%d}", "to": f"{NOW:%Y-%m-%d}"}
    found = titles(get(client, LIST, ordering="starts_at", **until))
    assert found == ["Series", "Past", "Over"]


def test_parameters_that_are_wrong_are_all_named(site: Any, client: Any):
    assert set(errors(client, f"{LIST}?nonsense=1&objective=99&when=x")) >= {"nonsense"}
    assert set(errors(client, f"{LIST}?objective=99&when=x")) == {"objective", "when"}
    for query, name in (
        ("limit=1&limit=2", "limit"),
        ("limit=101", "limit"),
        ("offset=-1", "offset"),
        ("offset=10000000000", "offset"),
        ("locale=de", "locale"),
        ("locale=en&locale=fr", "locale"),
        ("fallback=perhaps", "fallback"),
        ("ordering=title", "ordering"),
        ("facets=nonsense", "facets"),
        ("facets=*,nonsense", "facets"),
        ("fields=*&fields=nonsense", "fields"),
        ("renditions=width-9999", "renditions"),
        ("q=a&q=b", "q"),
        ("from=2027-02-30", "from"),
        ("from=2027-05-02&to=2027-05-01", "from"),
        ("when=upcoming&when=past", "when"),
        ("from=2027-05-03&from=2027-05-03", "from"),
        ("organizer=nobody", "organizer"),
        ("q=%00", "q"),
    ):
        assert name in errors(client, f"{LIST}?{query}"), query
    assert set(errors(client, f"{LIST}?limit=x&offset=-1&nonsense=1&locale=de&fallback=maybe")) == {
        "limit", "offset", "nonsense", "locale", "fallback",
    }  # fmt: skip
    assert "nonsense" in errors(client, f"{LIST}{uuid.uuid4()}/?nonsense=1")
    assert set(errors(client, f"{LIST}find/?nonsense=1")) == {"path", "nonsense"}
    assert "path" in errors(client, f"{LIST}find/?path=/en/&path=/fr/")
    assert "nonsense" in errors(client, f"{LIST}find/?path=/no/page/&nonsense=1")
    assert "nonsense" in errors(client, f"{LIST}draft/?content_type=x&token=y&nonsense=1")


def test_a_filter_without_a_value_is_none_as_in_forms(site: Any, client: Any):
    soon(site.events["en"], "Talk")
    document = client.get(f"{LIST}openapi.json").json()
    described = document["paths"]["/api/events/"]["get"]["parameters"]
    may_be_empty = {each["name"] for each in described if each.get("allowEmptyValue")}
    assert {"q", "from", "to", "when", "objective", "part_of"} <= may_be_empty
    assert get(client, LIST, **dict.fromkeys(may_be_empty, ""))["count"] == 1
    assert "limit" in errors(client, f"{LIST}?limit=")
    assert "to" in errors(client, f"{LIST}occurrences/?from=2027-05-03&to=")


def test_the_number_of_queries_does_not_depend_on_that_of_events(site: Any, client: Any):
    organizer = make_organizer(site.organizers["en"], "Mayors", code="mayors")
    umbrella = soon(site.events["en"], "Week")

    def one(number: int) -> None:
        event = soon(
            site.events["en"],
            f"Event {number}",
            number + 2,
            organizers=[organizer],
            gcm_objectives=["13"],
            event_type="webinar",
            part_of=[str(umbrella.translation_key)],
        )
        translated(event, "fr", title=f"Evénement {number}")

    def queries(address: str, **query: Any) -> int:
        client.get(address, query)
        with CaptureQueriesContext(connection) as asked:
            get(client, address, **query)
        return len(asked)

    one(0)
    few = [queries(LIST, locale="fr"), queries(LIST, locale="fr", facets="*", objective="13")]
    for number in range(1, 6):
        one(number)
    many = [queries(LIST, locale="fr"), queries(LIST, locale="fr", facets="*", objective="13")]
    assert many == few
    # Each class of event pages beside the first is read twice, and its links once.
    assert few[0] <= 12 + MORE_CLASSES
    assert few[1] <= 16 + MORE_CLASSES
    assert queries(f"{LIST}{umbrella.translation_key}/") <= 15 + MORE_CLASSES


MORE_CLASSES = 8
