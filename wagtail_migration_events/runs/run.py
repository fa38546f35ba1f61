"""A run of some work over many things, and what became of each of them."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

#: After so long without a sign of life, a run is taken for interrupted.
SILENCE = dt.timedelta(minutes=2)


class Outcome(models.TextChoices):
    """What became of one thing."""

    DONE = "done", _("Done")
    CREATED = "created", pgettext_lazy("what became of a row", "Created")
    UPDATED = "updated", pgettext_lazy("what became of a row", "Updated")
    DRAFT = "draft", pgettext_lazy("what became of a row", "Draft")
    REMOVED = "removed", pgettext_lazy("what became of a row", "Removed")
    KEPT = "kept", pgettext_lazy("what became of a row", "Kept")
    UNCHANGED = "unchanged", _("Unchanged")
    REFUSED = "refused", _("Refused")


class BackgroundRun(models.Model):
    """Work over many things, begun by a person.

    It is recorded before it begins, so that whoever began it can watch it and, should the process
    die, go on with what is left: a thing that has a row is not worked on again.
    """

    kind = models.CharField(max_length=64)
    arguments = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    #: What is worked on, in this order.
    things = models.JSONField(default=list)
    #: Of the words in the rows: that of whoever began it.
    language = models.CharField(max_length=35, blank=True)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    #: When somebody last worked on it: one that is neither finished nor alive was interrupted.
    alive_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    #: What is to be said of the whole, such as why nothing could be done.
    words = models.TextField(blank=True)

    class Meta:
        verbose_name = _("run")
        verbose_name_plural = _("runs")
        default_permissions = ()
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def total(self) -> int:
        """How many things there are to work on."""
        return len(self.things)

    @property
    def is_interrupted(self) -> bool:
        """Whether it is not finished, and nobody has worked on it for a while."""
        last = self.alive_at or self.made_at
        return self.finished_at is None and timezone.now() - last > SILENCE

    def counts(self) -> Counter[str]:
        """Return how many things had each outcome, in one query."""
        rows = self.rows.order_by().values_list("outcome").annotate(models.Count("pk"))
        return Counter(dict(rows))


class RunRow(models.Model):
    """What became of one thing."""

    run = models.ForeignKey(BackgroundRun, on_delete=models.CASCADE, related_name="rows")
    thing = models.CharField(max_length=255)
    label = models.CharField(max_length=255, blank=True)
    outcome = models.CharField(max_length=16, choices=Outcome.choices)
    words = models.TextField(blank=True)
    #: What the kind of work knows of it besides, such as which pages it made.
    data = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = _("row of a run")
        verbose_name_plural = _("rows of a run")
        default_permissions = ()
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=("run", "thing"), name="a_thing_is_worked_on_once")
        ]

    def __str__(self) -> str:
        return f"{self.label or self.thing}: {self.outcome}"
