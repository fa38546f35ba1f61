"""What a calendar says of an event, read for all its events at once and without specific pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Set
from typing import Any, NamedTuple, TypedDict
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, prefetch_related_objects
from django.utils.translation import gettext as _

from wagtail_migration_events.calendars.placing import PlacedOccurrence
from wagtail_migration_events.calendars.wording import format_hours, format_months
from wagtail_migration_events.events.aliases import field_name_of
from wagtail_migration_events.events.display.dates import status_label
from wagtail_migration_events.events.facts.spoken_languages import language_name
from wagtail_migration_events.events.facts.where import AttendanceMode, attendance_mode_of
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.events.times.occurrence import EventStatus
from wagtail_migration_events.groups.links.sibling_addresses import addresses_of
from wagtail_migration_events.groups.page_model import base_page_model, page_models_with
from wagtail_migration_events.groups.resolution import SOURCE_LOCALES
from wagtail_migration_events.groups.serving.http_caching import state_seen
from wagtail_migration_events.groups.written_language import (
    learn_written_languages,
    written_language,
)
from wagtail_migration_events.occurrences.found import FoundOccurrence
from wagtail_migration_events.occurrences.kept_results import KEPT_RESULTS, Result
from wagtail_migration_events.occurrences.lookups import AmongKeys
from wagtail_migration_events.occurrences.scope import Scope
from wagtail_migration_events.occurrences.search import EventSearch
from wagtail_migration_events.vocabularies.languages import same_reading

#: What is read of the rows of pages: what their addresses and languages follow from, and the title.
COLUMNS = (
    "title", "path", "url_path", "locale", "content_type", "alias_of",
    "live", "has_unpublished_changes", "live_revision",
)  # fmt: skip
#: What is read of the row that a page class has of its own; a class may have dropped any of them.
OWN_FIELDS = (
    "timezone", "attendance_mode", "event_status", "external_source", "country", "areas",
)  # fmt: skip


class CalendarEntry(TypedDict):
    """One event in a cell: a dictionary, in which templates find things quickest.

    Attributes:
        when: its hours, or how it goes on, in words.
        zone: how far the clock of these hours is from UTC.
        machine: the moment at which it begins, for ``<time datetime>``; "" if it is not named.
        language: of the title, where it is not that of the reader; else "".
        status: what has become of it; "" where it simply takes place; and that in words.
        attendance: the way of attending, in words; "" where it is not stated.
        text_in: the language of the title, in words, where it is not that of the reader; else "".
    """

    when: str
    zone: str
    machine: str
    title: str
    url: str
    language: str
    status: str
    status_label: str
    attendance: str
    text_in: str


class _PageInCalendar(NamedTuple):
    """A base page with its own fields, which is only looked at, and its address."""

    page: Any
    url: str


class CalendarPages:
    """The pages of the events to show; the number of queries does not depend on theirs."""

    def __init__(self, rows: Iterable[FoundOccurrence], search: EventSearch) -> None:
        self.language = search.scope.language
        self._attendance = {mode.value: str(mode.label) for mode in AttendanceMode}
        self._pages = _pages_of({row.page_id: row.key for row in rows}, search)

    @property
    def all(self) -> list[Any]:
        return [each.page for each in self._pages.values()]

    def entry_of_day(self, placed: PlacedOccurrence) -> CalendarEntry:
        """Return an event as it stands on one of its days."""
        zone = self._pages[placed.row.page_id].page.timezone or ""
        return self._entry(placed.row, *format_hours(placed, zone, self.language))

    def entry_of_month(self, row: FoundOccurrence) -> CalendarEntry:
        """Return an event of which only the month is known."""
        words = ""
        if row.first_day and row.last_day:
            words = format_months(row.first_day, row.last_day, self.language)
        return self._entry(row, words, "", "")

    def __contains__(self, row: FoundOccurrence) -> bool:
        return row.page_id in self._pages

    def _entry(self, row: FoundOccurrence, when: str, zone: str, machine: str) -> CalendarEntry:
        page, url = self._pages[row.page_id]
        spoken = written_language(page) or row.language
        plans = (
            status for status in (row.status, page.event_status) if status != EventStatus.SCHEDULED
        )
        status = next(plans, None) or ""
        foreign = "" if same_reading(self.language, spoken) else spoken
        return CalendarEntry(
            when=when,
            zone=zone,
            machine=machine,
            title=page.title,
            url=url,
            language=foreign,
            status=status,
            status_label=status_label(status),
            attendance=self._attendance.get(attendance_mode_of(page, status), ""),
            text_in=self._text_in(foreign) if foreign else "",
        )

    def _text_in(self, foreign: str) -> str:
        return _("Text in %(language)s") % {"language": language_name(foreign, self.language)}


def _pages_of(keys: Mapping[int, Any], search: EventSearch) -> dict[int, _PageInCalendar]:
    """Return the pages that may be shown; what was read for everybody is read again where the
    event has changed.

    :param keys: that of the event, by primary key of its page.
    """
    scope = search.scope
    state = state_seen(scope.request) if search.is_common else None
    if state is None or scope.request is None:
        return _read(keys, scope)
    read_now: list[int] = []

    def read(pks: Collection[int]) -> dict[int, _PageInCalendar]:
        read_now.extend(pks)
        return _read(pks, scope)

    def mend(kept: Any, changed: Set[UUID]) -> Result:
        unchanged = {pk: each for pk, each in kept[0].items() if keys[pk] not in changed}
        return {**unchanged, **read([pk for pk, key in keys.items() if key in changed])}, None

    host = scope.request.get_host(), scope.request.get_port()
    question = CalendarPages.__qualname__, scope.place, host, frozenset(keys)
    found: dict[int, _PageInCalendar]
    found, _ = KEPT_RESULTS.get(state, question, lambda: (read(keys), None), mend)
    if len(read_now) == len(keys):
        return found
    shown = set(_rows(keys, scope).values_list("pk", flat=True))
    return {pk: each for pk, each in found.items() if pk in shown}


def _rows(pks: Collection[int], scope: Scope) -> Any:
    rows = base_page_model().objects.filter(AmongKeys(F("pk"), pks), scope.shown_pages())
    return rows.order_by()


def _read(pks: Collection[int], scope: Scope) -> dict[int, _PageInCalendar]:
    pages = list(_rows(pks, scope).only(*COLUMNS))
    _read_own_fields(pages)
    prefetch_related_objects([page for page in pages if page.alias_of_id], *SOURCE_LOCALES)
    learn_written_languages(pages)
    urls = addresses_of(pages, scope.request)
    return {page.pk: _PageInCalendar(page, urls[page.pk]) for page in pages}


def _read_own_fields(pages: Collection[Any]) -> None:
    """Give base pages what their classes keep themselves, in one query for each class."""
    by_type: dict[int, dict[int, Any]] = defaultdict(dict)
    for page in pages:
        by_type[page.content_type_id][page.pk] = page
        for name in OWN_FIELDS:
            setattr(page, name, None)
    for model in page_models_with(EventPageMixin):
        of_class = by_type.get(ContentType.objects.get_for_model(model).pk, {})
        columns = {name: field_name_of(model, name) for name in OWN_FIELDS}
        columns = {name: column for name, column in columns.items() if column}
        if not of_class or not columns:
            continue
        rows = model.objects.filter(AmongKeys(F("pk"), of_class)).order_by()
        for pk, *values in rows.values_list("pk", *columns.values()):
            for name, value in zip(columns, values, strict=True):
                setattr(of_class[pk], name, value)
