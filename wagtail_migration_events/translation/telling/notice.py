"""What somebody is told of a translation, once."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wagtail_migration_events.groups.page_model import BASE_PAGE_MODEL
from wagtail_migration_events.translation.requests.request import TranslationRequest


class NoticeKind(models.TextChoices):
    """What has happened."""

    REQUESTED = "requested", _("Translation requested")
    REMINDED = "reminded", _("Reminder of a translation")
    REASSIGNED = "reassigned", _("Translation reassigned")
    SOURCE_CHANGED = "source_changed", _("The source has changed")
    REVIEW_ASKED = "review_asked", _("Review asked for")
    APPROVED = "approved", pgettext_lazy("of an event in a language", "Approved")
    CHANGES_ASKED = "changes_asked", _("Changes asked for")
    DUE_SOON = "due_soon", _("Translation due soon")
    OVERDUE = "overdue", _("Translation overdue")


class TranslationNotice(models.Model):
    """One fact told to one person. The row that is there is what keeps it from being told twice.

    It is about a request, or about a page in review that nobody has requested. ``fact`` tells apart
    facts of the same kind about the same: the number of a revision or the state of a task, a day.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    request = models.ForeignKey(
        TranslationRequest, null=True, on_delete=models.CASCADE, related_name="notices"
    )
    page = models.ForeignKey(BASE_PAGE_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=16, choices=NoticeKind.choices)
    fact = models.CharField(max_length=100, blank=True)
    # Who did it, in words: they may be gone when it is read.
    actor = models.CharField(max_length=255, blank=True)
    words = models.TextField(blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("notice of a translation")
        verbose_name_plural = _("notices of translations")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=("user", "request", "kind", "fact"), name="a_fact_is_told_once"
            ),
            models.UniqueConstraint(
                fields=("user", "page", "kind", "fact"), name="a_fact_of_a_page_is_told_once"
            ),
        ]
        indexes = [models.Index(fields=("sent_at", "made_at"), name="notices_to_send")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.user_id})"


class Delivery(models.TextChoices):
    """When somebody gets e-mail about translations."""

    AT_ONCE = "at_once", _("At once")
    DAILY = "daily", _("Once a day, all together")
    NEVER = "never", _("Never")


class NoticePreference(models.Model):
    """When a person gets e-mail about translations; without a row, at once."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="wagtail_migration_events_notices",
    )
    delivery = models.CharField(
        _("e-mail about translations"),
        max_length=8,
        choices=Delivery.choices,
        default=Delivery.AT_ONCE,
    )

    class Meta:
        verbose_name = _("preference for notices")
        verbose_name_plural = _("preferences for notices")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.user_id}: {self.delivery}"
