"""How one takes part: links, the time in which registration is open, whom to ask."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_migration_events.events.facts.when import is_date_lost, parse_moment
from wagtail_migration_events.events.sharing.unless_set import shared_value
from wagtail_migration_events.text_checks import WebAddressField


class RegistrationState(models.TextChoices):
    NOT_YET = "not_yet", _("Registration has not opened yet")
    OPEN = "open", _("Registration is open")
    CLOSED = "closed", _("Registration is closed")


class RegistrationFields(models.Model):
    registration_url = WebAddressField(_("registration link"), blank=True)
    registration_opens_at = models.DateTimeField(_("registration opens"), null=True, blank=True)
    registration_closes_at = models.DateTimeField(_("registration closes"), null=True, blank=True)
    livestream_url = WebAddressField(
        _("live stream link"),
        blank=True,
        help_text=_("A public stream or recording. Never the link of a closed meeting."),
    )
    contact_email = models.EmailField(_("contact e-mail"), blank=True)

    class Meta:
        abstract = True

    def get_registration_state(self, now: dt.datetime | None = None) -> str:
        """Return a ``RegistrationState``, or "" when nothing is said about registration.

        Without a stated end registration closes with the event: where the date of the event is
        lost, nobody can say that it is still open, even if there is a link.

        :param now: an aware moment; by default the present one.
        """
        now = now or timezone.now()
        opens, closes = self.registration_opens_at, self.registration_closes_at
        if closes and closes <= now:
            return RegistrationState.CLOSED
        if opens and opens > now:
            return RegistrationState.NOT_YET
        return RegistrationState.OPEN if registration_window(self) else ""


def registration_window(event: Any) -> tuple[dt.datetime | None, dt.datetime | None] | None:
    """Return from when until when one can register; None for a moment that nobody has named.

    :return: None if nothing is said about registration.
    """
    opens, closes = event.registration_opens_at, event.registration_closes_at
    if not closes and not event.starts_at and is_date_lost(event):
        return None
    is_told = bool(opens or closes or shared_value(event, "registration_url"))
    return (opens, closes) if is_told else None


def registration_errors(event: Any) -> dict[str, list[ValidationError]]:
    """Return what is wrong with the registration, by field."""
    opens = parse_moment(event.registration_opens_at)
    closes = parse_moment(event.registration_closes_at)
    if opens and closes and closes < opens:
        message = _("Registration closes before it opens.")
        return {"registration_closes_at": [ValidationError(message)]}
    return {}
