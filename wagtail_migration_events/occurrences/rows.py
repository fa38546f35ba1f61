"""The two tables of the index: when each event page takes place, and what it is about.

Whether a page is public, where it stands in the tree and who may see it is never copied into them:
every search asks the rows of pages, so that an index that lags behind cannot leak anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Self

from django.db import models

from wagtail_migration_events.groups.page_model import BASE_PAGE_MODEL

#: Values in the order of a table's columns. Rows are compared as tuples: models are slow to make.
Row = tuple[Any, ...]


class IndexedRow(models.Model):
    # Each table has an index or a constraint on it.
    page = models.ForeignKey(
        BASE_PAGE_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )

    class Meta:
        abstract = True

    @classmethod
    @cache
    def columns(cls) -> tuple[str, ...]:
        """Return what a row says, without its primary key; the page comes first."""
        fields = cls._meta.concrete_fields
        return tuple(field.attname for field in fields if not field.primary_key)

    @classmethod
    def in_order(cls, values: Mapping[str, Any]) -> Row:
        """Return the values of all columns as a tuple."""
        return tuple(values[name] for name in cls.columns())

    @classmethod
    def from_tuple(cls, row: Row) -> Self:
        """Return a row, to be saved, with these values of its columns."""
        return cls(**dict(zip(cls.columns(), row, strict=True)))


class IndexedOccurrence(IndexedRow):
    """One stretch of time in which an event page's event takes place; one row for undated ones.

    Attributes:
        key: of the event; an alias has the key of the page that it mirrors, as its language.
        language: BCP 47 tag of the tree in which the text of the page stands.
        is_alias: whether the page only mirrors another one.
        occurrence: the key of the date in the page's list of dates; "" if it is one stretch.
        starts_at: the moment from which it is on: of a whole day or month its first midnight in the
            event's zone. None without a date.
        ends_at: the moment from which it is over, by the same rules. None without a date.
        first_day, last_day: the calendar days it touches, in the event's zone.
        event_ends_at: the moment from which the whole event is over. None while its date is still
            to come; ``LONG_AGO`` if there will never be one.
    """

    key = models.UUIDField()
    language = models.CharField(max_length=100)
    is_alias = models.BooleanField(default=False)
    occurrence = models.CharField(max_length=64, blank=True)
    starts_at = models.DateTimeField(null=True, db_index=True)
    ends_at = models.DateTimeField(null=True, db_index=True)
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    event_ends_at = models.DateTimeField(null=True)
    precision = models.CharField(max_length=8)
    status = models.CharField(max_length=16)

    class Meta:
        default_permissions = ()
        verbose_name = "occurrence of an event page"
        indexes = [
            models.Index(fields=["page"], name="wme_occurrence_page"),
            models.Index(fields=["key"], name="wme_occurrence_key"),
            models.Index(fields=["event_ends_at"], name="wme_occurrence_over"),
            models.Index(fields=["first_day", "last_day"], name="wme_occurrence_days"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.language} {self.starts_at or self.precision}"


class IndexedCodes(IndexedRow):
    """Everything an event page is found by, the codes of broader terms included.

    All in one row, because a list with its counts reads the codes of every event it could show:
    docs/decisions/0017 has the measurements.

    Attributes:
        codes: ``facet:code``, sorted, with a space between them. A code that holds for a time
            only, as that registration is open, ends with ``@since..until`` in seconds of Unix time.
        since, until: the first moments at which such a code begins and ceases to hold.
        expires_at: when the page is over for readers, so that caches know. Whether it is, every
            search asks the page.
    """

    codes = models.TextField(blank=True)
    since = models.DateTimeField(null=True, db_index=True)
    until = models.DateTimeField(null=True, db_index=True)
    expires_at = models.DateTimeField(null=True, db_index=True)

    class Meta:
        default_permissions = ()
        verbose_name = "codes of an event page"
        constraints = [models.UniqueConstraint(fields=["page"], name="wme_codes_page")]
        indexes = [
            # The admin's list asks for all parts of umbrellas, and most events are none.
            models.Index(
                fields=["page"],
                condition=models.Q(codes__contains="part_of:"),
                name="wme_codes_part",
            ),
        ]

    def __str__(self) -> str:
        return self.codes
