"""The choice of an event's time zone, also where the zone that is stored is none of today."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.telepath import register

from wagtail_migration_events.events.entry.zone_places import (
    place_label,
    place_of_zone,
    zone_labels,
)
from wagtail_migration_events.events.facts.when import UNKNOWN_ZONE
from wagtail_migration_events.events.times.timezones import get_zone
from wagtail_migration_events.events.widget_patterns import SelectWithoutPattern
from wagtail_migration_events.vocabularies.forms.long_select import LongSelect


class ZoneSelect(LongSelect):
    """A list of some four hundred zones, over which a script lays a search by city and country."""


register(SelectWithoutPattern(), ZoneSelect)


def is_lost_zone(name: str) -> bool:
    """Whether an event's zone is no longer in the time zone database."""
    return bool(name) and get_zone(name) is None


def zone_field(old: Any, stored: str, at: dt.datetime) -> forms.ChoiceField:
    """Return the field in which an editor chooses a zone.

    :param old: the text field in whose place it stands.
    :param stored: the zone that the event has, which is offered even if it is not known.
    :param at: an aware moment, for the distance of each zone from UTC.
    """
    help_text = _("The city whose clock the hours are on; find it by its name or its country.")
    if is_lost_zone(stored):
        help_text = _(
            "The hours on this page are shown in UTC, because the zone of the event is not known "
            "any more. Choose another zone: an hour that you leave as it is here stays the same "
            "moment, and is then shown on the clock of the new zone. An hour that you change here "
            "is on the clock of the new zone."
        )
    return forms.ChoiceField(
        label=old.label,
        help_text=help_text,
        required=False,
        widget=ZoneSelect,
        choices=_choices(stored, at),
        error_messages={"invalid_choice": str(UNKNOWN_ZONE) % {"zone": "%(value)s"}},
    )


def _choices(stored: str, at: dt.datetime) -> list[tuple[str, str]]:
    language = get_language() or "en"
    choices = zone_labels(at, language)
    if stored and all(stored != zone for zone, _label in choices):
        choices.insert(0, (stored, _label_of_old(stored, at, language)))
    return [("", "---------"), *choices]


def _label_of_old(zone: str, at: dt.datetime, language: str) -> str:
    if is_lost_zone(zone):
        return zone
    return place_label(zone, f"{place_of_zone(zone, language).city} ({zone})", at, language)
