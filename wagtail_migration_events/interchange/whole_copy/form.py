"""The form of a whole copy: a folder with ``events.jsonl`` and the files that it names.

The first line names the form; each further one holds one thing, in the order in which they can be
brought back: terms, images and documents, organizers, events, each source of facts before the
pages that follow it.
"""

from __future__ import annotations

from typing import Any

FORM = "wagtail-migration-events whole copy"
VERSION = 1
LINES, MEDIA = "events.jsonl", "media"

Line = dict[str, Any]


def heading(languages: list[str]) -> Line:
    return {"form": FORM, "version": VERSION, "languages": languages}


def is_heading(line: Any) -> bool:
    """Whether a line is the first one of a whole copy, of any version."""
    return isinstance(line, dict) and line.get("form") == FORM
