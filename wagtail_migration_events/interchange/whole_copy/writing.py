"""Writing a whole copy into a folder."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from wagtail.models import Locale

from wagtail_migration_events.interchange.whole_copy.files import FilesOut
from wagtail_migration_events.interchange.whole_copy.form import LINES, Line, heading
from wagtail_migration_events.interchange.whole_copy.pages import page_lines
from wagtail_migration_events.interchange.whole_copy.terms import term_lines


def write_copy(folder: Path) -> Iterator[Counter[str]]:
    """Write a whole copy of the site's events; yield the counts as they grow.

    The lines take the place of an older copy only when all of them are written.

    :param folder: made if it is not there.
    :return: how many terms, files, organizers and event pages there are, and how many files
        that pages name are lost.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files, counts = FilesOut(folder), Counter[str]()
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as pages,
        tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=folder, delete=False) as whole,
    ):
        for line in page_lines(files.swap):
            _write(pages, [line])
            counts["organizers" if "organizer" in line else "event pages"] += 1
            yield counts
        terms = list(term_lines())
        counts["terms"], counts["files"] = len(terms), len(files.lines)
        counts["files lost"] = files.lost
        languages = list(Locale.objects.order_by("pk").values_list("language_code", flat=True))
        in_order = sorted(files.lines.items())
        _write(whole, [heading(sorted(languages)), *terms, *(line for _digest, line in in_order)])
        pages.seek(0)
        shutil.copyfileobj(pages, whole)
    Path(whole.name).replace(folder / LINES)
    yield counts


def _write(file: IO[str], lines: Iterable[Line]) -> None:
    for line in lines:
        file.write(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n")
