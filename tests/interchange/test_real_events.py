"""Every row of the real file, field by field, on the pages that come out."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from django.db import transaction

from tests.interchange.building import REAL_EVENTS, import_rows
from wagtail_migration_events.groups.resolution import text_language
from wagtail_migration_events.interchange.outcomes import Became
from wagtail_migration_events.interchange.record import ImportRecord
from wagtail_migration_events.organizers.resolution import organizers_of
from wagtail_migration_events.pages.models import EventIndexPage, EventPage, OrganizerPage
from wagtail_migration_events.vocabularies.site.terms import Audience, EventType

ROWS = [json.loads(line) for line in REAL_EVENTS.read_text(encoding="utf-8").splitlines()]
UNNM = "UN Network on Migration"
WG2 = "UN Network on Migration Thematic Working Group 2 on Alternatives to Detention"
WG3 = (
    "UN Network on Migration Working Group 3 "
    "(OHCHR, ACT Alliance, Asia Pacific Refugee Rights Network)"
)
ECLAC_HQ = "ECLAC headquarters, Santiago, Chile"
UN_HQ = "United Nations Headquarters, New York"
ROOM_12 = "Room 12, UN Building, New York / UN Web TV"
ZURICH, NEW_YORK = "Europe/Zurich", "America/New_York"
YOUTH = "open-to-all-youth-participants-below-30yo"
STAKEHOLDERS = "country-and-regional-level-stakeholderscivil-society"


class Facts(NamedTuple):
    """What a page holds; times in UTC."""

    start: str = ""
    end: str = ""
    zone: str = ""
    mode: str = ""
    event_type: str = ""
    venue: str = ""
    objectives: str = ""
    scope: str = ""
    audiences: str = ""
    languages: str = ""
    organizers: tuple[str, ...] = ()


EXPECTED = [
    Facts(mode="online", audiences="open-to-all", organizers=("Mayors Mechanism", UNNM)),
    Facts("2022-05-18 12:30", "2022-05-18 13:30", NEW_YORK, "hybrid", "side-event", ROOM_12, "2 5",
          organizers=("Mayors Migration Council", "IOM")),
    Facts("2022-05-19", mode="online", event_type="side-event", objectives="16",
          scope="002 ESCWA", organizers=("Government of Kenya", "IOM")),
    Facts(event_type="side-event", objectives="23"),
    Facts(event_type="side-meeting", objectives="13", organizers=(
        "Government of Thailand", "Government of Portugal", "other governments", UNNM)),
    Facts(event_type="webinar", objectives="1 19 20"),
    Facts(mode="hybrid", event_type="side-event", organizers=(
        "International Migration Research Centre/Gender+Migration Hub", "Government of Canada")),
    Facts("2024-01-29", "2024-02-02", event_type="umbrella-event", scope="global",
          organizers=(UNNM,)),
    Facts("2024-03-15", event_type="gcm-talk", objectives="13", scope="018"),
    Facts("2021-06-29", mode="online", event_type="peer-learning-exchange", objectives="13",
          audiences="governments", organizers=(WG2,)),
    Facts("2020-11-17", mode="online", event_type="peer-learning-exchange", objectives="13",
          audiences="governments", organizers=(WG2,)),
    Facts("2022-10-18", "2022-10-19", ZURICH, "hybrid", "annual-meeting",
          "Palais des Nations, Geneva", languages="en fr es", organizers=(UNNM,)),
    Facts("2020-05-07", mode="online", event_type="listening-session",
          audiences=f"un-networks {STAKEHOLDERS}", organizers=("WHO", "UN-Habitat")),
    Facts("2023-02-27 14:00", "2023-02-27 15:30", ZURICH, "online", "gcm-talk",
          audiences="open-to-all", languages="en", organizers=(UNNM,)),
    # "CET" on the source is summer time here: 14:30 in Zurich is 12:30 UTC.
    Facts("2023-05-08 12:30", "2023-05-08 14:15", ZURICH, "online", "gcm-talk",
          audiences=YOUTH, languages="ar en fr es", organizers=(UNNM,)),
    Facts("2023-05-16 12:00", "2023-05-16 13:30", ZURICH, "online", "gcm-talk",
          audiences="open-to-all", languages="ar en fr es", organizers=(UNNM,)),
    Facts("2023-05-25 13:00", "2023-05-25 14:30", ZURICH, "online", "gcm-talk", objectives="19 20",
          audiences="open-to-all", languages="en fr es", organizers=(UNNM,)),
    Facts("2024-01-29", "2024-02-02", mode="online"),
    Facts("2024-01-29", mode="hybrid", venue="Geneva", scope="ECE"),
    Facts("2024-01-29", mode="in_person", venue="Geneva"),
    Facts("2024-01-30", "2024-01-31", mode="hybrid", venue="Geneva", organizers=(UNNM,)),
    Facts("2024-02-01", mode="online", event_type="gcm-talk"),
    Facts("2024-02-06", mode="online"),
    Facts("2024-02-15", mode="hybrid", venue="Geneva"),
    Facts("2024-02-21", mode="online", scope="002 019"),
    Facts("2024-03-11", mode="hybrid", venue="Geneva", scope="ECE"),
    Facts("2024-03-19", "2024-03-21", organizers=(UNNM,)),
    Facts(mode="online", event_type="listening-session",
          audiences="civil-society-and-other-stakeholders", organizers=(WG3,)),
    Facts("2022-02-23 14:30", "", NEW_YORK, "online", "imrf-dialogue", "Online", "2 5",
          audiences="member-states-and-all-other-relevant-stakeholders", organizers=(UNNM,)),
    Facts(zone=NEW_YORK, event_type="side-event", objectives="1"),
    Facts(event_type="side-event", organizers=(
        "United Cities and Local Governments", "Mayors Migration Council",
        "International Organization for Migration", "UNHCR")),
    Facts("2021-08-31", "2021-09-01", mode="online", event_type="regional-review", scope="002",
          organizers=(UNNM, "Economic Commission for Africa (ECA)", "IOM",
                      "African Union Commission", "Kingdom of Morocco")),
    Facts("2025-03-18", "2025-03-20", event_type="regional-review", venue=ECLAC_HQ, scope="419",
          organizers=("ECLAC", "IOM")),
    Facts("2021-03-10", "2021-03-12", "Asia/Bangkok", event_type="regional-review", scope="ESCAP",
          organizers=("ESCAP", "Regional UN Network on Migration for Asia and the Pacific")),
    Facts("2022-05-17 19:00", "2022-05-17 22:00", NEW_YORK, event_type="round-table", venue=UN_HQ,
          objectives="4 8 9 10 11 13 21", scope="global"),
    Facts("2022-05-18 14:00", "2022-05-18 17:00", NEW_YORK, event_type="round-table", venue=UN_HQ,
          objectives="14 15 16 19 20 22", scope="global"),
    Facts("2020-12-01", mode="online", event_type="launch", venue="Genève", scope="global",
          languages="en es fr", organizers=("OIM", "Réseau des Nations Unies sur la migration")),
]  # fmt: skip


pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def imported(django_db_setup: Any, django_db_blocker: Any) -> Iterator[list[Any]]:
    """The page of each row, in the order of the file; imported once, because it takes seconds."""
    with django_db_blocker.unblock(), transaction.atomic():
        index = EventIndexPage.objects.get(locale__language_code="en")
        outcomes = import_rows(index, *ROWS)
        assert {outcome.became for outcome in outcomes} == {Became.CREATED}
        yield [EventPage.objects.get(external_id=row["url"]) for row in ROWS]
        transaction.set_rollback(True)


def facts_of(page: Any, organizers: dict[Any, list[Any]]) -> Facts:
    def moment(value: dt.datetime | None) -> str:
        if value is None:
            return ""
        return value.strftime("%Y-%m-%d %H:%M" if page.date_precision == "time" else "%Y-%m-%d")

    return Facts(
        moment(page.starts_at),
        moment(page.ends_at),
        page.timezone,
        page.attendance_mode,
        page.event_type,
        page.venue,
        " ".join(page.gcm_objectives),
        " ".join([*page.scope_levels, *page.areas]),
        " ".join(page.audiences),
        " ".join(row["language"] for row in page.languages),
        tuple(each.name for each in organizers[page.pk]),
    )


def test_every_row_has_exactly_the_facts_of_its_source(imported: list[Any]) -> None:
    assert len(EXPECTED) == len(ROWS) == 37
    organizers = organizers_of(imported, "en")
    for number, (page, expected) in enumerate(zip(imported, EXPECTED, strict=True), start=1):
        assert (number, facts_of(page, organizers)) == (number, expected)


def test_every_row_keeps_its_words_and_is_live_in_its_language(imported: list[Any]) -> None:
    for page, row in zip(imported, ROWS, strict=True):
        assert (page.title, page.summary) == (row["title"], row["summary"])
        assert page.locale.language_code == row["lang"]
        assert page.live
        assert page.latest_revision is not None
        assert not page.has_unpublished_changes
        assert page.get_parent().locale == page.locale


def test_words_are_marked_with_their_own_language(imported: list[Any]) -> None:
    for page, row in zip(imported, ROWS, strict=True):
        words = row["raw_fields"].get("content_language") or row["lang"]
        assert text_language(page) == words
    others = [page for page in imported if text_language(page) != page.locale.language_code]
    assert len(others) == 6


def test_a_date_is_only_as_precise_as_its_source(imported: list[Any]) -> None:
    for page, row in zip(imported, ROWS, strict=True):
        start = row["start"]
        precision = "none" if start is None else "time" if "T" in start else "day"
        assert page.date_precision == precision


def test_nothing_that_no_source_gives_is_invented(imported: list[Any]) -> None:
    empty = {
        "dates": [], "event_status": "scheduled", "previous_starts_at": None, "country": "",
        "latitude": None, "longitude": None, "guiding_principles": [], "sdgs": [],
        "workstream": "", "registration_opens_at": None, "registration_closes_at": None,
        "contact_email": "", "part_of": [], "location_note": "", "status_reason": "",
    }  # fmt: skip
    for page in imported:
        assert {name: getattr(page, name) for name in empty} == empty
        assert len(page.resources) == 0


def test_yes_and_no_are_known_only_where_the_source_answers(imported: list[Any]) -> None:
    answers = [(page.is_workstream_output, page.is_regional_review) for page in imported]
    assert answers[0] == (False, False)
    assert set(answers[1:]) == {(None, None)}


def test_links_are_kept_only_where_the_source_gives_the_address(imported: list[Any]) -> None:
    links = {page.registration_url for page in imported}
    assert links == {"", "https://us02web.zoom.us/j/86909825387"}
    streams = [page.livestream_url for page in imported]
    assert streams[:-1] == [""] * 36
    assert streams[-1] == "https://migrationnetwork.un.org/sg-report-promise-action"


def test_languages_of_an_event_are_working_languages(imported: list[Any]) -> None:
    assert {row["kind"] for page in imported for row in page.languages} == {"working"}


def test_every_row_is_kept_as_it_came(imported: list[Any]) -> None:
    records = {record.external_id: record for record in ImportRecord.objects.all()}
    for page, row in zip(imported, ROWS, strict=True):
        record = records[row["url"]]
        assert record.raw == row
        assert record.page_id == page.pk
        assert record.reasons == []
        assert page.external_source == record.source


def test_slugs_come_from_the_address_where_it_holds_words_and_from_the_title_elsewhere(
    imported: list[Any],
) -> None:
    slugs = [page.slug for page in imported]
    assert slugs[0] == "briefing-imrf-global-task-force-local-and-regional-governments"
    assert slugs[1].startswith("facilitating-safe-and-regular-migration-pathways")
    assert slugs[13] == "measuring-progress-gcm-indicators"
    assert slugs[32].startswith("second-regional-review-meeting")
    assert not [slug for slug in slugs if len(slug) > 100 or slug.isdigit()]


def test_new_terms_are_labelled_in_the_language_of_their_words(imported: list[Any]) -> None:
    term = EventType.objects.get(code="imrf-dialogue")
    assert term.labels == {"en": "IMRF Dialogue"}
    # "Youth" alone would lose that it is open, and for whom.
    assert Audience.objects.get(code=YOUTH).labels == {
        "en": "Open to all youth participants (below 30yo)"
    }


def test_organizers_stand_in_the_language_of_their_names(imported: list[Any]) -> None:
    languages = dict(OrganizerPage.objects.values_list("title", "locale__language_code"))
    assert languages["OIM"] == "fr"
    assert languages["Réseau des Nations Unies sur la migration"] == "fr"
    # On French addresses of the source, but in English words.
    assert languages["Mayors Migration Council"] == "en"
    assert languages["other governments"] == "en"
    assert OrganizerPage.objects.filter(title="UN Network on Migration").count() == 1
    codes = dict(OrganizerPage.objects.values_list("title", "code"))
    assert codes["Economic Commission for Africa (ECA)"] == "eca"


def test_the_page_of_the_seed_can_be_read(imported: list[Any], client: Any) -> None:
    answer = client.get(imported[0].get_url())
    assert answer.status_code == 200
    assert ROWS[0]["title"] in answer.content.decode()
