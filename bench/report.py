"""What a run prints: a table of what was measured, and a line for each bound."""

from __future__ import annotations

from bench.cases import Measurements, Subject

HEADINGS = ("case", "database", "median ms", "queries", "peak MB", "times the unit")


def table(database: str, subject: Subject, measured: Measurements) -> str:
    """Return the table of a subject; the unit of a time stands in the last column as 1.0."""
    rows = [HEADINGS]
    for case in subject.cases:
        found = measured[case.name]
        unit = measured[case.unit or subject.cases[0].name]
        rows.append(
            (
                case.name,
                database,
                f"{found.milliseconds:,.1f}",
                f"{found.queries:,}",
                f"{found.peak_bytes / 1_000_000:.1f}" if found.peak_bytes else "",
                f"{found.milliseconds / unit.milliseconds:.1f}",
            )
        )
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEADINGS))]
    return "\n".join(_line(row, widths) for row in rows)


def verdicts(subject: Subject, measured: Measurements) -> tuple[list[str], bool]:
    """Return a line for each bound, and whether all those that are counts were held."""
    lines, all_held = [], True
    for bound in subject.bounds:
        found = bound.measured(measured)
        held = found <= bound.at_most
        all_held = all_held and (held or not bound.is_count)
        value = f"{found:,.0f}" if bound.is_count else f"{found:.1f}"
        lines.append(f"{'held  ' if held else 'missed'}  {bound.promise} ({value})")
    return lines, all_held


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    text = [cell.ljust(width) for cell, width in zip(row[:2], widths[:2], strict=True)]
    numbers = [cell.rjust(width) for cell, width in zip(row[2:], widths[2:], strict=True)]
    return "  ".join([*text, *numbers])
