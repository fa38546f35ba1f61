from __future__ import annotations

import pytest

from wagtail_migration_events.interchange.pages.site_terms import SiteTerms
from wagtail_migration_events.interchange.source.source_event import SourceEvent
from wagtail_migration_events.vocabularies.site.terms import Audience, EventType

pytestmark = pytest.mark.django_db


def event_in(language: str = "en") -> SourceEvent:
    return SourceEvent("https://example.org/1", "example.org", language, language)


def test_a_known_word_in_any_spelling_is_its_term() -> None:
    before = EventType.objects.count()
    event = event_in()
    for word in ("Side event", "SIDE EVENTS", "Listening Sessions (2)", "Événement parallèle"):
        assert SiteTerms().code_for("event_types", word, event) in (
            "side-event",
            "listening-session",
        )
    assert EventType.objects.count() == before
    assert event.notes == []


def test_a_new_word_is_one_term_with_its_label_in_its_language() -> None:
    event = event_in("fr")
    assert SiteTerms().code_for("event_types", "Café migration", event) == "cafe-migration"
    assert SiteTerms().code_for("event_types", "café  Migration", event) == "cafe-migration"
    assert EventType.objects.get(code="cafe-migration").labels == {"fr": "Café migration"}
    assert len(event.notes) == 1


def test_a_word_without_latin_letters_has_a_code_too() -> None:
    code = SiteTerms().code_for("event_types", "قهوة الهجرة", event_in("ar"))
    assert code.startswith("term-")
    assert EventType.objects.get(code=code).labels == {"ar": "قهوة الهجرة"}


def test_a_word_that_cannot_be_a_label_is_refused() -> None:
    event = event_in()
    assert SiteTerms().code_for("event_types", "a\u202eb", event) == ""
    assert len(event.refused) == 1


def test_a_dry_run_remembers_new_terms_and_saves_none() -> None:
    before = EventType.objects.count()
    terms, event = SiteTerms(dry_run=True), event_in()
    code = terms.code_for("event_types", "Fishbowl", event)
    assert terms.code_for("event_types", "FISHBOWL", event) == code
    assert terms.is_planned("event_types", code)
    assert not terms.is_planned("audiences", code)
    assert len(event.notes) == 1
    assert EventType.objects.count() == before


def test_words_of_an_official_list_are_noted_and_not_added() -> None:
    event = event_in()
    assert SiteTerms().code_for("sdgs", "Fishbowl", event) == ""
    assert len(event.notes) == 1


def test_a_list_at_commas_of_which_each_part_is_known_is_no_new_term() -> None:
    for code, label in (("mayors", "Mayors"), ("press", "Press, radio and television")):
        Audience.objects.create(code=code, labels={"en": label})
    before, event = Audience.objects.count(), event_in()
    for words in ("Mayors, civil society", "MAYORS and Civil society", "Mayors、Civil society"):
        assert SiteTerms().codes_for("audiences", [words], event) == ["mayors", "civil-society"]
    assert SiteTerms().codes_for("audiences", ["Press, radio and television"], event) == ["press"]
    assert (Audience.objects.count(), event.notes) == (before, [])
    assert SiteTerms().codes_for("audiences", ["Mayors, planners"], event) == ["mayors-planners"]
    terms, dry = SiteTerms(dry_run=True), event_in()
    new = terms.codes_for("audiences", ["Nurses", "Mayors, Nurses"], dry)
    assert new == ["nurses", "mayors"], "as it would be without the dry run"
