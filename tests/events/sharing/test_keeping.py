from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.factories import MAY_3, make_event, translated
from wagtail_migration_events.events.freshness.staleness import stale_texts
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db
JUNE_4 = dt.datetime(2027, 6, 4, 9, 0, tzinfo=dt.UTC)


def again(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk)


def test_a_save_of_some_columns_gives_the_others_only_what_was_saved(site: Any) -> None:
    english = make_event(site.events["en"], title="Forum", starts_at=MAY_3, timezone="UTC")
    french = translated(english, "fr", title="Le forum")
    english = again(english)
    english.starts_at, english.venue, english.title = JUNE_4, "Not saved", "Not saved"
    english.organizer_links = []
    english.save(update_fields=["starts_at"])
    assert (again(english).starts_at, again(english).venue) == (JUNE_4, "")
    assert (again(french).starts_at, again(french).venue) == (JUNE_4, "")
    assert stale_texts(again(french)) == []


def test_a_save_of_some_columns_of_a_translation_says_nothing_of_its_other_texts(
    site: Any,
) -> None:
    english = make_event(site.events["en"], title="Forum", summary="What it is about")
    french = translated(english, "fr", title="Le forum", summary="De quoi il s'agit")
    english = again(english)
    english.title = "The Forum"
    english.save_revision().publish()
    french = again(french)
    french.title, french.summary = "Not saved", "Nouveau"
    french.save(update_fields=["summary"])
    assert again(french).title == "Le forum"
    assert [each.name for each in stale_texts(again(french))] == ["title"]
    assert set(again(french).text_basis) == set(again(english).text_basis)


def test_a_page_that_was_being_saved_while_its_group_was_adopted_follows(
    site: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from wagtail_migration_events.events.adoption.adopting import adopt
    from wagtail_migration_events.events.sharing import keeping

    english = make_event(site.events["en"], starts_at=MAY_3)
    french = translated(english, "fr")
    EventGroup.objects.all().delete()
    note_basis = keeping.note_basis

    def while_it_is_being_saved(page: Any, group: Any, columns: Any) -> None:
        monkeypatch.setattr(keeping, "note_basis", note_basis)
        adopt(page.translation_key)
        note_basis(page, group, columns)

    monkeypatch.setattr(keeping, "note_basis", while_it_is_being_saved)
    french = again(french)
    french.starts_at = JUNE_4
    french.save()
    assert again(french).starts_at == MAY_3


def test_rows_may_be_text(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    facts = [name for name in EventPage.event_facts if name != "organizer_links"]
    monkeypatch.setattr(EventPage, "event_facts", tuple(facts))
    monkeypatch.setattr(EventPage, "event_text", (*EventPage.event_text, "organizer_links"))
    english = make_event(site.events["en"])
    french = translated(english, "fr")
    english = again(english)
    english.organizer_links.add(
        EventPage.organizer_links.rel.related_model(organizer=english.translation_key)
    )
    english.save_revision().publish()
    assert again(french).organizer_links.count() == 0
    assert [each.name for each in stale_texts(again(french))] == ["organizer_links"]


def test_a_date_may_be_shared_unless_set(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    names = (*EventPage.event_facts_unless_set, "registration_closes_at")
    facts = [name for name in EventPage.event_facts if name != "registration_closes_at"]
    monkeypatch.setattr(EventPage, "event_facts", tuple(facts))
    monkeypatch.setattr(EventPage, "event_facts_unless_set", names)
    english = make_event(site.events["en"], registration_closes_at=MAY_3)
    french = translated(english, "fr")
    assert again(french).registration_closes_at is None
    from wagtail_migration_events.events.sharing.unless_set import shared_value

    assert shared_value(again(french), "registration_closes_at") == MAY_3
    sequence = EventGroup.objects.get().sequence
    again(english).save_revision().publish()
    assert EventGroup.objects.get().sequence == sequence
