"""Addresses of the web without their scheme, or with words around them."""

from __future__ import annotations

import re

from wagtail_migration_events.interchange.rules.draft import Draft

LONGEST = 2000
_BARE = re.compile(r"www\.[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?:[/?#]\S*)?", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"“”]+", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,]+(?=https?://|www\.)", re.IGNORECASE)
_BEHIND = ".,;:!?'’"


def bare_addresses(draft: Draft) -> None:
    """Write "www.example.org" with its scheme, and leave one address of "Register at https://…"."""
    for column in ("url", "registration_url", "webcast", "image"):
        text = draft.text(column)
        if text and len(text) <= LONGEST and (address := _address(text, column)):
            draft.change(column, address)
    values = draft.items("documents")
    parts = [part for value in values for part in _parted(value)]
    if parts != values:
        draft.change("documents", parts)


def _address(text: str, column: str) -> str:
    if _BARE.fullmatch(text):
        return f"https://{text}"
    found = _ADDRESS.findall(text) if column in ("registration_url", "webcast") else []
    has_words = len(found) == 1 and found[0] != text
    return found[0].rstrip(_BEHIND) if has_words else ""


def _parted(value: object) -> list[object]:
    if not isinstance(value, str) or len(value) > LONGEST:
        return [value]
    parts = _BETWEEN.split(value.strip())
    return [f"https://{part}" if _BARE.fullmatch(part) else part for part in parts]
