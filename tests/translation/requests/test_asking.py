"""Asking for translations, and what becomes of what was asked for."""

from __future__ import annotations

import datetime as dt
from contextlib import nullcontext
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Site

from tests.editing import Editor
from tests.factories import make_event
from tests.language_states import states_by_language
from tests.translation import translating
from tests.translation.gates import set_gate
from tests.translation.spring import APRIL_1, MAY_31
from wagtail_migration_events.translation.models import (
    LanguageSettings,
    RequestRule,
    TranslationRequest,
    TranslationSettings,
)
from wagtail_migration_events.translation.requests.asking import Answer, Wish, ask_for
from wagtail_migration_events.translation.requests.signals import What, requests_changed
from wagtail_migration_events.translation.site_settings import Gate
from wagtail_migration_events.translation.waiting.due import Urgency, due_of
from wagtail_migration_events.vocabularies.site.terms import EventType

pytestmark = [
    pytest.mark.localize,
    pytest.mark.django_db,
    pytest.mark.usefixtures("on_april_1"),
]


#: In Zurich it is after midnight.
MAY_17_IS_OVER = dt.datetime(2027, 5, 17, 22, 30)


@pytest.fixture
def event(site: Any) -> Any:
    return make_event(
        site.events["en"], title="Forum of cities", summary="How cities take part", starts_at=MAY_31
    )


@pytest.fixture
def told() -> Any:
    heard: list[tuple[str, list[str]]] = []

    def listen(requests: list[Any], what: str, **kwargs: Any) -> None:
        heard.append((what, sorted(each.locale.language_code for each in requests)))

    requests_changed.connect(listen)
    yield heard
    requests_changed.disconnect(listen)


def locales(*codes: str) -> Any:
    return list(Locale.objects.filter(language_code__in=codes))


def state(event: Any, language: str) -> str:
    return states_by_language(event)[language].words


def request(event: Any, language: str) -> TranslationRequest:
    rows = TranslationRequest.objects.filter(group=event.translation_key)
    return rows.get(locale__language_code=language)


def test_a_language_that_is_asked_for_is_requested_and_due_before_the_event(
    event: Any, told: Any, on_commit: Any
):
    with on_commit(execute=True):
        answers = ask_for([event], locales("en", "fr", "ar"))
    assert {each.locale.language_code: each.answer for each in answers} == {
        "en": Answer.OWN_LANGUAGE, "fr": Answer.ASKED, "ar": Answer.ASKED,
    }  # fmt: skip
    assert state(event, "fr") == "Requested"
    assert state(event, "ru") == "Not wanted"
    assert request(event, "fr").due_on == dt.date(2027, 5, 17)
    assert told == [(What.ASKED, ["ar", "fr"])]
    again = ask_for([event], locales("fr"))
    assert [each.answer for each in again] == [Answer.ALREADY_ASKED]


def test_an_event_announced_late_is_due_as_soon_as_possible_and_never_overdue(site: Any):
    soon = make_event(site.events["en"], starts_at=APRIL_1 + dt.timedelta(days=4))
    ask_for([soon], locales("fr"))
    assert request(soon, "fr").due_on is None
    with time_machine.travel(MAY_31):
        assert not request(soon, "fr").is_overdue()
        assert not TranslationRequest.objects.overdue().exists()


def test_the_day_is_counted_where_the_event_takes_place(site: Any):
    evening = dt.datetime(2027, 5, 30, 23, 0, tzinfo=dt.UTC)
    there = make_event(site.events["en"], starts_at=evening, timezone="Asia/Bangkok")
    ask_for([there], locales("fr"))
    assert request(there, "fr").due_on == dt.date(2027, 5, 17)


def test_a_deadline_follows_the_date_of_the_event_unless_somebody_chose_it(
    event: Any, on_commit: Any
):
    ask_for([event], locales("fr"))
    ask_for([event], locales("ar"), wish=Wish(due_on=dt.date(2027, 4, 20)))
    translating.publish_source(event, on_commit=on_commit, starts_at=MAY_31 + dt.timedelta(days=7))
    assert request(event, "fr").due_on == dt.date(2027, 5, 24)
    assert request(event, "ar").due_on == dt.date(2027, 4, 20)


