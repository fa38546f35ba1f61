from __future__ import annotations

import datetime as dt
import io
import json
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.adopter.models import LegacyMeetingPage, TownHallPage
from tests.editing import Editor
from tests.factories import MAY_3, make_event, make_organizer, translated
from tests.local_server import local_server
from wagtail_migration_events.doctor import occurrence_index
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.notices.change import EventChange
from wagtail_migration_events.occurrences.rebuilding import rebuild
from wagtail_migration_events.occurrences.rows import IndexedCodes
from wagtail_migration_events.pages.models import EventPage
from wagtail_migration_events.vocabularies.site.terms import Audience, EventType, Workstream

pytestmark = pytest.mark.django_db
JUNE_4 = dt.datetime(2027, 6, 4, 9, 0, tzinfo=dt.UTC)
NOTHING = "0 errors, 0 warnings, 0 notices"


@pytest.fixture(autouse=True)
def _only_what_the_test_makes(site: Any) -> None:
    """The seeded terms have a label in every language of the tests."""
    assert run() == ([NOTHING], 0)


def run(*arguments: str) -> tuple[list[str], int]:
    out = io.StringIO()
    code = 0
    try:
        call_command("events_check", *arguments, stdout=out, stderr=io.StringIO())
    except SystemExit as error:
        code = int(error.code or 0)
    return out.getvalue().splitlines(), code


def write_past_the_package(page: Any, **columns: Any) -> None:
    """Write only the row of one page; what lists find follows."""
    EventPage.objects.filter(pk=page.pk).update(**columns)
    list(rebuild())


def findings(check: str = "") -> list[dict[str, Any]]:
    answer = json.loads("\n".join(run("--json")[0]))
    return [each for each in answer["findings"] if check in ("", each["check"])]


def test_a_site_whose_languages_agree_has_nothing_to_do(site: Any) -> None:
    host = make_organizer(site.organizers["en"])
    english = make_event(site.events["en"], starts_at=MAY_3, timezone="UTC", organizers=[host])
    translated(english, "fr", title="Réunion")
    translated(english, "ar", live=False)
    assert run() == ([NOTHING], 0)


def test_a_sibling_with_another_fact_is_named_with_both_values_and_fails(site: Any) -> None:
    english = make_event(site.events["en"], title="Forum", starts_at=MAY_3, timezone="UTC")
    french = translated(english, "fr", title="Le forum")
    write_past_the_package(french, starts_at=JUNE_4)
    lines, code = run()
    assert code == 1
    assert lines[-1] == "1 errors, 0 warnings, 0 notices"
    assert f"“Le forum” (French, page {french.pk}): start is 4 June 2027, 09:00" in lines[1]
    assert f"“Forum” (English, page {english.pk}) says 3 May 2027, 13:00" in lines[1]
    assert "events_adopt" in lines[2]
    [found] = findings()
    assert found["check"] == "siblings_disagree"
    assert found["severity"] == "error"
    assert found["key"] == str(english.translation_key)
    assert found["page"] == {
        "id": french.pk,
        "title": "Le forum",
        "language": "fr",
        "live": True,
    }
    assert found["source"]["id"] == english.pk
    assert found["fact"] == "starts_at"
    assert found["value"].startswith("2027-06-04")
    assert found["source_value"].startswith("2027-05-03")
    assert found["message"]
    assert found["todo"]


def test_a_draft_that_disagrees_is_named_too(site: Any) -> None:
    english = make_event(site.events["en"], starts_at=MAY_3)
    arabic = translated(english, "ar", live=False)
    EventPage.objects.filter(pk=arabic.pk).update(venue="Elsewhere")
    [found] = findings()
    assert (found["fact"], found["page"]["live"]) == ("venue", False)


def test_rows_of_organizers_are_compared(site: Any) -> None:
    host = make_organizer(site.organizers["en"], "Host")
    english = make_event(site.events["en"], organizers=[host])
    french = translated(english, "fr")
    french.organizer_links.all()[0]
    link = type(french).organizer_links.rel.related_model
    link.objects.filter(page=french).update(role="partner")
    [found] = findings()
    assert found["fact"] == "organizer_links"
    assert "Host (Partner)" in found["message"]
    assert found["value"] == [{"organizer": str(host.translation_key), "role": "partner"}]


def test_the_draft_of_a_source_disagrees_with_nobody(site: Any) -> None:
    english = make_event(site.events["en"], starts_at=MAY_3)
    french = translated(english, "fr")
    english = EventPage.objects.get(pk=english.pk)
    english.unpublish()
    write_past_the_package(english, starts_at=JUNE_4)
    assert findings() == []
    arabic = translated(english, "ar")
    write_past_the_package(arabic, starts_at=JUNE_4)
    assert {each["page"]["id"] for each in findings()} <= {french.pk, arabic.pk}
    assert findings()


