"""A wish for an event in a language: from whom, to whom, by when."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.translation.requests.deadlines import today_on_site


class TranslationRequestQuerySet(models.QuerySet["TranslationRequest"]):
    def open(self) -> TranslationRequestQuerySet:
        """Only what is still to be done; nothing is where the event was deleted."""
        return self.filter(closed_at=None, group__origin__isnull=False)

    def assigned_to(self, user: Any) -> TranslationRequestQuerySet:
        """Only what waits for a person, or for a group of theirs while no person is named."""
        groups = user.groups.values("pk")
        return self.filter(Q(person=user) | Q(person=None, team__in=groups))

    def overdue(self, today: dt.date | None = None) -> TranslationRequestQuerySet:
        """Only open ones whose day has passed.

        :param today: in the site's time zone; by default the current day.
        """
        return self.open().filter(due_on__lt=today or today_on_site())


class TranslationRequest(models.Model):
    """One event that is wanted in one language.

    It closes when that language is live and up to date, and opens again when the source's text
    changes. A request without a day is due as soon as possible: so an event that was announced
    late is never overdue.
    """

    group = models.ForeignKey(
        EventGroup,
        verbose_name=_("event"),
        on_delete=models.CASCADE,
        related_name="translation_requests",
    )
    locale = models.ForeignKey(
        Locale, verbose_name=_("language"), on_delete=models.CASCADE, related_name="+"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("asked by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    team = models.ForeignKey(
        Group,
        verbose_name=_("group"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    note = models.TextField(_("note"), blank=True)
    due_on = models.DateField(
        _("due on"), null=True, blank=True, help_text=_("Left empty: as soon as possible.")
    )
    #: Somebody chose the day, so it does not follow the date of the event.
    due_by_hand = models.BooleanField(default=False, editable=False)
    closed_at = models.DateTimeField(_("done at"), null=True, blank=True, editable=False)
    reopened_at = models.DateTimeField(_("opened again at"), null=True, blank=True, editable=False)

    #: Which version of the source's text was asked for, or told of, last.
    source_text = models.CharField(max_length=32, blank=True, editable=False)

    objects = TranslationRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("translation request")
        verbose_name_plural = _("translation requests")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=("group", "locale"), name="one_translation_request_per_language"
            )
        ]
        indexes = [models.Index(fields=("closed_at", "due_on"), name="open_requests_by_day")]

    def __str__(self) -> str:
        return f"{self.group_id} → {self.locale}"

    def is_overdue(self, today: dt.date | None = None) -> bool:
        """Whether it is open and its day has passed; ``today`` in the site's time zone."""
        if self.closed_at is not None or self.due_on is None:
            return False
        return self.due_on < (today or today_on_site())
