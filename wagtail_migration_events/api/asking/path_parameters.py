"""The parts of addresses that differ."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from ninja import Path

EventKey = Annotated[
    UUID,
    Path(
        description="The event's `key`, the same in all languages.",
        examples=["6a8f7a5e-6f6c-4c43-9f3f-3a2f0b6e3c55"],
    ),
]
OrganizerCode = Annotated[
    str, Path(description="The organizer's `code`, or its `key`.", examples=["iom"])
]
VocabularyName = Annotated[
    str, Path(description="The vocabulary's `name`.", examples=["gcm_objectives"])
]
TermCode = Annotated[str, Path(description="The term's `code`.", examples=["13"])]
