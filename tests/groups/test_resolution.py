"""From the key of a group to the page that a reader is shown."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from tests.factories import make_event, make_organizer, translated
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.resolution import (
    resolve_groups,
    source_of,
    text_language,
)
from wagtail_migration_events.organizers.mixin import OrganizerPageMixin
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db


def resolve(page: Any, language: str, mixin: type = EventPageMixin) -> Any:
    return resolve_groups([page.translation_key], mixin, language).get(str(page.translation_key))


@pytest.fixture
def event(site: Any) -> Any:
    event = make_event(site.events["en"], title="Forum")
    translated(event, "fr", title="Forum FR")
    translated(event, "zh-hans", title="论坛")
    translated(event, "ar", title="منتدى", live=False)
    return event


@pytest.mark.parametrize(
    ("wanted", "found", "is_fallback"),
    [
        ("fr", "fr", False),
        ("fr-ca", "fr", True),
        ("zh-hans", "zh-hans", False),
        ("zh-hant", "zh-hans", True),
        ("ar", "en", True),
        ("ru", "en", True),
        ("tlh", "en", True),
        ("", "en", True),
    ],
)
def test_the_page_of_the_readers_language_comes_first(wanted, found, is_fallback, event: Any):
    answer = resolve(event, wanted)
    assert (answer.language, answer.is_fallback) == (found, is_fallback)
    assert type(answer.page) is EventPage
    assert answer.direction == "ltr"


def test_without_the_language_and_its_fallbacks_any_page_is_better_than_none(site: Any):
    event = make_event(site.events["ru"], title="Форум")
    answer = resolve(event, "ar")
    assert (answer.language, answer.is_fallback) == ("ru", True)


def test_the_fallbacks_of_the_site_come_before_english(event: Any, settings: Any):
    settings.WAGTAIL_MIGRATION_EVENTS_LANGUAGE_FALLBACKS = ("fr",)
    assert resolve(event, "ru").language == "fr"


def test_unknown_keys_other_classes_and_no_keys_give_nothing(event: Any, site: Any):
    organizer = make_organizer(site.organizers["en"])
    assert resolve_groups([], EventPageMixin, "en") == {}
    assert resolve_groups([uuid.uuid4()], EventPageMixin, "en") == {}
    assert resolve(organizer, "en") is None
    assert resolve(organizer, "en", OrganizerPageMixin).page == organizer


def test_a_page_that_nobody_may_see_is_passed_over_for_another_language(event: Any):
    french = event.get_translations().get(locale__language_code="fr")
    PageViewRestriction.objects.create(page=french, restriction_type="login")
    assert resolve(event, "fr").language == "en"


def test_an_alias_speaks_the_language_of_the_page_it_mirrors(site: Any, languages: Any):
    event = make_event(site.events["en"])
    alias = event.copy_for_translation(languages["fr"], alias=True)
    second = alias.create_alias(
        parent=site.events["ar"], update_locale=languages["ar"], reset_translation_key=False
    )
    assert text_language(alias) == text_language(second) == "en"
    assert source_of(second).pk == event.pk
    assert source_of(event) is event
    answer = resolve(event, "fr")
    assert answer.page == event
    assert answer.is_fallback


def test_many_groups_with_aliases_of_aliases_take_as_many_queries_as_one(site, languages):
    events = [make_event(site.events["en"]) for _ in range(4)]
    for number, event in enumerate(events):
        alias = event.copy_for_translation(languages["fr"], alias=True)
        alias.create_alias(
            parent=site.events["ar"],
            update_slug=f"alias-{number}",
            update_locale=languages["ar"],
            reset_translation_key=False,
        )

    def queries(keys: list[Any]) -> int:
        with CaptureQueriesContext(connection) as captured:
            for answer in resolve_groups(keys, EventPageMixin, "ar").values():
                assert answer.language == "en"
                assert answer.page.locale
        return len(captured)

    keys = [event.translation_key for event in events]
    assert queries(keys[:1]) == queries(keys)
