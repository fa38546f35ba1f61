"""What a row says of an event otherwise than the page in which its facts are edited."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from wagtail_migration_events.interchange.pages.edits import WHEN
from wagtail_migration_events.interchange.pages.organizer_directory import OrganizerDirectory
from wagtail_migration_events.interchange.pages.page_values import (
    LOOKED_UP,
    ORGANIZERS,
    has_value,
    label_of,
    read_values,
    shown_item,
    write_values,
)
from wagtail_migration_events.interchange.source.source_event import SourceEvent, quoted
from wagtail_migration_events.vocabularies.registry import get_vocabulary

_NOT_OF_THE_EVENT = frozenset({"external_id", "external_source"})


def differing_facts(event: SourceEvent, source: Any, organizers: OrganizerDirectory) -> list[str]:
    """Return a note for each fact that a row in another language tells otherwise.

    Nothing is made for it, no term and no organizer. What the row leaves empty is no difference.

    :param source: the page from which its language takes the facts.
    """
    model = type(source)
    told = _told(event, source, organizers)
    kept = read_values(source, told)
    if ORGANIZERS in kept:
        kept[ORGANIZERS] = [organizers.title_of(key) for key in kept[ORGANIZERS]]
    message = _("%(field)s: “%(told)s” is kept in the record; what counts is “%(kept)s”.")
    return [
        message
        % {
            "field": label_of(source, name),
            "told": quoted(_shown(value)),
            "kept": quoted(_shown(kept[name])),
        }
        for name, value in told.items()
        if has_value(model, name)
        and value not in (None, "", [])
        and _compared(value) != _compared(kept[name])
    ]


def _told(event: SourceEvent, source: Any, organizers: OrganizerDirectory) -> dict[str, Any]:
    model = type(source)
    shared = set(model.event_facts) - _NOT_OF_THE_EVENT
    values = {
        name: value
        for name, value in event.values.items()
        if name in shared and name not in LOOKED_UP
    }
    if not values.get("starts_at"):
        values = {name: value for name, value in values.items() if name not in WHEN}
    page = model(locale=source.locale)
    write_values(page, values)
    told = read_values(page, values)
    told |= dict(_words(event, source))
    if event.organizers and has_value(model, ORGANIZERS):
        # Names that nobody has yet stay names, so they differ from every key.
        keys = [organizers.find(name) or name for name in event.organizers]
        same = set(keys) == set(read_values(source, [ORGANIZERS])[ORGANIZERS])
        told |= {} if same else {ORGANIZERS: event.organizers}
    return told


def _words(event: SourceEvent, source: Any) -> Iterator[tuple[str, Any]]:
    for name, vocabulary in LOOKED_UP.items():
        word: Any = getattr(event, name)
        if not word or not has_value(type(source), name):
            continue
        resolve = get_vocabulary(vocabulary).resolve
        if isinstance(word, str):
            yield name, resolve(word) or word
        else:
            yield name, list(dict.fromkeys(resolve(each) or each for each in word))


def _compared(value: Any) -> Any:
    """Return a value as it is compared: the same file is the same in whichever language."""
    blocks = value if isinstance(value, list) else []
    ids = [each.get("id") for each in blocks if isinstance(each, dict)]
    return ids if ids and all(ids) else value


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(shown_item(each) for each in value[:20])
    return "" if value is None else str(value)