def test_an_alias_that_disagrees_is_named(site: Any) -> None:
    english = make_event(site.events["en"], starts_at=MAY_3)
    alias = english.create_alias(parent=site.home["en"], update_slug="again")
    write_past_the_package(alias, starts_at=JUNE_4)
    [found] = findings()
    assert found["page"]["id"] == alias.pk
    assert found["key"] == str(english.translation_key)


@pytest.mark.parametrize("model", [TownHallPage, LegacyMeetingPage])
def test_any_class_with_the_mixin_is_compared(site: Any, model: Any) -> None:
    english = make_event(site.events["en"], model, venue="Palais")
    french = translated(english, "fr")
    assert findings() == []
    model.objects.filter(pk=french.pk).update(
        **{"location" if model is LegacyMeetingPage else "venue": "Elsewhere"}
    )
    [found] = findings()
    assert (found["fact"], found["value"]) == ("venue", "Elsewhere")


def test_a_fact_that_cannot_be_read_is_named_and_stops_nothing(site: Any) -> None:
    english = make_event(site.events["en"])
    french, arabic = translated(english, "fr"), translated(english, "ar")
    table = EventPage._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET dates = '3' WHERE page_ptr_id = %s", [french.pk])
    EventPage.objects.filter(pk=arabic.pk).update(venue="Elsewhere")
    assert {each["page"]["id"] for each in findings("siblings_disagree")} == {french.pk, arabic.pk}
    assert run()[1] == 1


def test_an_event_without_a_source_fails(site: Any) -> None:
    english = make_event(site.events["en"], title="Forum")
    EventGroup.objects.update(origin=None)
    lines, code = run()
    assert code == 1
    assert str(english.translation_key) in lines[1]
    [found] = findings()
    assert found["check"] == "groups_without_source"
    assert found["page"]["id"] == english.pk


def test_a_row_that_names_a_page_of_another_event_is_no_source(site: Any) -> None:
    english, other = make_event(site.events["en"]), make_event(site.events["en"])
    EventGroup.objects.filter(pk=english.translation_key).update(origin=other)
    assert [each["check"] for each in findings()] == ["groups_without_source"]


def test_events_that_are_not_adopted_are_a_notice(site: Any) -> None:
    pages = [make_event(site.events["en"]) for _number in range(2)]
    EventGroup.objects.filter(pk=pages[0].translation_key).delete()
    EventGroup.objects.filter(pk=pages[1].translation_key).update(adopted=False)
    lines, code = run()
    assert (lines[-1], code) == ("0 errors, 0 warnings, 2 notices", 0)
    assert {each["check"] for each in findings()} == {"groups_not_adopted"}
    call_command("events_adopt", "--apply", stdout=io.StringIO(), stderr=io.StringIO())
    assert run() == ([NOTHING], 0)


def test_siblings_from_before_the_package_that_disagree_fail(site: Any) -> None:
    english = make_event(site.events["en"], starts_at=MAY_3)
    french = translated(english, "fr")
    EventGroup.objects.all().delete()
    write_past_the_package(french, starts_at=JUNE_4)
    assert run()[1] == 1
    assert [each["check"] for each in findings()] == ["siblings_disagree", "groups_not_adopted"]


def test_a_published_translation_of_older_text_is_named(site: Any, editor_client: Any) -> None:
    english = make_event(site.events["en"], title="Forum", starts_at=MAY_3, timezone="UTC")
    french = translated(english, "fr", title="Le forum")
    translated(english, "ar", live=False)
    Editor.of(editor_client, english).fill(title="The Forum").publish()
    [found] = findings()
    assert found["check"] == "translations_stale"
    assert (found["page"]["id"], found["texts"]) == (french.pk, ["title"])
    assert run()[1] == 0


def test_a_term_without_a_label_in_a_language_of_the_site_is_named(site: Any) -> None:
    EventType.objects.create(code="picnic", labels={"en": "Picnic", "fr": "Pique-nique"})
    [found] = findings()
    assert found["check"] == "terms_without_label"
    assert (found["vocabulary"], found["code"]) == ("event_types", "picnic")
    assert found["languages"] == ["ar", "es", "ru", "zh-hans"]
    assert "Russian" in found["message"]


def test_only_official_titles_that_live_pages_show_are_asked_to_be_confirmed(
    site: Any, settings: Any
) -> None:
    from wagtail_migration_events.vocabularies.official.vocabulary import unverified

    term, title = next(
        (term, title) for term, title in unverified("ru") if term.vocabulary == "guiding_principles"
    )
    english = make_event(site.events["en"], guiding_principles=[term.code])
    assert [each for each in findings() if each["language"] == "ru"] == []
    translated(english, "ru")
    found = [each for each in findings("titles_unverified") if each["language"] == "ru"]
    assert found[0]["code"] == term.code
    assert title.text in [each["title"] for each in found]
    assert run()[1] == 0


