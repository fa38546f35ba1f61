"""What may stand in a cell of a table that people open in a spreadsheet."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

from wagtail_migration_events.text_checks import fit_for_xml

Cell = str | int | Decimal | None

#: What a formula may begin with (OWASP, "CSV Injection"), and the minus sign of Unicode.
_BEGINS_FORMULA = frozenset("=+-@\N{MINUS SIGN}")
#: White space, and what is not seen: a program may leave it out before it looks.
_PASSED_OVER = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf"})


def safe_cell(value: Cell) -> Cell:
    """Return a value that no spreadsheet takes for a formula, in the file or when it is saved anew.

    A text that could be one gets an apostrophe before it. Numbers stay numbers.
    """
    if not isinstance(value, str):
        return value
    text = fit_for_xml(value)
    return f"'{text}" if _may_be_formula(text) else text


def _may_be_formula(text: str) -> bool:
    if text.startswith(("\t", "\r")):
        return True
    seen = (each for each in text if unicodedata.category(each) not in _PASSED_OVER)
    # Full-width and small forms are read as the plain signs by some programs.
    return not _BEGINS_FORMULA.isdisjoint(unicodedata.normalize("NFKC", next(seen, "")))
