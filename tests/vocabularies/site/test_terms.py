"""Rows of the site's own vocabularies: their codes, labels, order and protection."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.utils import translation

from tests.factories import make_event
from wagtail_migration_events.vocabularies.site.terms import Audience, EventType, Workstream

pytestmark = pytest.mark.django_db


def cleaned(**values: Any) -> EventType:
    term = EventType(**values)
    term.full_clean()
    return term


def test_a_term_is_called_by_its_label_in_the_active_language() -> None:
    term = EventType.objects.get(code="webinar")
    assert str(term) == "Webinar"
    with translation.override("fr"):
        assert str(term) == "Webinaire"
    with translation.override("pt-br"):
        assert str(term) == "Webinar"


def test_a_term_without_an_english_label_is_called_by_another_one() -> None:
    assert str(EventType(code="majlis", labels={"ar": "مجلس"})) == "مجلس"
    assert str(EventType(code="broken", labels=None)) == "broken"


@pytest.mark.parametrize(
    ("labels", "code"),
    [
        ({"en": "Study visit"}, "study-visit"),
        ({"fr": "Séance plénière", "en": "Plenary"}, "plenary"),
        ({"fr": "Séance plénière"}, "seance-pleniere"),
        ({"ar": "مجلس", "es": "Tertulia"}, "tertulia"),
        ({"en": "Workshop"}, "workshop-2"),
        ({"en": "x" * 200}, "x" * 64),
    ],
)
def test_a_missing_code_is_made_from_a_label(labels: dict[str, str], code: str) -> None:
    assert cleaned(labels=labels).code == code


def test_a_term_saved_by_code_gets_a_code_and_the_last_place() -> None:
    last = EventType.objects.last()
    term = EventType.objects.create(labels={"en": "Study visit"})
    assert term.code == "study-visit"
    assert term.sort_order == last.sort_order + 1
    assert EventType.objects.last() == term


def test_a_label_without_latin_letters_asks_for_a_code() -> None:
    with pytest.raises(ValidationError, match="Type a code in Latin letters") as refused:
        cleaned(labels={"ar": "مجلس"})
    assert list(refused.value.message_dict) == ["code"]


def test_a_code_is_written_in_small_letters() -> None:
    assert cleaned(code="Study-Visit", labels={"en": "Study visit"}).code == "study-visit"


@pytest.mark.parametrize("code", ["a b", "é", "a/b", 'a"b', "x" * 65])
def test_a_code_that_cannot_stand_in_an_address_is_refused(code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        cleaned(code=code, labels={"en": "Study visit"})
    assert list(refused.value.message_dict) == ["code"]


def test_two_terms_of_a_vocabulary_cannot_have_one_code() -> None:
    with pytest.raises(ValidationError) as refused:
        cleaned(code="webinar", labels={"en": "Other"})
    assert list(refused.value.message_dict) == ["code"]


def test_a_code_cannot_change_once_saved() -> None:
    term = EventType.objects.get(code="webinar")
    term.code = "web-seminar"
    with pytest.raises(ValidationError, match="It is “webinar”") as refused:
        term.full_clean()
    assert list(refused.value.message_dict) == ["code"]
    with pytest.raises(ValidationError, match="It is “webinar”"):
        term.save()
    assert EventType.objects.filter(code="webinar").exists()


def test_a_label_may_change_at_any_time() -> None:
    term = EventType.objects.get(code="webinar")
    term.labels = {**term.labels, "en": "Online seminar"}
    term.full_clean()
    term.save()
    assert str(EventType.objects.get(code="webinar")) == "Online seminar"


def test_a_term_needs_a_label() -> None:
    with pytest.raises(ValidationError, match="at least one language"):
        cleaned(code="empty", labels={})


def test_a_term_that_is_not_used_can_be_deleted() -> None:
    EventType.objects.get(code="holiday").delete()
    assert not EventType.objects.filter(code="holiday").exists()


def test_a_term_in_use_cannot_be_deleted(site: Any) -> None:
    page = make_event(
        site.events["en"], event_type="webinar", audiences=["youth"], workstream="gcm-indicators"
    )
    for term in (
        EventType.objects.get(code="webinar"),
        Audience.objects.get(code="youth"),
        Workstream.objects.get(code="gcm-indicators"),
    ):
        with pytest.raises(ProtectedError) as refused:
            term.delete()
        assert refused.value.protected_objects == {page}


def test_nothing_is_deleted_when_one_of_many_terms_is_in_use(site: Any) -> None:
    make_event(site.events["en"], event_type="webinar")
    before = EventType.objects.count()
    with pytest.raises(ProtectedError, match="“Webinar” is in use"):
        EventType.objects.all().delete()
    assert EventType.objects.count() == before
