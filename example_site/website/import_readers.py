"""Formats of files that only this site imports."""

from collections.abc import Iterator
from pathlib import Path

from wagtail_migration_events.interchange.readers.formats import register_reader
from wagtail_migration_events.interchange.source.records import ReadingOptions, SourceRecord


def read_city_meetings(path: Path, options: ReadingOptions) -> Iterator[SourceRecord]:
    """A file of lines such as ``2027-05-12 | Freetown | Breakfast of mayors``."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        cells = (cell.strip() for cell in line.split("|"))
        row = dict(zip(("start", "location", "title"), cells, strict=False))
        yield SourceRecord(number, 0, row | {"id": line, "lang": "en"}, source="cities")


register_reader("cities", read_city_meetings, endings=[".cities"])
