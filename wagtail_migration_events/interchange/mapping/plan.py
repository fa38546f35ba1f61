"""A mapping: which columns of a file say what, read from a TOML file that people write."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from wagtail_migration_events.interchange.source.records import COLUMNS, UnreadableFile

LARGEST_MAPPING = 1024 * 1024
_TABLE: dict[str, type] = {
    "header_row": int,
    "sheet": str,
    "separator": str,
    "encoding": str,
    "day_first": bool,
}


@dataclass(frozen=True)
class ColumnPlan:
    """Which columns of a file are which of ours, and how the file is to be read.

    Attributes:
        columns: for each of our columns the columns of the file, in the order in which they are
            put together.
        defaults: what our columns hold in rows that say nothing.
        split: the sign between several values in one cell, by our column.
        words: for each of our columns, what a word of the file means.
        table: how to read the file: ``header_row``, ``sheet``, ``separator``, ``encoding``,
            ``day_first``.
    """

    columns: dict[str, list[str]] = field(default_factory=dict)
    defaults: dict[str, Any] = field(default_factory=dict)
    split: dict[str, str] = field(default_factory=dict)
    words: dict[str, dict[str, Any]] = field(default_factory=dict)
    table: dict[str, Any] = field(default_factory=dict)


def read_plan(path: Path) -> ColumnPlan:
    """Read a mapping file.

    :raises UnreadableFile: naming what is wrong with it.
    """
    try:
        if path.stat().st_size > LARGEST_MAPPING:
            raise UnreadableFile(_("The mapping is larger than a megabyte. Shorten it."))
        return plan_in(path.read_bytes())
    except OSError as error:
        message = _("The mapping cannot be read: %(error)s.")
        raise UnreadableFile(message % {"error": error.strerror or error}) from None


def plan_in(content: bytes) -> ColumnPlan:
    """Read what stands in a mapping file.

    :raises UnreadableFile: naming what is wrong with it.
    """
    try:
        tables = tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        message = _("The mapping cannot be read: %(error)s.")
        raise UnreadableFile(message % {"error": error}) from None
    except (RecursionError, ValueError) as error:
        message = _("The mapping is not TOML: %(error)s.")
        raise UnreadableFile(message % {"error": error}) from None
    return plan_of(tables)


def plan_of(content: dict[str, Any]) -> ColumnPlan:
    """Return the mapping that the content of a TOML file describes.

    :raises UnreadableFile: for a table, a column or a value that there is not.
    """
    known = ("columns", "defaults", "split", "words", "table")
    for name, value in content.items():
        _refuse_unless(name in known, _("The mapping has no table “%(name)s”."), name)
        _refuse_unless(isinstance(value, dict), _("“%(name)s” in the mapping is no table."), name)
    for name in ("columns", "defaults", "split", "words"):
        for column in content.get(name, {}):
            _refuse_unless(
                column in COLUMNS,
                _("The mapping names “%(name)s”, which is none of our columns."),
                column,
            )
    for name, value in content.get("table", {}).items():
        kind = _TABLE.get(name)
        fits = kind is not None and isinstance(value, kind) and type(value) is kind
        _refuse_unless(
            fits, _("“%(name)s” in [table] of the mapping is unknown or of a wrong kind."), name
        )
    columns = {name: _headers(name, value) for name, value in content.get("columns", {}).items()}
    for name, value in content.get("split", {}).items():
        _refuse_unless(
            isinstance(value, str) and value,
            _('[split] of “%(name)s” is no sign. Write one such as ";".'),
            name,
        )
    for name, value in content.get("words", {}).items():
        _refuse_unless(isinstance(value, dict), _("[words.%(name)s] is no table."), name)
    return ColumnPlan(
        columns={name: headers for name, headers in columns.items() if headers},
        defaults=dict(content.get("defaults", {})),
        split=dict(content.get("split", {})),
        words=dict(content.get("words", {})),
        table=dict(content.get("table", {})),
    )


def _headers(name: str, value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    fits = all(isinstance(each, str) for each in values)
    _refuse_unless(
        fits, _("“%(name)s” in [columns] must be the name of a column, or a list."), name
    )
    return [each for each in values if each.strip()]


def _refuse_unless(fits: Any, message: str, name: str) -> None:
    if not fits:
        raise UnreadableFile(message % {"name": name})
