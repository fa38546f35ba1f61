"""Reading an uploaded file, whatever is in it: what is wrong is said, and nothing else raised."""

from __future__ import annotations

import contextlib
import logging
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Locale

from wagtail_migration_events.interchange.mapping.plan import plan_of
from wagtail_migration_events.interchange.readers.formats import columns_of, read
from wagtail_migration_events.interchange.source.records import (
    FileNote,
    ReadingOptions,
    Records,
    SourceRecord,
    UnreadableFile,
)
from wagtail_migration_events.interchange.uploaded.upload import ImportUpload

logger = logging.getLogger(__name__)

#: More is work for the command, which reads a file only once and keeps no plan of it.
MOST_ROWS = 20_000
#: Formats whose columns people have named, so that somebody has to say what they mean.
MAPPED = ("csv", "xlsx", "drupal")


@contextlib.contextmanager
def on_disk(upload: ImportUpload) -> Iterator[Path]:
    """Give the path of an uploaded file, for as long as it is read."""
    with tempfile.TemporaryDirectory() as folder:
        yield upload.written_to(Path(folder))


@contextlib.contextmanager
def readable() -> Iterator[None]:
    """Say in words what goes wrong while a file is read.

    :raises UnreadableFile: for all that the readers and their libraries raise.
    """
    try:
        yield
    except UnreadableFile:
        raise
    except Exception as error:
        logger.exception("An uploaded file could not be read.")
        reason = getattr(error, "strerror", None) or type(error).__name__
        message = _("The file cannot be read: %(error)s. Save it again, and upload that.")
        raise UnreadableFile(message % {"error": reason}) from error


def options_of(upload: ImportUpload) -> ReadingOptions:
    """Return what the reader of an uploaded file is told.

    :raises UnreadableFile: if the mapping is none.
    """
    mapping = upload.options.get("mapping")
    return ReadingOptions(
        language=Locale.get_default().language_code,
        languages=tuple(Locale.objects.values_list("language_code", flat=True)),
        mapping=plan_of(mapping) if mapping else None,
    )


def records(upload: ImportUpload, path: Path) -> Records:
    """Yield the records of an uploaded file.

    :raises UnreadableFile: if nothing of it can be read, or it has too many rows.
    """
    number = 0
    with readable():
        for record in read(path, upload.format, options_of(upload)):
            number += isinstance(record, SourceRecord)
            if number > MOST_ROWS:
                message = _(
                    "The file has more than %(most)d rows. Split it, or import it with the "
                    "command events_import."
                )
                raise UnreadableFile(message % {"most": MOST_ROWS})
            yield record


def count_of(upload: ImportUpload, path: Path) -> tuple[int, list[str]]:
    """Return how many rows a file has, and what is to be said of the whole.

    :raises UnreadableFile: see :func:`records`; also if there is none.
    """
    number, notes = 0, []
    for record in records(upload, path):
        if isinstance(record, FileNote):
            notes.append(record.text)
        else:
            number += 1
    if not number:
        raise UnreadableFile(_("The file is empty. Choose one that has events in it."))
    return number, notes


def columns_in(upload: ImportUpload) -> tuple[list[str], dict[str, Any]]:
    """Return the columns of an uploaded file, and its first row by column.

    :raises UnreadableFile: if it has none.
    """
    table = upload.options.get("mapping", {}).get("table", {})
    with on_disk(upload) as path, readable():
        names, example = columns_of(path, upload.format, table)
    if not names:
        raise UnreadableFile(_("The file has no columns. Choose one whose first row names them."))
    return names, example
