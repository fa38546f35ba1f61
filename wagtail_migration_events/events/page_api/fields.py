"""``api_fields`` of event pages: every fact and text of the package, under its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, partial
from typing import Any

from django.apps import apps
from wagtail.api import APIField

from wagtail_migration_events.events.aliases import field_name_of
from wagtail_migration_events.events.facts.where import AttendanceMode
from wagtail_migration_events.events.page_api import serializers as shown
from wagtail_migration_events.events.times.occurrence import DatePrecision, EventStatus

#: A name that is not here is shown as Wagtail shows it.
SERIALIZERS: dict[str, Callable[[], Any]] = {
    "starts_at": shown.MomentFact,
    "ends_at": shown.MomentFact,
    "previous_starts_at": shown.MomentFact,
    "registration_opens_at": shown.DeadlineFact,
    "registration_closes_at": shown.DeadlineFact,
    "date_precision": partial(shown.ChoiceFact, DatePrecision),
    "dates": shown.DatesFact,
    "event_status": partial(shown.ChoiceFact, EventStatus),
    "attendance_mode": partial(shown.ChoiceFact, AttendanceMode),
    "country": partial(shown.TermFact, "areas"),
    "latitude": shown.NumberFact,
    "longitude": shown.NumberFact,
    "event_type": partial(shown.TermFact, "event_types"),
    "audiences": partial(shown.TermsFact, "audiences"),
    "languages": shown.SpokenFact,
    "gcm_objectives": partial(shown.TermsFact, "gcm_objectives"),
    "guiding_principles": partial(shown.TermsFact, "guiding_principles"),
    "sdgs": partial(shown.TermsFact, "sdgs"),
    "scope_levels": partial(shown.TermsFact, "scope_levels"),
    "areas": partial(shown.TermsFact, "areas"),
    "workstream": partial(shown.TermFact, "workstreams"),
    "resources": shown.ResourcesFact,
    "organizer_links": shown.RowsFact,
    "part_of": shown.KeysFact,
    "registration_url": shown.SharedLinkFact,
    "livestream_url": shown.SharedLinkFact,
    "image": shown.ImageFact,
    "location_note": shown.NoteFact,
    "status_reason": shown.NoteFact,
    "registration_note": shown.NoteFact,
    "footnotes": shown.FootnotesFact,
}


def event_api_fields(model: Any, names: Iterable[str]) -> list[APIField]:
    """Return the fields under which Wagtail's page endpoints show an event.

    :param model: the page class; of a fact that it has dropped there is no field. While models are
        still being loaded nobody can tell, and such a field is left out of the answers instead.
    :param names: of facts and texts; the title is always there.
    """
    return list(_fields(model, tuple(names)) if apps.models_ready else _all(names))


@cache
def _fields(model: Any, names: tuple[str, ...]) -> list[APIField]:
    if model._meta.abstract:
        return _all(names)
    return _all(name for name in names if field_name_of(model, name))


def _all(names: Iterable[str]) -> list[APIField]:
    return [_field(name) for name in (*names, "footnotes") if name != "title"]


def _field(name: str) -> APIField:
    make = SERIALIZERS.get(name)
    return APIField(name, serializer=make()) if make else APIField(name)
