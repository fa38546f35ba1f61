"""Writing what readers see of all events, in all languages, as a table or as calendars."""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from django.db.models import Q
from wagtail.models import Locale

from wagtail_migration_events.events.group import groups_by_key
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.feeds.calendar_file import calendar_of
from wagtail_migration_events.feeds.tables.cells import Cell
from wagtail_migration_events.feeds.tables.columns import cells, header
from wagtail_migration_events.feeds.tables.files import BYTE_ORDER_MARK, write_workbook
from wagtail_migration_events.feeds.tables.rows import event_rows
from wagtail_migration_events.groups.links.addresses import page_address
from wagtail_migration_events.groups.page_model import base_pages_with, page_models_with
from wagtail_migration_events.groups.resolution import specific_pages
from wagtail_migration_events.groups.visibility import may_be_shown
from wagtail_migration_events.listings.index_page import EventIndexPageMixin
from wagtail_migration_events.occurrences.found import FoundEvent
from wagtail_migration_events.occurrences.scope import Scope
from wagtail_migration_events.vocabularies.languages import normalise_tag

EVENTS_AT_ONCE = 200
FORMATS = (".csv", ".xlsx", ".ics")


def write_table(path: Path) -> int:
    """Write one row for each public event page; return how many there are.

    :param path: ending in ``.csv`` or ``.xlsx``; what is there is replaced when all is written.
    """
    write = _write_csv if path.suffix.lower() == ".csv" else write_workbook
    counted = 0

    def rows() -> Iterator[list[Cell]]:
        nonlocal counted
        for row in _table():
            counted += 1
            yield row

    _replaced(path, lambda file: write(file, rows()))
    return counted


def write_calendars(path: Path) -> int:
    """Write a calendar for each language: ``events.ics`` is named ``events.en.ics`` and so on.

    :return: how many event pages they hold.
    """
    counted = 0
    for locale in Locale.objects.order_by("language_code"):
        index = base_pages_with(EventIndexPageMixin).filter(locale=locale).order_by("path").first()
        shown = may_be_shown() & Q(alias_of=None, locale=locale)
        rows = base_pages_with(EventPageMixin).filter(shown).order_by("pk")
        found = [
            FoundEvent(None, key, pk, is_over=False)
            for key, pk in rows.values_list("translation_key", "pk")
        ]
        if not found or index is None:
            continue
        counted += len(found)
        index = index.specific
        content = calendar_of(
            found, Scope(normalise_tag(locale.language_code)), index, page_address(index)
        )
        target = path.with_name(f"{path.stem}.{locale.language_code}{path.suffix}")
        _replaced(target, partial(_write_bytes, content))
    return counted


def _table() -> Iterator[list[Cell]]:
    keys = _keys_umbrellas_first()
    for start in range(0, len(keys), EVENTS_AT_ONCE):
        some = keys[start : start + EVENTS_AT_ONCE]
        place = {key: number for number, key in enumerate(some)}
        origins = {group.origin_id for group in groups_by_key(some).values()}
        shown = may_be_shown() & Q(translation_key__in=some, alias_of=None)
        pages = specific_pages(EventPageMixin, shown, with_bodies=False)
        pages.sort(key=lambda page: (place[page.translation_key], page.pk not in origins, page.pk))
        yield from (cells(row) for row in event_rows(pages, Locale.get_default().language_code))


def _keys_umbrellas_first() -> list[Any]:
    """Return the keys of all events, an umbrella before its parts: so they can be read in."""
    umbrellas: dict[Any, list[str]] = {}
    for model in page_models_with(EventPageMixin):
        has_umbrellas = any(field.name == "part_of" for field in model._meta.get_fields())
        columns = ("translation_key", "part_of") if has_umbrellas else ("translation_key",)
        pages = model.objects.filter(may_be_shown(), alias_of=None).order_by("pk")
        for key, *named in pages.values_list(*columns):
            umbrellas.setdefault(key, [str(each) for each in (named[0] if named else None) or []])
    named = {each for found in umbrellas.values() for each in found}
    return sorted(umbrellas, key=lambda key: (str(key) not in named, bool(umbrellas[key])))


def _write_csv(file: BinaryIO, rows: Iterator[list[Cell]]) -> None:
    with os.fdopen(os.dup(file.fileno()), "w", encoding="utf-8", newline="") as text:
        text.write(BYTE_ORDER_MARK)
        writer = csv.writer(text, quoting=csv.QUOTE_ALL)
        writer.writerow(header())
        writer.writerows(rows)


def _write_bytes(content: bytes, file: BinaryIO) -> None:
    file.write(content)


def _replaced(path: Path, write: Callable[[Any], Any]) -> None:
    """Write a file whole, or leave what was there."""
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=path.suffix)
    try:
        with os.fdopen(handle, "wb") as file:
            write(file)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
