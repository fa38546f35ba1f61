"""A site's own terms as a vocabulary: found by any name, read once in a request."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import translation

from wagtail_migration_events.vocabularies import site_vocabulary as site_vocabulary
from wagtail_migration_events.vocabularies.registry import all_vocabularies, get_vocabulary
from wagtail_migration_events.vocabularies.site.terms import EventType

EVENT_TYPES: Any = get_vocabulary("event_types")


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    for name in ("event_types", "audiences", "workstreams"):
        vocabulary: Any = get_vocabulary(name)
        vocabulary.forget()


@pytest.mark.parametrize("name", ["event_types", "audiences", "workstreams"])
def test_the_sites_vocabularies_are_known_by_name(name: str) -> None:
    assert get_vocabulary(name) in all_vocabularies()


@pytest.mark.django_db
def test_terms_come_in_the_order_the_site_gave_them() -> None:
    EventType.objects.filter(code="webinar").update(sort_order=0)
    assert EVENT_TYPES.codes()[0] == "webinar"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("webinar", "webinar"),
        ("Webinar", "webinar"),
        ("webinaire", "webinar"),
        ("ندوة عبر الإنترنت", "webinar"),
        ("GCM Talks", "gcm-talk"),
        ("Listening Sessions (2)", "listening-session"),
        ("  side   EVENT ", "side-event"),
        ("Party", None),
        ("", None),
        (None, None),
    ],
)
def test_a_term_is_found_by_code_label_or_spelling_seen(text: Any, code: str | None) -> None:
    assert EVENT_TYPES.resolve(text) == code


@pytest.mark.django_db
def test_all_and_open_to_all_are_one_audience() -> None:
    audiences = get_vocabulary("audiences")
    assert audiences.resolve("All") == audiences.resolve("Open to all") == "open-to-all"


@pytest.mark.django_db
def test_a_label_that_a_site_changed_is_found_at_once() -> None:
    assert EVENT_TYPES.resolve("Webcast") is None
    term = EventType.objects.get(code="webinar")
    term.labels = {**term.labels, "en": "Webcast"}
    term.save()
    assert EVENT_TYPES.resolve("Webcast") == "webinar"


@pytest.mark.django_db
def test_labels_are_in_the_wanted_language() -> None:
    with translation.override("ru"):
        assert str(EVENT_TYPES.term("webinar").label()) == "Вебинар"


@pytest.mark.django_db
def test_a_vocabulary_is_read_once_in_a_request(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        for _page in range(20):
            EVENT_TYPES.term("webinar").label()
            EVENT_TYPES.resolve("Side event")


@pytest.mark.django_db
def test_the_next_request_reads_again(client: Any, django_assert_num_queries: Any) -> None:
    EVENT_TYPES.codes()
    client.get("/admin/login/")
    with django_assert_num_queries(1):
        EVENT_TYPES.codes()


@pytest.mark.django_db
def test_outside_a_request_rows_are_kept_for_seconds_only(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    EVENT_TYPES.codes()
    monkeypatch.setattr(site_vocabulary, "KEPT_FOR", 0.0)
    with django_assert_num_queries(1):
        EVENT_TYPES.codes()


@pytest.mark.django_db
def test_a_term_that_was_rolled_back_is_forgotten() -> None:
    with transaction.atomic():
        EventType.objects.create(labels={"en": "Study visit"})
        assert "study-visit" in EVENT_TYPES
        transaction.set_rollback(True)
    assert "study-visit" not in EVENT_TYPES


@pytest.mark.django_db(transaction=True)
def test_a_term_that_was_committed_is_known() -> None:
    with transaction.atomic():
        EventType.objects.create(labels={"en": "Study visit"})
    assert "study-visit" in EVENT_TYPES
    EventType.objects.get(code="study-visit").delete()
    assert "study-visit" not in EVENT_TYPES


@pytest.mark.django_db(transaction=True)
def test_while_the_table_does_not_exist_the_vocabulary_is_empty() -> None:
    with connection.schema_editor() as editor:
        editor.delete_model(EventType)
    try:
        assert EVENT_TYPES.codes() == ()
        assert str(EVENT_TYPES.term("webinar").label()) == "webinar"
    finally:
        with connection.schema_editor() as editor:
            editor.create_model(EventType)
    EventType.objects.create(labels={"en": "Study visit"})
    assert EVENT_TYPES.codes() == ("study-visit",)


@pytest.mark.django_db
def test_a_database_that_cannot_be_asked_is_an_error_and_not_an_empty_vocabulary() -> None:
    with transaction.atomic():
        transaction.set_rollback(True)
        with pytest.raises(transaction.TransactionManagementError):
            EVENT_TYPES.codes()


@pytest.mark.django_db
def test_a_code_leads_to_its_row() -> None:
    row = EventType.objects.get(code="webinar")
    assert EVENT_TYPES.row_of("webinar") == (EventType, str(row.pk))
    assert EVENT_TYPES.row_of("party") is None