def test_what_is_overdue_stays_so_when_other_facts_change(event: Any, on_commit: Any):
    ask_for([event], locales("fr"))
    with time_machine.travel(dt.datetime(2027, 5, 18, 9, 0, tzinfo=dt.UTC), tick=False):
        translating.publish_source(
            event, on_commit=on_commit, registration_url="https://example.org"
        )
        assert request(event, "fr").due_on == dt.date(2027, 5, 17)
        assert TranslationRequest.objects.overdue().exists()
        later = MAY_31 + dt.timedelta(days=7)
        translating.publish_source(event, on_commit=on_commit, starts_at=later)
        assert request(event, "fr").due_on == dt.date(2027, 5, 24)


def test_what_is_overdue_is_so_in_the_time_zone_of_the_site_for_everybody(
    event: Any, settings: Any
):
    settings.TIME_ZONE = "Europe/Zurich"
    ask_for([event], locales("fr"))
    row = request(event, "fr")
    for moment, is_late in ((dt.datetime(2027, 5, 17, 21), False), (MAY_17_IS_OVER, True)):
        for zone in ("Pacific/Auckland", "America/Los_Angeles"):
            with time_machine.travel(moment.replace(tzinfo=dt.UTC)), timezone.override(zone):
                assert row.is_overdue() is is_late
                assert TranslationRequest.objects.overdue().exists() is is_late
                assert (due_of(row).urgency == Urgency.OVERDUE) is is_late


def test_a_request_goes_to_whom_the_site_names_for_the_language(event: Any, django_user_model: Any):
    french = Group.objects.create(name="French translators")
    russian = django_user_model.objects.create_user("r")
    ours = TranslationSettings.objects.create(site=Site.objects.get(), lead_days=1)
    for code, named in {"fr": {"translators": french}, "ru": {"translator": russian}}.items():
        LanguageSettings.objects.create(
            site_settings=ours, locale=Locale.objects.get(language_code=code), **named
        )
    ask_for([event], locales("fr", "ru", "es"))
    assert (request(event, "fr").team, request(event, "fr").person) == (french, None)
    assert request(event, "ru").person == russian
    assert request(event, "es").person is None
    assert request(event, "es").due_on == dt.date(2027, 5, 28)
    russian.groups.add(french)
    mine = TranslationRequest.objects.open().assigned_to(russian)
    assert {each.locale.language_code for each in mine} == {"fr", "ru"}
    russian.delete()
    assert request(event, "ru").person is None


@pytest.mark.usefixtures("languages_live_at_will")
def test_a_request_is_done_when_the_language_is_live_and_wanted_anew_when_the_source_changes(
    event: Any, editor_client: Any, told: Any, on_commit: Any
):
    with on_commit(execute=True):
        ask_for([event], locales("fr"))
    translating.translate_all(editor_client, event, "fr", on_commit=on_commit)
    assert request(event, "fr").closed_at == APRIL_1
    assert told[-1] == (What.CLOSED, ["fr"])
    translating.publish_source(event, on_commit=on_commit, title="Meeting of towns")
    assert request(event, "fr").closed_at is None
    assert request(event, "fr").reopened_at == APRIL_1
    assert told[-1] == (What.SOURCE_CHANGED, ["fr"])
    told.clear()
    translating.publish_source(event, on_commit=on_commit, timezone="Europe/Paris")
    assert told == []


@pytest.mark.django_db(transaction=True)  # it is noted after the page is published
@pytest.mark.usefixtures("languages_live_at_will")
def test_a_minor_edit_wants_no_new_translation(event: Any, editor_client: Any, told: Any):
    ask_for([event], locales("fr"))
    translating.translate_all(editor_client, event, "fr", on_commit=lambda execute: nullcontext())
    assert request(event, "fr").closed_at is not None
    told.clear()
    editor = Editor.of(editor_client, event)
    editor.fill(title="Forum of the cities", minor_edit="on", minor_reason="an article")
    assert editor.publish().status_code == 302
    assert state(event, "fr") == "Live"
    assert request(event, "fr").closed_at is not None
    assert told == []


