"""The choice of an event's time zone, also where the zone that is stored is none of today."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.telepath import register

from wagtail_migration_events.events.editor.widget_patterns import SelectWithoutPattern
from wagtail_migration_events.events.facts.when import UNKNOWN_ZONE
from wagtail_migration_events.events.times.timezones import get_zone, zone_choices
from wagtail_migration_events.vocabularies.forms.long_select import LongSelect


class ZoneSelect(LongSelect):
    """A list of some six hundred zones."""


register(SelectWithoutPattern(), ZoneSelect)


def is_lost_zone(name: str) -> bool:
    """Whether an event's zone is no longer in the time zone database."""
    return bool(name) and get_zone(name) is None


def zone_field(old: Any, stored: str) -> forms.ChoiceField:
    """Return the field in which an editor chooses a zone.

    :param old: the text field in whose place it stands.
    :param stored: the zone that the event has, which is offered even if it is not known.
    """
    names = list(zone_choices())
    if stored and stored not in names:
        names.insert(0, stored)
    help_text = old.help_text
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
        choices=[("", "---------"), *((name, name.replace("_", " ")) for name in names)],
        error_messages={"invalid_choice": str(UNKNOWN_ZONE) % {"zone": "%(value)s"}},
    )
