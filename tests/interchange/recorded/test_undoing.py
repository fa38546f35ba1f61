"""Every import is a run with a number, and what it made can be removed again."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction

from tests.factories import make_event, translated
from tests.interchange.building import make_row, write_rows
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.interchange.outcomes import Became, Outcome
from wagtail_migration_events.interchange.record import ImportRecord
from wagtail_migration_events.interchange.recorded.log import RunLog
from wagtail_migration_events.interchange.source.records import SourceRecord
from wagtail_migration_events.pages.models import EventPage, OrganizerPage
from wagtail_migration_events.runs.run import BackgroundRun, RunRow


def run(*arguments: Any, **options: Any) -> list[str]:
    """Run the command; its lines, those beside its last line too."""
    out, beside = io.StringIO(), io.StringIO()
    try:
        call_command("events_import", *map(str, arguments), stdout=out, stderr=beside, **options)
    except SystemExit as error:
        out.write(f"exit {error.code}")
    return out.getvalue().splitlines() + beside.getvalue().splitlines()


def rows_of(number: int) -> list[tuple[str, str, str]]:
    rows = RunRow.objects.filter(run=number)
    return [(row.data["place"], row.label, row.outcome) for row in rows]


def test_an_import_that_applies_is_a_run_with_a_report(site: Any, tmp_path: Path) -> None:
    first, second = make_row(organizers=["City Network"]), make_row(url="https://example.org/2")
    path = write_rows(tmp_path / "events.jsonl", first, second)
    assert run(path, "--dry-run")[-1].startswith("2 created")
    assert not BackgroundRun.objects.exists()

    lines = run(path)
    made = BackgroundRun.objects.get()
    assert lines[-2:] == [
        "2 created, 0 updated, 0 unchanged, 0 drafts, 0 refused",
        f"This was run {made.pk}. “events_import --undo-run {made.pk}” undoes it.",
    ]
    assert made.finished_at is not None
    assert made.total == 2
    pages = [row.data["page"] for row in made.rows.all()]
    assert pages == list(EventPage.objects.order_by("pk").values_list("pk", flat=True))
    assert set(made.rows.first().data["made"]) == {pages[0], OrganizerPage.objects.get().pk}

    part = make_row(url="https://example.org/2", raw_fields={"part_of": "The week"})
    third = make_row(url="https://example.org/3", title="The week")
    wrong = make_row(url="https://example.org/4", lang="tlh")
    run(write_rows(path, {**first, "title": "Another"}, part, third, wrong, "not json"))
    later = BackgroundRun.objects.latest("pk")
    assert rows_of(later.pk) == [
        ("line 1", "Another", "updated"),
        ("line 2", "A talk on data", "updated"),
        ("line 3", "The week", "created"),
        ("line 4", "A talk on data", "refused"),
        ("line 5", "line 5", "refused"),
    ]
    words = list(later.rows.values_list("words", flat=True))
    assert "A talk on data → Another" in words[0]
    assert "tlh" in words[3]


@pytest.mark.django_db
def test_a_report_that_was_undone_with_its_rows_is_written_again() -> None:
    first, second, third = (SourceRecord(number, 0, make_row()) for number in (1, 2, 3))
    log = RunLog({"file": "events.jsonl"})
    log.note(Outcome(1, Became.UNCHANGED), first)
    with transaction.atomic():
        log.note(Outcome(2, Became.CREATED), second)
        log.note(Outcome(3, Became.UNCHANGED), third)
        transaction.set_rollback(True)
    log.note(Outcome(2, Became.REFUSED), second)
    log.note(Outcome(3, Became.CREATED), third)
    log.finish()
    assert [row[2] for row in rows_of(log.run.pk)] == ["unchanged", "refused", "created"]
    assert BackgroundRun.objects.get().things == ["1", "2", "3"]


def test_what_a_run_made_is_removed_unless_somebody_has_changed_it(
    site: Any, tmp_path: Path, django_user_model: Any
) -> None:
    user = django_user_model.objects.create_superuser("editor", "e@example.org", "e")
    own = make_event(site.events["en"], title="Ours")
    pages_before = set(base_page_model().objects.values_list("pk", flat=True))

    def row(name: str, **values: Any) -> dict[str, Any]:
        return make_row(url=f"http://localhost/old/{name}", title=name, **values)

    rows = [
        row("plain", organizers=["Only Here"]),
        row("plain", lang="fr", group="plain") | {"url": "http://localhost/fr/old/plain"},
        row("week"),
        row("part", raw_fields={"part_of": "week"}, organizers=["Still Named"]),
        row("translated"),
        row("moved"),
        row("gone"),
        row("aliased"),
    ]
    path = write_rows(tmp_path / "events.jsonl", *rows)
    run(path)
    made = BackgroundRun.objects.get()
    run(path)  # a second one that changes nothing takes nothing away from the first
    pages = {page.title: page for page in EventPage.objects.filter(locale__language_code="en")}

    pages["part"].save_revision(user=user)
    translated(pages["translated"], "fr", title="Traduit")
    pages["moved"].move(site.home["en"], pos="last-child", user=user)
    pages["gone"].delete()
    alias = pages["aliased"].create_alias(parent=site.home["en"], update_slug="mirror")
    keys = {title: page.translation_key for title, page in pages.items()}

    expected = [
        "“moved” (en) is kept: Somebody has changed it since.",
        "“part” (en) is kept: Somebody has changed it since.",
        "“translated” (en) is kept: Its pages in other languages take their facts from it.",
        "“week” (en) is kept: Other events are part of it.",
        "“Still Named” (en) is kept: Events name it.",
    ]
    lines = run("--undo-run", made.pk, "--dry-run")
    assert sorted(lines) == sorted([*expected, "4 removed, 5 kept, 0 refused"])
    assert base_page_model().objects.filter(pk=alias.pk).exists()
    lines = run("--undo-run", made.pk)
    assert sorted(lines) == sorted([*expected, "4 removed, 5 kept, 0 refused"])

    left = base_page_model().objects.exclude(pk__in=pages_before)
    assert set(left.values_list("title", flat=True)) == {
        "moved", "part", "translated", "Traduit", "week", "Still Named",
    }  # fmt: skip
    assert EventPage.objects.filter(pk=own.pk).exists()
    assert not EventGroup.objects.filter(pk__in=[keys["plain"], keys["aliased"]]).exists()
    kept = {pages[name].pk for name in ("moved", "part", "translated", "week")}
    assert set(ImportRecord.objects.exclude(page=None).values_list("page", flat=True)) == kept

    again = run("--undo-run", made.pk)
    assert again[-1] == "0 removed, 5 kept, 0 refused"
    for wrong in ([path, "--undo-run", made.pk], ["--undo-run", 0], []):
        with pytest.raises(CommandError):
            run(*wrong)
