"""Events found by words."""

from __future__ import annotations

from typing import Any

import pytest

from tests.adopter.models import LegacyMeetingPage
from tests.factories import make_event
from wagtail_migration_events.occurrences import text as occurrence_text
from wagtail_migration_events.occurrences.filters import EventFilters, When
from wagtail_migration_events.occurrences.scope import Scope
from wagtail_migration_events.occurrences.search import EventSearch

pytestmark = pytest.mark.django_db


def found(words: str, language: str = "en") -> list[int]:
    search = EventSearch(EventFilters(When.ALL, text=words), Scope(language))
    return [event.page for event in search.events]


@pytest.mark.parametrize(
    ("language", "title", "words"),
    [
        ("zh-hans", "国际移民审查论坛", "移民"),
        ("zh-hans", "国际移民审查论坛", "论坛 审查"),
        ("ar", "المنتدى الدولي لاستعراض الهجرة", "هجرة"),
        ("ar", "المنتدى الدولي لاستعراض الهجرة", "الهجرة المنتدى"),
        ("ru", "Форум по обзору миграции", "миграци"),
        ("ru", "Миграция и ГДМ", "миграц гдм"),
        ("fr", "Les États et la société", "ÉTAT SOCIÉ"),
        ("en", "Forum on Labour Mobility", "MOBIL labour"),
    ],
)
def test_words_are_found_inside_a_title_in_any_script(language, title, words, site: Any):
    event = make_event(site.events[language], title=title)
    make_event(site.events[language], title="Other")
    assert found(words, language) == [event.pk]
    assert found(f"{words} nowhere", language) == []


def test_as_many_words_as_may_be_typed_are_searched_for(site: Any):
    letters = "жшэю"
    event = make_event(site.events["en"], title=letters.title())
    assert found(" ".join(letters * 25)) == [event.pk]


def test_words_may_stand_in_different_fields_of_any_class(site: Any):
    event = make_event(site.events["en"], title="Forum", summary="Of skills", venue="Palais Wilson")
    meeting = make_event(
        site.events["en"], LegacyMeetingPage, title="Forum", teaser="Of skills", location="Palais W"
    )
    assert set(found("palais skills forum")) == {event.pk, meeting.pk}
    assert found("palais wilson") == [event.pk]


def test_words_of_the_body_are_found_by_wagtails_search(
    site: Any, django_capture_on_commit_callbacks: Any
):
    with django_capture_on_commit_callbacks(execute=True):
        event = make_event(
            site.events["en"], body=[{"type": "paragraph", "value": "<p>About remittances.</p>"}]
        )
    assert found("remittances") == [event.pk]
    # No language's small words are left out: in another language they mean something.
    assert found("about") == [event.pk]


@pytest.mark.parametrize("words", ["%", "_", "100%", "a_b", "'", "\\", "*", '"', "NOT", "a AND"])
def test_signs_of_a_query_language_are_taken_as_they_are(words: str, site: Any):
    make_event(site.events["en"], title="Plain")
    event = make_event(site.events["en"], title=f"Before {words} after")
    assert found(words) == [event.pk]


@pytest.mark.parametrize("words", ["Talk' --", "“talk”", "talk; DROP", "(talk)"])
def test_signs_around_words_change_nothing_on_any_database(words: str, site: Any):
    event = make_event(site.events["en"], title="Talk, drop by")
    make_event(site.events["en"], title="Other")
    assert found(words) == [event.pk]


def test_a_search_server_that_is_away_leaves_what_the_database_knows(site: Any, monkeypatch: Any):
    class Away:
        def search(self, *_args: Any, **_options: Any) -> Any:
            raise ConnectionError("no route to the search server")

    monkeypatch.setattr(occurrence_text, "base_pages_with", lambda mixin: Away())
    event = make_event(site.events["en"], title="Forum")
    assert found("forum") == [event.pk]
