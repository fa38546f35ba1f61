"""Values of a file made fit to be kept as JSON in every database."""

from __future__ import annotations

import datetime as dt
import math
import re
from decimal import Decimal
from typing import Any

LONGEST_TEXT = 100_000
"""Characters; a page of text has three thousand."""
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


def kept_text(text: str) -> str:
    """Return text without NUL and halves of characters (PostgreSQL), cut when it is endless."""
    return _UNKEEPABLE.sub("", text[:LONGEST_TEXT])


def kept(value: Any, depth: int = 0) -> Any:
    """Return any value as JSON keeps it; what is nested too deeply for a person becomes text."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return kept_text(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dt.datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if depth < 10 and isinstance(value, dict):
        return {kept_text(str(name)): kept(each, depth + 1) for name, each in value.items()}
    if depth < 10 and isinstance(value, list | tuple):
        return [kept(each, depth + 1) for each in value]
    return kept_text(str(value)[:LONGEST_TEXT]) if depth < 10 else "…"


def is_blank(value: Any) -> bool:
    """Whether a cell holds nothing."""
    return value is None or (isinstance(value, str) and not value.strip()) or value in ([], {})
