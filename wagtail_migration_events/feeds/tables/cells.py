"""What may stand in a cell of a table that people open in a spreadsheet."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from wagtail_migration_events.text_checks import fit_for_xml

Cell = str | int | Decimal | None

#: What a formula may begin with (OWASP, "CSV Injection"), and the minus sign of Unicode.
_BEGINS_FORMULA = frozenset("=+-@\N{MINUS SIGN}")
#: White space, and what is not seen: a program may leave it out before it looks.
_PASSED_OVER = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf"})
#: After these a cell begins for a program that expects another separator than a comma: quotation
#: marks in the middle of what it takes for a cell mean nothing to it.
_BEGINS_CELL = re.compile(r"(?<=[;\t\r\n])")


def safe_cell(value: Cell) -> Cell:
    """Return a value that no spreadsheet takes for a formula, in the file or when it is saved anew.

    A text that could be one gets an apostrophe before it, and so does what could be one after a
    separator that other programs expect. Numbers stay numbers.
    """
    if not isinstance(value, str):
        return value
    text = fit_for_xml(value)
    is_formula = text.startswith(("\t", "\r")) or _may_be_formula(text)
    first, *rest = _BEGINS_CELL.split(text)
    parts = (f"'{part}" if _may_be_formula(part.replace('"', "")) else part for part in rest)
    return "".join(("'" if is_formula else "", first, *parts))


def bare_cell(text: str) -> str:
    """Return what :func:`safe_cell` has been given, for a text that it has returned."""
    if "'" not in text:
        return text
    bare = "".join(
        part[1:] if part.startswith("'") and _may_be_formula(part[1:].replace('"', "")) else part
        for part in _BEGINS_CELL.split(text)
    )
    return bare if bare != text and safe_cell(bare) == text else text


def _may_be_formula(text: str) -> bool:
    seen = (each for each in text if unicodedata.category(each) not in _PASSED_OVER)
    # Full-width and small forms are read as the plain signs by some programs.
    return not _BEGINS_FORMULA.isdisjoint(unicodedata.normalize("NFKC", next(seen, "")))
