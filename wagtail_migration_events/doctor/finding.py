"""One thing that the doctor has found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise


class Severity(StrEnum):
    """``error``: what readers are told contradicts itself, and the command exits with 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True)
class Finding:
    """One fault.

    Attributes:
        message: what is wrong, in one line for a person.
        data: the same for a program; which keys it has depends on the check.
        todo: what to do about it, where that differs from finding to finding.
    """

    message: str
    data: dict[str, Any] = field(default_factory=dict)
    todo: str = ""


@dataclass(frozen=True)
class Check:
    """One kind of fault, and how to look for it.

    Attributes:
        name: stands for the check in JSON; it does not change.
        heading: for a person.
        todo: what to do about what is found.
        find: yields what is wrong, without holding the pages of the site in memory.
    """

    name: str
    severity: Severity
    heading: str | Promise
    todo: str | Promise
    find: Callable[[], Iterator[Finding]]
