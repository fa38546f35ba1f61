"""Umbrella events: what a part takes over from the one it is made in, and circles of parts."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wagtail_migration_events.events.aliases import field_name_of
from wagtail_migration_events.events.times.occurrence import DatePrecision
from wagtail_migration_events.groups.page_model import base_page_model, base_pages_with
from wagtail_migration_events.vocabularies.querying import holding

# Side events usually share these with the event they belong to.
FACTS_TAKEN_OVER = (
    "timezone",
    "attendance_mode",
    "venue",
    "country",
    "audiences",
    "languages",
    "gcm_objectives",
    "guiding_principles",
    "sdgs",
    "scope_levels",
    "areas",
    "workstream",
    "is_regional_review",
)


def parts_of(pages: Any, key: Any) -> Any:
    """Keep, of the pages of one event class, those that name the group ``key`` in ``part_of``."""
    name = field_name_of(pages.model, "part_of")
    if name is None:
        return pages.none()
    return holding(pages, pages.model._meta.get_field(name), [str(key)])


def prefill_part(part: Any, umbrella: Any, but_not: Collection[str] = ()) -> None:
    """Give a new event page below ``umbrella`` the umbrella's terms, zone and organizers.

    :param part: an event page that is not saved yet; changed in place.
    :param but_not: names of fields and child relations of the part that stay as they are.
    """
    for name in FACTS_TAKEN_OVER:
        own_name = field_name_of(type(part), name)
        if own_name and own_name not in but_not and field_name_of(type(umbrella), name):
            setattr(part, name, copy.deepcopy(getattr(umbrella, name)))
    own_name = field_name_of(type(part), "part_of")
    if own_name and own_name not in but_not:
        part.part_of = [str(umbrella.translation_key)]
    links = getattr(umbrella, "organizer_links", None)
    if links is not None and hasattr(part, "organizer_links") and "organizer_links" not in but_not:
        link_class = part.organizer_links.model
        part.organizer_links = [
            link_class(organizer=link.organizer, role=link.role, sort_order=place)
            for place, link in enumerate(links.all())
        ]


def day_of(umbrella: Any) -> dt.date | None:
    """Return the day on which a part may be proposed to take place: the first of the umbrella."""
    if umbrella.date_precision not in (DatePrecision.TIME, DatePrecision.DAY):
        return None
    day: dt.date | None = umbrella.get_stretch().first_day()
    return day


def first_umbrella(keys: Iterable[Any] | None, locale_id: int | None) -> Any:
    """Return the page of the first event of these groups; None if there is none.

    :param locale_id: the language that is preferred.
    """
    key = next(iter(keys or ()), None)
    if key is None:
        return None
    pages = base_page_model().objects.filter(translation_key=str(key))
    ranked = sorted(pages, key=lambda page: (page.locale_id != locale_id, page.pk))
    specific = ranked[0].specific if ranked else None
    return specific if hasattr(specific, "get_stretch") else None


def part_of_errors(event: Any, mixin: type) -> dict[str, list[ValidationError]]:
    """Refuse an event that is part of itself, directly or through other events."""
    own_key = str(event.translation_key)
    named = [str(key) for key in event.part_of or []]
    if own_key in named:
        return {"part_of": [ValidationError(_("An event cannot be part of itself."))]}
    if own_key in _umbrellas_above(named, mixin):
        message = _("One of these events is itself part of this event. Remove it.")
        return {"part_of": [ValidationError(message)]}
    return {}


def _umbrellas_above(keys: list[str], mixin: type) -> set[str]:
    above: set[str] = set()
    while keys:
        pages = base_pages_with(mixin).filter(translation_key__in=keys).specific()
        found = {str(key) for page in pages for key in page.part_of or []}
        keys = list(found - above)
        above |= found
    return above
