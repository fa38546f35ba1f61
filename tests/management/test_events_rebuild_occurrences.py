"""The command that makes the occurrence index anew."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from tests.factories import MAY_3, make_event, translated
from tests.occurrences.index_checks import assert_index_is_right
from wagtail_migration_events.notices.change import EventChange
from wagtail_migration_events.notices.harvest import changes
from wagtail_migration_events.occurrences import rebuilding
from wagtail_migration_events.occurrences.rows import IndexedCodes, IndexedOccurrence
from wagtail_migration_events.occurrences.scope import Scope
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def run(*arguments: str, out: io.StringIO | None = None) -> tuple[list[str], int]:
    out = out or io.StringIO()
    code = 0
    try:
        call_command("events_rebuild_occurrences", *arguments, stdout=out)
    except SystemExit as error:
        code = int(error.code or 0)
    return out.getvalue().splitlines(), code


@pytest.fixture
def pages(site: Any) -> list[Any]:
    """An event in two languages and another one, of which the index knows nothing."""
    event = make_event(site.events["en"], starts_at=MAY_3)
    found = [event, translated(event, "fr"), make_event(site.events["en"], areas=["404"])]
    for table in (IndexedOccurrence, IndexedCodes):
        table.objects.all().delete()
    return found


@pytest.fixture
def one_at_a_time(monkeypatch: Any) -> None:
    monkeypatch.setattr(rebuilding, "PAGES_AT_ONCE", 1)


def test_it_mends_what_is_missing_surplus_or_wrong_and_nothing_else(pages: list[Any]):
    assert run()[0][-1] == "3 pages looked at, 3 mended"
    assert_index_is_right()
    kept = set(IndexedOccurrence.objects.filter(page=pages[2]).values_list("pk", flat=True))
    EventPage.objects.filter(pk=pages[0].pk).update(starts_at=None)
    IndexedOccurrence.objects.create(**IndexedOccurrence.objects.values().first() | {"id": None})
    IndexedCodes.objects.filter(page=pages[1]).update(codes="area:756")
    lines, code = run()
    assert (lines[-1], code) == ("3 pages looked at, 2 mended", 0)
    assert_index_is_right()
    assert set(IndexedOccurrence.objects.filter(page=pages[2]).values_list("pk", flat=True)) == kept
    assert run()[0][-1] == "3 pages looked at, 0 mended"


def test_it_names_the_last_page_of_each_batch_and_goes_on_after_it(
    pages: list[Any], one_at_a_time: None
):
    lines, _ = run()
    named = [line.split("up to page ")[1].split(",")[0] for line in lines[:-1]]
    assert named == [str(page.pk) for page in pages]
    IndexedOccurrence.objects.all().delete()
    assert run("--after", named[0])[0][-1] == "2 pages looked at, 2 mended"
    assert run()[0][-1] == "3 pages looked at, 1 mended"
    assert run("--after", str(10**30))[0] == ["0 pages looked at, 0 mended"]


def test_a_run_that_goes_on_tells_harvesters_of_the_pages_before_it_too(pages: list[Any]):
    EventChange.objects.all().delete()
    # The run before this one was killed after it had made their rows.
    for _step in rebuilding.rebuild():
        assert not changes(None, None, 9, Scope("en"))
    run("--after", str(pages[-1].pk))
    told = {change.key for change in changes(None, None, 9, Scope("en"))}
    assert told == {page.translation_key for page in pages}


def test_on_a_terminal_it_draws_how_far_it_is_and_how_long_it_will_take(
    pages: list[Any], one_at_a_time: None
):
    out = Terminal()
    run(out=out)
    drawn = out.getvalue().split("\r")
    assert f"33%  1 of 3, up to page {pages[0].pk}, 0:0" in drawn[1]
    assert f"100%  3 of 3, up to page {pages[2].pk}, 0:00 left" in drawn[3]
    assert out.getvalue().endswith("3 pages looked at, 3 mended\n")


def test_a_run_that_is_broken_off_has_mended_what_it_named(pages: list[Any], one_at_a_time: None):
    steps = rebuilding.rebuild()
    assert next(steps).last == pages[0].pk
    steps.close()
    assert IndexedCodes.objects.count() == 1
    assert run()[0][-1] == "3 pages looked at, 2 mended"


def test_a_page_of_which_no_rows_can_be_made_stops_none_of_the_others(pages: list[Any]):
    table = EventPage._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET dates = '3' WHERE page_ptr_id = %s", [pages[1].pk])
    lines, code = run()
    assert code == 1
    assert lines[0].startswith(f"page {pages[1].pk}: refused: ")
    assert lines[-1] == "3 pages looked at, 2 mended, 1 refused"


def test_rows_of_pages_whose_class_is_no_event_go(pages: list[Any], site: Any):
    run()
    stray = IndexedCodes.objects.create(page_id=site.home["en"].pk, codes="area:404")
    assert run()[0][-1] == "3 pages looked at, 1 mended"
    assert not IndexedCodes.objects.filter(pk=stray.pk).exists()


def test_the_queries_for_a_batch_do_not_depend_on_its_pages(pages: list[Any], site: Any):
    from bench.measuring import counted_queries

    def queries() -> int:
        run()
        with counted_queries() as count:
            run()
        return int(count.number)

    few = queries()
    for page in (pages[0], pages[2]):
        translated(page, "ar")
        make_event(site.events["fr"], starts_at=MAY_3)
    assert queries() == few
