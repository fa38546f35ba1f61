"""The official vocabularies: citations, packaged as data and loaded once per process."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, TypeVar

from django.core.signals import setting_changed
from django.utils.functional import Promise

from wagtail_migration_events.vocabularies.languages import same_reading
from wagtail_migration_events.vocabularies.loading import altered_files, read_data
from wagtail_migration_events.vocabularies.official.corrections import (
    CORRECTABLE,
    FIELDS,
    Corrections,
    read_corrections,
)
from wagtail_migration_events.vocabularies.official.made_in_admin import (
    Key,
    corrections_in_force,
    kept,
)
from wagtail_migration_events.vocabularies.terms import Term, Title, Vocabulary, names_of

_Result = TypeVar("_Result")
_caches: list[Callable[[], None]] = []


def cached(function: Callable[..., _Result]) -> Callable[..., _Result]:
    """Keep the results of a function of official terms until :func:`reset`."""
    kept = cache(function)
    _caches.append(kept.cache_clear)
    return kept


class OfficialVocabulary(Vocabulary):
    """A packaged vocabulary with the site's corrections laid over it."""

    def __init__(self, name: str, label: str | Promise) -> None:
        self.name = name
        self.label = label

    def terms(self) -> Mapping[str, Term]:
        return official_terms(self.name)

    def children(self) -> Mapping[str, tuple[str, ...]]:
        return _cached_children(self)

    def names(self) -> Mapping[str, str]:
        self.terms()  # whose corrections may have changed
        return _cached_names(self)


@cached
def site_corrections() -> Corrections:
    """Return the site's corrections, read once per process."""
    return read_corrections()


@cached
def _made_in_admin() -> dict[Key, dict[str, Title]]:
    return corrections_in_force()


def official_terms(name: str) -> Mapping[str, Term]:
    """Return the terms of one packaged file by code, with the site's corrections.

    Those made in the admin count before those in files.
    """
    kept.look_now_and_then()
    return _cached_terms(name)


@cached
def _cached_terms(name: str) -> Mapping[str, Term]:
    return {row["code"]: _term(name, row) for row in read_data(name)["terms"]}


def standing_title(vocabulary: str, code: str, kind: str, language: str) -> Title | None:
    """Return the wording that stands where nobody corrects it in the admin; None if none does.

    :raises KeyError: if the vocabulary has no such term.
    """
    rows = {row["code"]: row for row in read_data(vocabulary)["terms"]}
    entries = rows[code].get(kind, {})
    packaged = {tag: Title(**entry) for tag, entry in entries.items()}
    return site_corrections().apply(vocabulary, code, kind, packaged).get(language)


def load_errors() -> tuple[str, ...]:
    """Return what is wrong with the packaged data or the site's corrections, for system checks."""
    altered = tuple(
        f"{name}: the packaged data was altered; use VOCABULARY_CORRECTIONS instead."
        for name in altered_files()
    )
    return altered + tuple(site_corrections().errors)


def unverified(language: str) -> Iterator[tuple[Term, Title]]:
    """Yield each official wording in a language that nobody has confirmed, footnotes included."""
    for term, _kind, _language, title in unverified_wordings(language):
        yield term, title


def unverified_wordings(language: str) -> Iterator[tuple[Term, str, str, Title]]:
    """Yield the same with what each is: a title or a short name, and under which tag it is held."""
    for name in CORRECTABLE:
        for term in official_terms(name).values():
            for kind in FIELDS:
                for key, title in getattr(term, kind).items():
                    if same_reading(language, key) and not title.verified:
                        yield term, kind, key, title


def reset() -> None:
    """Forget what was loaded, so that changed corrections are read."""
    for clear in _caches:
        clear()


def _term(vocabulary: str, row: Mapping[str, Any]) -> Term:
    def titles(name: str) -> dict[str, Title]:
        packaged = {language: Title(**entry) for language, entry in row.get(name, {}).items()}
        in_files = site_corrections().apply(vocabulary, row["code"], name, packaged)
        return {**in_files, **_made_in_admin().get((vocabulary, row["code"], name), {})}

    return Term(
        vocabulary=vocabulary,
        code=row["code"],
        titles=titles("titles"),
        short_names=titles("short_names"),
        broader=tuple(row.get("broader", ())),
        kind=row.get("kind", ""),
        associate_of=tuple(row.get("associate_of", ())),
        iso2=row.get("iso2", ""),
        iso3=row.get("iso3", ""),
        footnote=row.get("footnote", ""),
        aliases=tuple(row.get("aliases", ())),
    )


@cached
def _cached_children(vocabulary: OfficialVocabulary) -> Mapping[str, tuple[str, ...]]:
    return Vocabulary.children(vocabulary)


@cached
def _cached_names(vocabulary: OfficialVocabulary) -> Mapping[str, str]:
    return names_of(vocabulary)


def _forget_on_changed_setting(*, setting: str, **kwargs: object) -> None:
    if setting == "WAGTAIL_MIGRATION_EVENTS_VOCABULARY_CORRECTIONS":
        reset()


kept.changed.append(reset)
setting_changed.connect(_forget_on_changed_setting, dispatch_uid=f"{__name__}.forget")
