"""What became of a row of an import, as a row of its run."""

from __future__ import annotations

from typing import Any

from wagtail_migration_events.interchange.outcomes import LONGEST_MESSAGE, Became, Outcome
from wagtail_migration_events.interchange.run.staleness import PlannedRows, RowState
from wagtail_migration_events.interchange.source.records import SourceRecord
from wagtail_migration_events.runs.kinds import Worked
from wagtail_migration_events.runs.run import BackgroundRun, RunRow
from wagtail_migration_events.runs.run import Outcome as RowOutcome
from wagtail_migration_events.text_checks import one_line

LONGEST_WORDS = 20_000
OUTCOMES = {
    Became.CREATED: RowOutcome.CREATED,
    Became.UPDATED: RowOutcome.UPDATED,
    Became.UNCHANGED: RowOutcome.UNCHANGED,
    Became.DRAFT: RowOutcome.DRAFT,
    Became.REFUSED: RowOutcome.REFUSED,
}


def worked(
    thing: str, record: SourceRecord | None, outcome: Outcome, *, is_plan: bool = False
) -> Worked:
    """Return what a run keeps of a row.

    :param record: the row, if it was read as one.
    :param is_plan: keep what the plan of the row rests on, too.
    """
    title = (record.title or record.external_id) if record is not None else ""
    data: dict[str, Any] = {"place": " ".join(filter(None, [outcome.file, outcome.place]))}
    if record is not None and record.language:
        data["lang"] = record.language
    if is_plan and record is not None and outcome.state:
        data |= {"id": record.external_id, "state": outcome.state}
    if outcome.page is not None:
        data["page"] = outcome.page
    if outcome.made:
        data["made"] = outcome.made
    label = one_line(title or outcome.place, 255)
    return Worked(thing, OUTCOMES[outcome.became], label, words_of(outcome), data)


def planned_rows(plan: BackgroundRun) -> PlannedRows:
    """Return what somebody has read in a plan, to hold an import to it."""
    kept = plan.rows.order_by("pk").values_list("data", flat=True)
    found = [(RowState.from_text(row.get("state", "")), row) for row in kept]
    return PlannedRows(
        [(state, row["id"], row.get("lang", "")) for state, row in found if state is not None]
    )


def words_of(outcome: Outcome) -> str:
    """Return what is to be said of a row, each thing on a line of its own."""
    told = [*outcome.reasons, *map(str, outcome.changes), *outcome.notes, *outcome.repairs]
    lines = [one_line(each, LONGEST_MESSAGE) for each in told]
    return "\n".join(dict.fromkeys(lines))[:LONGEST_WORDS]


def amend(run: BackgroundRun, thing: str, outcome: Outcome) -> None:
    """Take in what the end of the file has changed for a row."""
    row = RunRow.objects.filter(run=run, thing=thing).first()
    if row is not None:
        row.outcome = OUTCOMES[outcome.became]
        row.words = "\n".join(filter(None, [row.words, words_of(outcome)]))[:LONGEST_WORDS]
        row.save(update_fields=["outcome", "words"])
