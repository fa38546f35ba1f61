"""The row that says when the public last saw something else of an event."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models

#: What the public sees of an event: by primary key of a page (as text, for JSON) its language (BCP
#: 47) and its path in the tree of addresses.
Shown = Mapping[str, list[str]]


class EventChange(models.Model):
    """One event that the public sees or has seen; a draft that nobody has seen has no row.

    Attributes:
        key: of the event.
        changed_at: the moment after the commit of the last change. None from the change to that
            moment; see ``stamping``.
        shown: what the public saw when that was last looked at; empty for what is gone. It only
            serves to find out that something has changed: whether a page is visible is always
            asked anew.
        told: the same as it was when ``event_changed`` was last sent.
        untold: whether that signal has still to be sent.
        sites: the primary keys of the Wagtail Sites on which it was ever shown, each between
            spaces, which any database can look for.
    """

    key = models.UUIDField(primary_key=True, editable=False)
    changed_at = models.DateTimeField(null=True)
    shown = models.JSONField(default=dict)
    told = models.JSONField(default=dict)
    untold = models.BooleanField(default=False)
    sites = models.TextField(default="")

    class Meta:
        default_permissions = ()
        verbose_name = "change of an event"
        indexes = [models.Index(fields=["changed_at", "key"], name="wme_change_moment")]

    def __str__(self) -> str:
        return str(self.key)
