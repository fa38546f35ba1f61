"""What browsers and caches may keep, and how cheaply they learn that it still holds."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.http import http_date
from wagtail.models import Page, PageLogEntry, PageViewRestriction

from tests.factories import make_event, make_organizer, make_page, translated
from wagtail_migration_events.notices.stamping import stamp
from wagtail_migration_events.pages.models import EventIndexPage
from wagtail_migration_events.vocabularies.official.made_in_admin import kept
from wagtail_migration_events.vocabularies.official.title_correction import TitleCorrection
from wagtail_migration_events.vocabularies.site.terms import EventType

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2027, 5, 3, 12, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
CHANGES = (
    "title", "fact", "unpublish", "delete", "move", "label", "close", "close by code", "unseen",
)  # fmt: skip


def asked(client: Any, url: str, tag: str = "") -> Any:
    return client.get(url, headers={"if-none-match": tag} if tag else {})


def max_age(response: Any) -> int:
    found = re.search(r"max-age=(\d+)", response.headers["Cache-Control"])
    assert found
    return int(found[1])


@pytest.fixture
def event(site: Any) -> Any:
    return make_event(
        site.events["en"], title="Talk", starts_at=NOON + HOUR, ends_at=NOON + 2 * HOUR
    )


@time_machine.travel(NOON, tick=False)
def test_a_list_that_has_not_changed_is_not_sent_again(event: Any, client: Any):
    url = event.get_parent().url
    first = asked(client, url)
    assert "public" in first.headers["Cache-Control"]
    assert "Cookie" in first.headers["Vary"]
    again = asked(client, url, first.headers["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_an_editor_changes_is_seen_at_once(
    what: str, event: Any, site: Any, client: Any, admin_client: Any
):
    url = event.get_parent().url
    stamp()  # as the commit of the event does
    tag = asked(client, url).headers["ETag"]
    if what in ("title", "fact"):
        setattr(event, *(("title", "Speech") if what == "title" else ("venue", "Room 2")))
        event.save_revision().publish()
    elif what == "unpublish":
        event.unpublish()
    elif what == "delete":
        event.delete()
    elif what == "move":
        event.move(site.home["fr"], pos="last-child")
    elif what == "label":
        term = EventType.objects.create(code="talk", labels={"en": "Talk"})
        url_of_term = f"/admin/snippets/wagtail_migration_events/eventtype/edit/{term.pk}/"
        admin_client.post(url_of_term, {"code": "talk", "labels-en": "Lecture"})
    elif what == "close":
        data = {"restriction_type": "login", "password": "", "groups": []}
        admin_client.post(f"/admin/pages/{event.pk}/privacy/", data)
    elif what == "unseen":  # as an entry that is committed after many that are newer
        newest = PageLogEntry.objects.latest("pk").pk
        event.venue = "Room 2"
        event.save_revision().publish()
        PageLogEntry.objects.filter(pk__gt=newest).delete()
    else:
        PageViewRestriction.objects.create(page=event, restriction_type="login")
    assert asked(client, url, tag).status_code == 200


def test_an_answer_changes_when_an_event_begins_and_when_it_is_over(event: Any, client: Any):
    url = event.get_parent().url
    tags = []
    for minutes, age in ((0, 60), (59.5, 30), (60, 60), (119.75, 15), (120, 60)):
        with time_machine.travel(NOON + dt.timedelta(minutes=minutes), tick=False):
            response = asked(client, url)
            assert max_age(response) == age
            tags.append(response.headers["ETag"])
    assert tags[0] == tags[1]
    assert tags[2] == tags[3]
    assert len(set(tags)) == 3


@pytest.mark.parametrize("address", ["list", "api"])
def test_an_answer_says_when_it_changed_last_once_that_is_settled(
    address: str, event: Any, client: Any
):
    url = {"list": event.get_parent().url, "api": "/api/events/"}[address]
    half_past = make_event(event.get_parent(), title="Half past", starts_at=NOON + HOUR / 2)

    def at(minutes: float, **headers: str) -> Any:
        with time_machine.travel(NOON + dt.timedelta(minutes=minutes), tick=False):
            return client.get(url, headers=headers)

    def since(minutes: float) -> str:
        return http_date((NOON + dt.timedelta(minutes=minutes)).timestamp())

    first = at(10)
    assert first["Last-Modified"] == since(0)  # what nobody has logged may be of this hour
    again = at(11, **{"if-modified-since": first["Last-Modified"]})
    assert (again.status_code, again["Last-Modified"]) == (304, since(0))
    assert at(11, **{"if-modified-since": since(-1)}).status_code == 200
    other_tag = {"if-none-match": '"x"', "if-modified-since": first["Last-Modified"]}
    assert at(11, **other_tag).status_code == 200
    with time_machine.travel(NOON + dt.timedelta(minutes=20), tick=False):
        half_past.title = "Changed"
        half_past.save_revision().publish(log_action=True)
    unsettled = at(20.5, **{"if-modified-since": first["Last-Modified"]})
    assert (unsettled.status_code, "Last-Modified" in unsettled) == (200, False)
    assert at(22)["Last-Modified"] == since(20)
    assert at(32, **{"if-modified-since": since(20)})["Last-Modified"] == since(30)


def test_an_answer_changes_when_registration_opens_and_closes(site: Any, client: Any):
    opens, closes = NOON + dt.timedelta(seconds=40), NOON + dt.timedelta(seconds=70)
    event = make_event(
        site.events["en"], registration_opens_at=opens, registration_closes_at=closes,
        starts_at=NOON + HOUR,
    )  # fmt: skip
    ages = []
    for seconds in (0, 40, 70):
        with time_machine.travel(NOON + dt.timedelta(seconds=seconds), tick=False):
            ages.append(max_age(asked(client, event.url)))
    assert ages == [40, 30, 60]


@pytest.mark.parametrize("view", ["month", "week"])
def test_a_calendar_is_another_one_from_midnight_in_the_zone_of_the_site(
    view: str, site: Any, client: Any
):
    midnight = dt.datetime(2027, 5, 3, 18, 15, tzinfo=dt.UTC)
    tags = []
    with timezone.override("Asia/Kathmandu"):
        for seconds, age in ((-20, 20), (-10, 10), (0, 60)):
            with time_machine.travel(midnight + dt.timedelta(seconds=seconds), tick=False):
                response = asked(client, f"{site.events['en'].url}?view={view}")
                assert max_age(response) == age
                assert max_age(asked(client, site.events["en"].url)) == 60
                tags.append(response.headers["ETag"])
    assert tags[0] == tags[1] != tags[2]


@pytest.mark.parametrize("kind", ["list", "event", "organizer", "umbrella"])
@time_machine.travel(NOON, tick=False)
def test_asking_whether_it_still_holds_costs_two_queries_beyond_routing(
    kind: str, event: Any, site: Any, client: Any
):
    organizer = make_organizer(site.organizers["en"])
    part = make_event(site.events["en"], part_of=[event.translation_key], organizers=[organizer])
    translated(part, "fr")
    url = {"list": event.get_parent().url, "event": part.url, "organizer": organizer.url}.get(
        kind, event.url
    )
    plain = make_page(Page, site.home["en"].get_children().first(), title="Plain")
    tag = asked(client, url).headers["ETag"]
    asked(client, plain.url)
    with CaptureQueriesContext(connection) as routing:
        assert asked(client, plain.url).status_code in (200, 500)
    with CaptureQueriesContext(connection) as conditional:
        assert asked(client, url, tag).status_code == 304
    assert len(conditional) <= len(routing) + 2


def test_what_only_some_may_see_is_kept_by_nobody(event: Any, client: Any, admin_client: Any):
    index = event.get_parent()
    tag = asked(client, index.url).headers["ETag"]
    closed = make_page(EventIndexPage, index, title="Closed")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    for url in (index.url, closed.url):
        response = asked(admin_client, url, tag)
        assert response.status_code == 200
        assert {"private", "no-store"} <= set(response.headers["Cache-Control"].split(", "))
        assert "ETag" not in response.headers


def test_a_site_may_forbid_keeping(event: Any, client: Any, settings: Any):
    settings.WAGTAIL_MIGRATION_EVENTS_PAGE_MAX_AGE = 0
    assert "ETag" not in asked(client, event.url).headers


def test_a_page_with_a_visitors_token_is_kept_by_nobody(event: Any, client: Any, settings: Any):
    settings.WAGTAIL_MIGRATION_EVENTS_BASE_TEMPLATE = "tests/with_token.html"
    text = "<form>{% csrf_token %}</form>{% block content %}{% endblock %}"
    options = dict(settings.TEMPLATES[0]["OPTIONS"])
    options["loaders"] = [
        "django.template.loaders.app_directories.Loader",
        ("django.template.loaders.locmem.Loader", {"tests/with_token.html": text}),
    ]
    settings.TEMPLATES = [dict(settings.TEMPLATES[0], APP_DIRS=False, OPTIONS=options)]
    response = asked(client, event.url)
    assert "csrfmiddlewaretoken" in response.content.decode()
    assert "private" in response.headers["Cache-Control"]
    assert "public" not in response.headers["Cache-Control"]
    assert "ETag" not in response.headers


@pytest.mark.parametrize("address", ["list", "page", "feed", "api", "api detail"])
def test_an_answer_changes_when_the_time_of_an_event_runs_out(
    address: str, event: Any, client: Any
):
    type(event).objects.get(pk=event.pk).save()
    with time_machine.travel(NOON, tick=False):
        event.expire_at = NOON + dt.timedelta(seconds=30)
        event.save_revision().publish()
        url = {
            "list": event.get_parent().specific.url,
            "page": f"{event.url}event.jsonld",
            "feed": f"{event.get_parent().specific.url}feed.ics",
            "api": "/api/events/",
            "api detail": f"/api/events/{event.translation_key}/",
        }[address]
        before = asked(client, url)
        assert max_age(before) <= 30
    with time_machine.travel(NOON + dt.timedelta(seconds=31), tick=False):
        after = asked(client, url, before["ETag"])
        assert after.status_code in (200, 404)
        assert b"Talk" not in after.content


def test_whether_there_is_anything_at_all_is_not_answered_unseen(site: Any, client: Any):
    assert asked(client, "/api/events/?nonsense=1", "*").status_code == 422
    assert asked(client, f"{site.events['en'].url}", "*").status_code == 200


@time_machine.travel(NOON, tick=False)
def test_a_change_is_seen_whose_transaction_began_before_the_last_one_and_ended_after_it(
    event: Any, site: Any, client: Any
):
    url = event.get_parent().url
    other = make_event(site.events["en"])
    of_other = PageLogEntry.objects.filter(page=other.pk).order_by("pk").first()
    late = PageLogEntry.objects.get(pk=of_other.pk)
    of_other.delete()
    tag = asked(client, url).headers["ETag"]
    assert asked(client, url, tag).status_code == 304
    late.save(force_insert=True)
    assert asked(client, url, tag).status_code == 200


def test_an_answer_of_a_process_that_has_not_heard_of_a_correction_yet_does_not_hold_for_long(
    event: Any, client: Any
):
    event.gcm_objectives = ["13"]
    event.save_revision().publish()
    url = "/api/events/?fields=gcm_objectives&locale=en"
    wording = {"kind": "short_names", "language": "en", "text": "No detention", "source": "UNTERM"}
    correction = TitleCorrection(vocabulary="gcm_objectives", code="13", **wording)
    TitleCorrection.objects.bulk_create([correction])  # no signal, as from another process
    late = asked(client, url)
    assert "No detention" not in late.content.decode()
    kept.read()
    again = asked(client, url, late.headers["ETag"])
    assert again.status_code == 200
    assert "No detention" in again.content.decode()
    assert asked(client, url, again.headers["ETag"]).status_code == 304


@pytest.mark.parametrize(
    ("query", "status"),
    [("/en/events/?view=month&from=1950-01-01", 404), ("/api/events/?x=1", 422)],
)
def test_a_moment_that_nobody_was_given_does_not_hide_that_there_is_no_answer(
    query: str, status: int, event: Any, client: Any
):
    with time_machine.travel(NOON + HOUR / 2, tick=False):
        later = {"if-modified-since": http_date((NOON + HOUR / 3).timestamp())}
        assert client.get(query, headers=later).status_code == status
        there = client.get(query.partition("?")[0], headers=later)
        assert (there.status_code, there.content) == (304, b"")
        assert there["Last-Modified"] == http_date(NOON.timestamp())
