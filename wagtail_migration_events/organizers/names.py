"""The names of organizers, for lists in which nothing else of them is shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from wagtail_migration_events.groups.page_model import page_models_with
from wagtail_migration_events.groups.serving.http_caching import state_seen
from wagtail_migration_events.groups.titles import best_labels
from wagtail_migration_events.groups.visibility import below, visible
from wagtail_migration_events.occurrences.kept_results import KEPT_RESULTS
from wagtail_migration_events.organizers.mixin import OrganizerPageMixin
from wagtail_migration_events.vocabularies.terms import Label

_KNOWN = "_events_organizer_names"


@dataclass(frozen=True, slots=True)
class OrganizerName:
    """What an organizer is called: in full, in short, and in addresses."""

    full: Label
    short: Label
    code: str


def organizer_names(
    keys: Collection[str],
    language: str,
    request: HttpRequest | None = None,
    paths: tuple[str, ...] | None = None,
) -> dict[str, OrganizerName]:
    """Return the names of organizers that this visitor may see, by the key of their group.

    A request reads each name once: the filters and the cards of a list have the same organizers.

    :param language: BCP 47 tag of the reader's language.
    :param paths: tree paths, at or below one of which their pages stand; None for everywhere.
    """
    known: dict[Any, OrganizerName | None] = getattr(request, _KNOWN, {})
    missing = {key for key in keys if (language, paths, key) not in known}
    if missing:
        found = _found(frozenset(missing), language, request, paths)
        known = known | {(language, paths, key): found.get(key) for key in missing}
        if request is not None:
            setattr(request, _KNOWN, known)
    return {key: name for key in keys if (name := known[language, paths, key])}


def _found(
    keys: frozenset[str],
    language: str,
    request: HttpRequest | None,
    paths: tuple[str, ...] | None,
) -> dict[str, OrganizerName]:
    """Return what is read, or was read for everybody since the last change."""
    asked = keys, language, request, paths
    state = state_seen(request)
    if state is None:
        return _read(*asked)[0]
    question = (organizer_names.__qualname__, language, paths, keys)
    names: dict[str, OrganizerName]
    _keys, (names, until) = KEPT_RESULTS.get(state, question, lambda: (keys, _read(*asked)))
    return names if until is None or until > timezone.now() else _read(*asked)[0]


def _read(
    keys: Collection[str],
    language: str,
    request: HttpRequest | None,
    paths: tuple[str, ...] | None,
) -> tuple[dict[str, OrganizerName], dt.datetime | None]:
    """Return the names, and when the first of their pages expires."""
    found: dict[str, OrganizerName] = {}
    ends: list[dt.datetime] = []
    for model in page_models_with(OrganizerPageMixin):
        pages = visible(model.objects.filter(translation_key__in=keys), request)
        if paths is not None:
            pages = pages.filter(below(list(paths)))
        labels = best_labels(pages, language, also=("acronym", "code", "expire_at"))
        for key, (full, (acronym, code, expire_at)) in labels.items():
            found[key] = OrganizerName(full, replace(full, text=acronym or full.text), code)
            ends += [expire_at] if expire_at else []
    return found, min(ends, default=None)
