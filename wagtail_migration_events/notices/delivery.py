"""The outbox: which target has still to be told of which event."""

from __future__ import annotations

from django.db import models


class WebhookDelivery(models.Model):
    """One event, or organizer, of which one target has not been told as it is now.

    It is written in the transaction of the change and goes when the target has said that it has
    the notice. Of several changes that it has not been told of, a target is told once.

    Attributes:
        target: SHA-256 of its address, in hexadecimal.
        key: of the event or organizer.
        message: another one with each change; part of the identifier of the notice.
        since: moment of the change.
        due_at: moment from which it may be tried, again.
        tries: how often it was tried since the change.
        last_error: why the last try failed, also if the event has changed again since.
    """

    target = models.CharField(max_length=64)
    key = models.UUIDField()
    message = models.UUIDField()
    since = models.DateTimeField()
    due_at = models.DateTimeField(db_index=True)
    tries = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)

    class Meta:
        default_permissions = ()
        verbose_name = "notice to be sent"
        constraints = [models.UniqueConstraint(fields=["target", "key"], name="wme_delivery_once")]

    def __str__(self) -> str:
        return self.identifier

    @property
    def identifier(self) -> str:
        """The same for every try of one notice, and for no other notice."""
        return f"{self.message.hex}-{self.pk}"
