"""The draft of a mapping for a file, as commented TOML that a person corrects."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from wagtail_migration_events.interchange.mapping.field_parts import add_parts
from wagtail_migration_events.interchange.mapping.headers import suggested_columns, year_in
from wagtail_migration_events.interchange.mapping.plan import ColumnPlan
from wagtail_migration_events.interchange.source.records import COLUMNS

LONGEST_EXAMPLE = 60


def suggested_plan(headers: Iterable[str]) -> ColumnPlan:
    """Return the mapping that the headers of a file suggest."""
    names = list(headers)
    found = suggested_columns(names)
    columns: dict[str, list[str]] = {}
    for header, column in found.items():
        columns.setdefault(column, []).append(header)
    add_parts(columns, names)
    years = [year for header in found if (year := year_in(header))]
    defaults = {"year": years[0]} if len(set(years)) == 1 and "year" not in columns else {}
    return ColumnPlan(columns=columns, defaults=defaults)


def draft_of(headers: list[str], example: dict[str, Any], language: str) -> str:
    """Return the text of a mapping file.

    :param headers: of the file, in their order.
    :param example: the first row, by header.
    :param language: tag for rows that name no language.
    """
    plan = suggested_plan(headers)
    taken = {name for names in plan.columns.values() for name in names}
    lines = [
        _comment(_("Which column of the file is which of ours. Correct what is wrong.")),
        _comment(_('Several columns may be put together: location = ["Venue", "City"].')),
        "",
        "[columns]",
    ]
    for column, what in COLUMNS.items():
        names = plan.columns.get(column)
        if names:
            shown = _shown(" ".join(str(each) for name in names if (each := example.get(name))))
            written = ", ".join(quoted(name) for name in names)
            written = f"[{written}]" if len(names) > 1 else written
            lines.append(f"{column} = {written}" + (f"  # {shown}" if shown else ""))
        else:
            lines.append(f'# {column} = ""  # {what}')
    lines += ["", _comment(_("Columns of the file that are kept in the record and not read:"))]
    lines += [f"# {quoted(header)}" for header in headers if header not in taken]
    lines += ["", _comment(_("What rows hold that say nothing themselves.")), "[defaults]"]
    if "lang" not in plan.columns:
        lines.append(f"lang = {quoted(language)}")
    lines += [f"{name} = {value}" for name, value in plan.defaults.items()]
    lines += _further_tables()
    return "\n".join(lines) + "\n"


def _further_tables() -> list[str]:
    return [
        '# timezone = "Europe/Zurich"',
        "",
        _comment(
            _("The sign between several values in one cell. Names are never split otherwise.")
        ),
        "[split]",
        '# organizers = ";"',
        "",
        _comment(_("What a word of the file means.")),
        "[words.format]",
        '# "Visio" = "online"',
        "",
        "[table]",
        "# header_row = 1",
        '# sheet = "Events"',
        "# day_first = true  # what 3/4/2027 means",
        '# encoding = "windows-1251"',
    ]


def quoted(text: str) -> str:
    """Return text as a basic string of TOML, which JSON's escapes fit (TOML 1.0, String)."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _comment(text: str) -> str:
    return "# " + _one_line(text)


def _shown(value: Any) -> str:
    text = _one_line("" if value is None else str(value))
    return text if len(text) <= LONGEST_EXAMPLE else text[: LONGEST_EXAMPLE - 1] + "…"


def _one_line(text: str) -> str:
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())
