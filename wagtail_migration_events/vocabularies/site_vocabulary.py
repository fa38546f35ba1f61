"""A vocabulary whose terms are rows of the site's database."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from asgiref.local import Local
from django.core.signals import request_finished, request_started
from django.db import connections, models, transaction
from django.db.models.signals import post_delete, post_save
from django.db.utils import OperationalError, ProgrammingError
from django.utils.text import capfirst

from wagtail_migration_events.vocabularies.terms import Term, Vocabulary, names_of

KEPT_FOR = 5.0
"""Seconds for which rows are kept outside a request, in commands and in background tasks."""


_COLUMNS = ("code", "labels", "former_names", "sort_order")


@dataclass
class _Rows:
    """What one thread or task read: the terms by code, their primary keys, and when."""

    terms: Mapping[str, Term]
    pks: Mapping[str, Any]
    change: _Change | None = None
    read_at: float = field(default_factory=time.monotonic)
    names: Mapping[str, str] | None = None
    former: Mapping[str, str] = field(default_factory=dict)

    @property
    def are_fresh(self) -> bool:
        young = time.monotonic() - self.read_at < KEPT_FOR
        return young and (self.change is None or self.change.is_open)


@dataclass(eq=False)
class _Change:
    """A change of rows in a transaction that is still open: it may yet be rolled back."""

    vocabulary: SiteVocabulary
    using: str

    def __call__(self) -> None:
        self.vocabulary.forget()

    @property
    def is_open(self) -> bool:
        waiting = connections[self.using].run_on_commit
        return any(entry[1] is self for entry in waiting)


class SiteVocabulary(Vocabulary):
    """The rows of one model as a vocabulary, read at most once in a request.

    Rows are kept for the current request, and for at most :data:`KEPT_FOR` seconds. Rows changed
    in a transaction are forgotten when it is committed or rolled back. While the table does not
    exist (system checks, the first ``migrate``) the vocabulary is empty.

    :param model: a class of terms (``site.terms.SiteTerm``).
    """

    def __init__(self, model: Any) -> None:
        self.model = model
        self.name = model.vocabulary_name
        self.label = capfirst(model._meta.verbose_name_plural or self.name)
        self._kept = Local()
        for signal in (request_started, request_finished):
            signal.connect(self.forget, weak=False)
        for signal in (post_save, post_delete):
            signal.connect(self._changed, sender=model, weak=False)

    def terms(self) -> Mapping[str, Term]:
        return self._rows().terms

    def names(self) -> Mapping[str, str]:
        rows = self._rows()
        if rows.names is None:
            rows.names = names_of(rows.terms.values())
        return rows.names

    def get(self, code: str) -> Term | None:
        """Return the term; for the code of one that was merged, that with which it was."""
        return self.terms().get(self.present_code(code))

    def present_code(self, code: str) -> str:
        rows = self._rows()
        return code if code in rows.terms else rows.former.get(code, code)

    def row_of(self, code: str) -> tuple[type[models.Model], str] | None:
        """Return the model and the primary key, as text, of the row with that code."""
        pk = self._rows().pks.get(self.present_code(code))
        return None if pk is None else (self.model, str(pk))

    def forget(self, **kwargs: object) -> None:
        """Read the rows again when they are needed next."""
        self._kept.rows = None

    @property
    def is_read(self) -> bool:
        rows: _Rows | None = getattr(self._kept, "rows", None)
        return rows is not None and rows.are_fresh

    def keep(self, rows: Iterable[Any]) -> None:
        """Take rows of the model that somebody has read, in any order."""
        self._kept.rows = self._of(sorted(rows, key=_place))

    def _rows(self) -> _Rows:
        rows: _Rows | None = getattr(self._kept, "rows", None)
        if rows is None or not rows.are_fresh:
            rows = self._kept.rows = self._read()
        return rows

    def _read(self) -> _Rows:
        try:
            rows = list(self.model._base_manager.order_by(*self.model._meta.ordering or ()))
        except (OperationalError, ProgrammingError) as error:
            if not _lacks_table(error):
                raise
            return _Rows({}, {}, read_at=-KEPT_FOR)
        return self._of(rows)

    def _of(self, rows: Iterable[Any]) -> _Rows:
        change: _Change | None = getattr(self._kept, "change", None)
        rows = list(rows)
        return _Rows(
            {row.code: row.as_term() for row in rows},
            {row.code: row.pk for row in rows},
            change if change is not None and change.is_open else None,
            former={name: row.code for row in rows for name in row.former_names},
        )

    def _changed(self, using: str, **kwargs: object) -> None:
        self.forget()
        self._kept.change = _Change(self, using)
        transaction.on_commit(self._kept.change, using=using)


def read_together(vocabularies: Iterable[SiteVocabulary]) -> None:
    """Read in one query the rows of vocabularies that are needed and not known yet."""
    unread = [each for each in vocabularies if not each.is_read]
    if len(unread) < 2:
        return
    found: dict[str, list[Any]] = {each.name: [] for each in unread}
    first, *others = (
        each.model._base_manager.annotate(
            vocabulary=models.Value(each.name, output_field=models.CharField())
        )
        .order_by()
        .values_list("vocabulary", "pk", *_COLUMNS)
        for each in unread
    )
    models_of: dict[str, Any] = {each.name: each.model for each in unread}
    for name, pk, *values in first.union(*others, all=True):
        found[name].append(models_of[name](pk=pk, **dict(zip(_COLUMNS, values, strict=True))))
    for each in unread:
        each.keep(found[each.name])


def _lacks_table(error: Exception) -> bool:
    """Tell whether a query failed because its table does not exist (yet)."""
    if isinstance(error, transaction.TransactionManagementError):  # a ProgrammingError to Django
        return False
    # SQLite has one class of errors for this and for a database that is locked or gone.
    return isinstance(error, ProgrammingError) or "no such table" in str(error)


def _place(row: Any) -> tuple[bool, int, str]:
    """Order as the models do, rows without a place where the database puts them."""
    return (row.sort_order is not None, row.sort_order or 0, row.code)
