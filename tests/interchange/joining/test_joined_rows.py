"""Rows of one event in several languages become pages of one group."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.models import Locale

from tests.factories import make_event, translated
from tests.interchange.building import import_rows, make_row
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.interchange.outcomes import Became
from wagtail_migration_events.interchange.record import ImportRecord
from wagtail_migration_events.pages.models import EventPage, OrganizerPage
from wagtail_migration_events.vocabularies.site.terms import EventType

ENGLISH = make_row(
    url="https://example.org/en/events/ports",
    title="Ports",
    summary="About ports",
    start="2027-03-09T10:00",
    timezone="Africa/Nairobi",
    location="County Hall",
    category="Workshop",
    organizers=["Harbour Forum"],
    registration_url="https://example.org/register",
)
FRENCH = {
    **ENGLISH,
    "url": "https://www.example.org/fr/events/ports",
    "lang": "fr",
    "title": "Les ports",
    "summary": "Au sujet des ports",
}


@pytest.fixture
def index(site: Any) -> Any:
    return site.events["en"]


def became(outcomes: Any) -> list[Became]:
    return [outcome.became for outcome in outcomes]


def page_in(language: str) -> Any:
    return EventPage.objects.get(locale__language_code=language)


def test_they_are_one_event_whose_facts_stand_in_the_first(site: Any, index: Any) -> None:
    outcomes = import_rows(index, FRENCH, ENGLISH)
    assert became(outcomes) == [Became.CREATED] * 2
    assert [note for each in outcomes for note in each.notes if "record" in note] == []
    english, french = page_in("en"), page_in("fr")
    assert english.translation_key == french.translation_key
    assert EventGroup.objects.get(pk=english.translation_key).origin_id == french.pk
    assert (english.title, french.title) == ("Ports", "Les ports")
    assert english.get_parent().pk == site.events["en"].pk
    assert (english.live, french.live) == (True, True)
    assert english.venue == "County Hall"
    # What both languages say is held once, so that it follows the source.
    assert (french.registration_url, english.registration_url) == (ENGLISH["registration_url"], "")


def test_a_second_run_joins_nothing_twice(index: Any) -> None:
    import_rows(index, ENGLISH, FRENCH)
    key = page_in("en").translation_key
    assert became(import_rows(index, FRENCH, ENGLISH)) == [Became.UNCHANGED] * 2
    assert EventPage.objects.count() == 2
    assert set(EventPage.objects.values_list("translation_key", flat=True)) == {key}


def test_a_language_that_comes_in_a_later_file_joins_too(index: Any) -> None:
    import_rows(index, ENGLISH)
    import_rows(index, FRENCH)
    named = {"url": "https://example.org/es/puertos", "lang": "es", "title": "Puertos"}
    import_rows(index, {**ENGLISH, **named, "group": "example.org/events/ports"})
    assert EventPage.objects.count() == 3
    assert len(set(EventPage.objects.values_list("translation_key", flat=True))) == 1


def test_facts_that_differ_are_noted_and_kept_in_the_record_only(index: Any) -> None:
    told = {
        **FRENCH,
        "location": "Mairie",
        "category": "Table de quai",
        "organizers": ["Forum du port"],
    }
    outcomes = import_rows(index, ENGLISH, told)
    notes = " ".join(outcomes[1].notes)
    for word in ("Mairie", "County Hall", "Table de quai", "Forum du port", "Harbour Forum"):
        assert word in notes
    assert page_in("fr").venue == "County Hall"
    assert ImportRecord.objects.get(language="fr").raw == told
    assert not EventType.objects.filter(code="table-de-quai").exists()
    assert [page.title for page in OrganizerPage.objects.all()] == ["Harbour Forum"]


def test_the_same_documents_are_no_difference(index: Any) -> None:
    files = {"documents": ["https://example.org/agenda.pdf"]}
    outcomes = import_rows(index, {**ENGLISH, **files}, {**FRENCH, **files})
    assert [note for note in outcomes[1].notes if "what counts" in note] == []
    other = {"documents": ["https://example.org/ordre-du-jour.pdf"]}
    outcomes = import_rows(index, {**FRENCH, **other})
    assert [note for note in outcomes[0].notes if "what counts" in note]


def test_a_dry_run_says_the_same_and_writes_nothing(index: Any) -> None:
    rows = [ENGLISH, {**FRENCH, "location": "Mairie"}]
    planned = import_rows(index, *rows, dry_run=True)
    assert not EventPage.objects.exists()
    done = import_rows(index, *rows)
    assert [(each.became, each.notes) for each in planned] == [
        (each.became, each.notes) for each in done
    ]


def test_a_changed_row_changes_the_words_of_its_page_only(index: Any) -> None:
    import_rows(index, ENGLISH, FRENCH)
    changed = {**FRENCH, "summary": "Tout sur les ports", "location": "Mairie"}
    (outcome,) = import_rows(index, changed)
    assert outcome.became == Became.UPDATED
    assert "Mairie" in " ".join(outcome.notes)
    assert (page_in("fr").summary, page_in("fr").venue) == ("Tout sur les ports", "County Hall")
    assert page_in("en").summary == "About ports"


def test_an_alias_in_the_language_becomes_the_page_of_the_row(site: Any, index: Any) -> None:
    import_rows(index, ENGLISH)
    source = page_in("en")
    alias = source.copy_for_translation(Locale.objects.get(language_code="fr"), alias=True)
    (outcome,) = import_rows(index, FRENCH)
    assert outcome.became == Became.UPDATED
    assert "alias" in outcome.notes[0]
    page = page_in("fr")
    assert (page.pk, page.alias_of_id, page.slug) == (alias.pk, None, alias.slug)
    assert (page.title, page.live, page.translation_key) == (
        "Les ports",
        True,
        source.translation_key,
    )
    assert became(import_rows(index, ENGLISH, FRENCH)) == [Became.UNCHANGED] * 2


def test_a_dry_run_leaves_an_alias_one(index: Any) -> None:
    import_rows(index, ENGLISH)
    page_in("en").copy_for_translation(Locale.objects.get(language_code="fr"), alias=True)
    (outcome,) = import_rows(index, FRENCH, dry_run=True)
    assert outcome.became == Became.UPDATED
    assert page_in("fr").alias_of_id == page_in("en").pk


def test_words_of_a_translator_stay(index: Any) -> None:
    import_rows(index, ENGLISH)
    translated(page_in("en"), "fr", title="Ports du monde", summary="")
    (outcome,) = import_rows(index, FRENCH)
    assert (page_in("fr").title, page_in("fr").summary) == ("Ports du monde", FRENCH["summary"])
    assert "edit" in " ".join(outcome.notes)


def test_a_second_row_for_the_same_page_is_refused_whenever_it_comes(index: Any) -> None:
    import_rows(index, ENGLISH, FRENCH)
    again = {**FRENCH, "url": "https://example.org/fr-fr/events/ports"}
    for options in ({"dry_run": True}, {}):
        (outcome,) = import_rows(index, again, **options)
        assert outcome.became == Became.REFUSED
        assert "fr" in outcome.reasons[0]
    assert EventPage.objects.count() == 2


def test_events_without_anything_in_common_stay_apart(index: Any) -> None:
    make_event(index, title="Ports")
    import_rows(index, ENGLISH, {**FRENCH, "url": "https://example.org/fr/events/quais"})
    assert len(set(EventPage.objects.values_list("translation_key", flat=True))) == 3