@pytest.mark.usefixtures("languages_live_at_will")
def test_what_was_done_in_time_and_is_wanted_anew_after_its_day_is_not_overdue(
    event: Any, editor_client: Any, on_commit: Any
):
    chosen = Wish(due_on=dt.date(2027, 5, 3))
    ask_for([event], locales("fr"))
    ask_for([event], locales("ar"), wish=chosen)
    for language in ("fr", "ar"):
        translating.translate_all(editor_client, event, language, on_commit=on_commit)
    with time_machine.travel(dt.datetime(2027, 5, 4, 9, 0, tzinfo=dt.UTC), tick=False):
        translating.publish_source(event, on_commit=on_commit, title="Meeting of towns")
    assert request(event, "fr").due_on == dt.date(2027, 5, 17)
    assert request(event, "ar").due_on is None
    TranslationRequest.objects.update(closed_at=APRIL_1)
    with time_machine.travel(dt.datetime(2027, 5, 25, 9, 0, tzinfo=dt.UTC), tick=False):
        translating.publish_source(event, on_commit=on_commit, title="Meeting of cities")
        assert request(event, "fr").closed_at is None
        assert not TranslationRequest.objects.overdue().exists()


def test_a_page_that_still_shows_what_it_showed_as_an_alias_is_in_translation(
    event: Any, editor_client: Any, on_commit: Any
):
    french = locales("fr")[0]
    event.copy_for_translation(french, copy_parents=True, alias=True)
    ask_for([event], [french])
    set_gate(event, Gate.COMPLETE)
    translating.submit(editor_client, event, "fr", on_commit=on_commit)
    event = translating.publish_source(event, on_commit=on_commit, timezone="Europe/Paris")
    assert state(event, "fr") == "In translation (0 of 2), an earlier version is live"
    assert request(event, "fr").closed_at is None
    translating.translate(editor_client, event, "fr", title="Forum des villes")
    translating.publish(editor_client, event, "fr", on_commit=on_commit)
    assert translating.in_language(event, "fr").title == event.title
    translating.translate(editor_client, event, "fr", summary="Comment participer")
    assert state(event, "fr") == "In translation (2 of 2), an earlier version is live"
    translating.publish(editor_client, event, "fr", on_commit=on_commit)
    assert translating.in_language(event, "fr").title == "Forum des villes"
    assert (state(event, "fr"), request(event, "fr").closed_at) == ("Live", APRIL_1)
    page = translating.in_language(event, "fr")
    editor_client.post(reverse("wagtail_localize:convert_to_alias", args=[page.pk]))
    translating.submit(editor_client, event, "fr", on_commit=on_commit)
    page = translating.in_language(event, "fr")
    assert (page.title, page.summary, page.live) == (event.title, event.summary, True)
    assert state(event, "fr") == "In translation (2 of 2), an earlier version is live"
    assert page.get_latest_revision_as_object().title == "Forum des villes"


def test_a_rule_asks_when_an_event_of_its_type_is_published(site: Any, on_commit: Any):
    talks = EventType.objects.create(code="gcm-talks", labels={"en": "GCM Talks"})
    ours = TranslationSettings.objects.create(site=Site.objects.get())
    RequestRule.objects.create(site_settings=ours, event_type=talks, locales=["en", "fr", "es"])
    other = make_event(site.events["en"])
    talk = make_event(site.events["en"], event_type="gcm-talks")
    assert not TranslationRequest.objects.filter(group=other.translation_key).exists()
    asked = TranslationRequest.objects.filter(group=talk.translation_key)
    assert {each.locale.language_code for each in asked} == {"es", "fr"}
    asked.filter(locale__language_code="es").update(closed_at=APRIL_1)
    translating.publish_source(talk, on_commit=on_commit, summary="New words")
    assert asked.count() == 2


def test_a_promised_language_is_missing_and_a_request_says_more(event: Any):
    ours = TranslationSettings.objects.create(site=Site.objects.get())
    for locale in locales("fr", "ar"):
        LanguageSettings.objects.create(site_settings=ours, locale=locale, is_required=True)
    ask_for([event], locales("fr"))
    assert (state(event, "fr"), state(event, "ar")) == ("Requested", "Missing")
    assert state(event, "en") == "Live"


def test_asking_for_many_takes_as_many_queries_as_for_two(site: Any):
    def queries(events: list[Any]) -> int:
        with CaptureQueriesContext(connection) as captured:
            ask_for(events, locales("fr", "ar", "es", "ru", "zh-hans"))
        return len(captured)

    some = [make_event(site.events["en"], starts_at=MAY_31) for _ in range(2)]
    many = [make_event(site.events["en"], starts_at=MAY_31) for _ in range(12)]
    queries(some)
    few = [make_event(site.events["en"], starts_at=MAY_31) for _ in range(2)]
    assert queries(many) == queries(few) <= 20
