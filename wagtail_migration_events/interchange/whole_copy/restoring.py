"""Bringing a whole copy back, line by line: what is there already and the same is left alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from wagtail_migration_events.interchange.outcomes import Became, Outcome
from wagtail_migration_events.interchange.source.source_event import RowRefused, quoted
from wagtail_migration_events.interchange.whole_copy.files import FilesIn
from wagtail_migration_events.interchange.whole_copy.form import LINES, VERSION, Line, is_heading
from wagtail_migration_events.interchange.whole_copy.page_writing import PagesIn
from wagtail_migration_events.interchange.whole_copy.terms import take_term


class NotACopy(ValueError):  # noqa: N818 - says what it is
    """The folder holds no whole copy that this version of the package can read."""


def read_copy(folder: Path) -> Iterator[Outcome]:
    """Bring back a whole copy; yield what became of each line.

    Each line is taken whole or not at all, so a run that broke off is simply run again.

    :raises NotACopy: before anything is written.
    """
    try:
        file = (folder / LINES).open(encoding="utf-8")
    except OSError as error:
        raise NotACopy(
            _("“%(folder)s” holds no copy of events. Name a folder that events_export has written.")
            % {"folder": folder}
        ) from error
    with file:
        _check_heading(file.readline())
        files = FilesIn(folder)
        pages = PagesIn(files.swap)
        for number, text in enumerate(file, start=2):
            if text.strip():
                yield _taken(number, text, files, pages)


def _check_heading(text: str) -> None:
    try:
        first = json.loads(text)
    except (ValueError, RecursionError):
        first = None
    if not is_heading(first):
        raise NotACopy(
            _("The first line does not say that this is a copy of events. Export it again.")
        )
    if first.get("version") != VERSION:
        words = _("This copy has the version %(version)s, and only %(ours)s can be read.")
        raise NotACopy(words % {"version": quoted(first.get("version")), "ours": VERSION})


def _taken(number: int, text: str, files: FilesIn, pages: PagesIn) -> Outcome:
    try:
        line = json.loads(text)
        with transaction.atomic():
            became = _take(line, files, pages)
        return Outcome(number, became, notes=pages.notes(), made=pages.made())
    except RowRefused as error:
        reason = str(error)
    except ValidationError as error:
        reason = " ".join(error.messages)
    except OSError:
        reason = _(
            "The file is missing, or is another one than this line says. Export the copy again."
        )
    except DatabaseError as error:
        reason = _(
            "The database refused the row: %(error)s. Correct the value, and import again."
        ) % {"error": quoted(error)}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        reason = _("This line cannot be understood: %(error)s. Export the copy again.") % {
            "error": quoted(error)
        }
    pages.made()  # undone with the row
    return Outcome(number, Became.REFUSED, [reason])


def _take(line: Line, files: FilesIn, pages: PagesIn) -> Became:
    if "term" in line:
        return _as_outcome(take_term(line))
    if "image" in line or "document" in line:
        return Became.CREATED if files.take(line) else Became.UNCHANGED
    return pages.take(line)


def _as_outcome(is_new: bool | None) -> Any:
    if is_new is None:
        return Became.UNCHANGED
    return Became.CREATED if is_new else Became.UPDATED
