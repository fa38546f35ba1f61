"""Where an event takes place, and how one attends."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_migration_events.events.aliases import field_name_of
from wagtail_migration_events.events.times.occurrence import EventStatus
from wagtail_migration_events.vocabularies.fields import CodeField


class AttendanceMode(models.TextChoices):
    """Ways of attending (schema.org: EventAttendanceModeEnumeration)."""

    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", _("Online")
    HYBRID = "hybrid", _("In person and online")


def has_left_venue(event: Any, status: str) -> bool:
    """Whether a date of this status moved online, and nobody has said that some may still come."""
    mode = getattr(event, "attendance_mode", None)
    return status == EventStatus.MOVED_ONLINE and mode != AttendanceMode.HYBRID


def attendance_mode_of(event: Any, status: str) -> str:
    """Return how one attends a date of this status; "" if it is not stated."""
    if has_left_venue(event, status):
        return str(AttendanceMode.ONLINE.value)
    return str(getattr(event, "attendance_mode", None) or "")


def fact_of_venue(event: Any, name: str) -> Any:
    """Return a fact about the place, such as ``country``; None if it is not known, and where the
    event has left its venue."""
    is_left = has_left_venue(event, getattr(event, "event_status", ""))
    return None if is_left else getattr(event, name, None)


class WhereFields(models.Model):
    attendance_mode = models.CharField(
        _("way of attending"), max_length=16, choices=AttendanceMode.choices, blank=True
    )
    venue = models.TextField(
        _("venue"),
        blank=True,
        help_text=_("Name, room and address, as posted at the door. It is not translated."),
    )
    country = CodeField("areas", kinds=("country",), blank=True, verbose_name=_("country or area"))
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )

    class Meta:
        abstract = True


def where_errors(event: Any) -> dict[str, list[ValidationError]]:
    """Return what is wrong with the place, by field."""
    if not all(field_name_of(type(event), name) for name in ("latitude", "longitude")):
        return {}
    if (event.latitude is None) != (event.longitude is None):
        field = "latitude" if event.latitude is None else "longitude"
        return {field: [ValidationError(_("Enter both latitude and longitude, or neither."))]}
    return {}