def test_the_number_of_queries_does_not_grow_with_the_number_of_pages(site: Any) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            run("--json")
        # Terms are kept for some seconds, so how often they are read is a matter of time.
        terms = [model._meta.db_table for model in (EventType, Audience, Workstream)]
        return sum(
            not any(table in query["sql"] for table in terms) for query in captured.captured_queries
        )

    host = make_organizer(site.organizers["en"])
    for _number in range(2):
        translated(make_event(site.events["en"], organizers=[host]), "fr")
    few = queries()
    for _number in range(4):
        translated(make_event(site.events["en"], organizers=[host]), "fr")
    assert queries() == few


def test_all_batches_are_read(site: Any) -> None:
    from wagtail_migration_events.doctor.bulk_facts import doubtful_groups, fact_readers

    for _number in range(5):
        french = translated(make_event(site.events["en"]), "fr")
        EventPage.objects.filter(pk=french.pk).update(venue="Elsewhere")
    batches = list(doubtful_groups(fact_readers(), batch=2))
    assert [len(batch) for batch in batches] == [2, 2, 1]
    assert {len(each.pages) for batch in batches for each in batch} == {2}


def test_groups_of_different_classes_are_compared_fact_by_fact(site: Any) -> None:
    english = make_event(site.events["en"], venue="Palais", starts_at=MAY_3)
    meeting = make_event(
        site.events["fr"],
        LegacyMeetingPage,
        venue="Palais",
        starts_at=MAY_3,
        translation_key=english.translation_key,
    )
    assert findings() == []
    LegacyMeetingPage.objects.filter(pk=meeting.pk).update(location="Elsewhere")
    [found] = findings()
    assert (found["fact"], found["source_value"]) == ("venue", "Palais")


# --- The index of occurrences ---


def test_a_page_that_lists_find_by_something_else_is_named_and_fails(site: Any) -> None:
    wrong = make_event(site.events["en"], title="Forum", starts_at=MAY_3)
    lost = make_event(site.events["en"], title="Draft", live=False)
    make_event(site.events["en"], title="Right")
    EventPage.objects.filter(pk=wrong.pk).update(areas=["404"])
    IndexedCodes.objects.filter(page=lost.pk).delete()
    IndexedCodes.objects.create(page_id=site.home["en"].pk)
    found = findings("index_differs")
    assert [each["page"]["id"] for each in found] == [wrong.pk, lost.pk, site.home["en"].pk]
    assert found[0]["key"] == str(wrong.translation_key)
    lines, code = run()
    assert code == 1
    assert lines[-2].startswith("  Run “events_rebuild_occurrences”")
    call_command("events_rebuild_occurrences", stdout=io.StringIO())
    assert run() == ([NOTHING], 0)


def test_a_page_that_is_published_while_it_is_looked_at_is_not_named(
    site: Any, monkeypatch: Any
) -> None:
    event = make_event(site.events["en"], starts_at=MAY_3)
    told = iter([[event.pk]])
    look = occurrence_index.differing_pages
    monkeypatch.setattr(
        occurrence_index, "differing_pages", lambda pks: next(told, None) or look(pks)
    )
    assert run() == ([NOTHING], 0)


def test_events_that_harvesters_are_not_told_of_are_named_once_and_a_rebuild_mends_it(site: Any):
    english = make_event(site.events["en"], title="Forum")
    translated(english, "fr")
    make_event(site.events["en"], live=False)
    EventChange.objects.all().delete()
    [found] = findings("events_not_recorded")
    assert (found["key"], found["page"]["title"]) == (str(english.translation_key), "Forum")
    call_command("events_rebuild_occurrences", stdout=io.StringIO())
    assert run() == ([NOTHING], 0)


def test_a_target_that_does_not_take_its_notices_is_named_without_its_address(
    site: Any, settings: Any, django_capture_on_commit_callbacks: Any
):
    with local_server() as server:
        server.status = 500
        settings.WAGTAIL_MIGRATION_EVENTS_WEBHOOKS = [
            {"url": f"{server.url}/secret", "secret": "s" * 32, "allow_private": True}
        ]
        with django_capture_on_commit_callbacks(execute=True):
            make_event(site.events["en"])
    lines, code = run()
    assert "  localhost: 1 notice has failed. The answer is 500." in lines
    assert (code, findings("notices_failed")[0]["number"]) == (0, 1)
    assert "secret" not in " ".join(lines)
