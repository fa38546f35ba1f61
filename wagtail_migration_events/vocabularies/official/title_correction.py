"""What people have said in the admin about single official wordings, kept for ever."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

CORRECT_TITLES = "correct_official_titles"


class WordingKind(models.TextChoices):
    """Which of a term's two names; the values are those in files of corrections."""

    TITLE = "titles", _("Title")
    SHORT_NAME = "short_names", _("Short name")


class TitleCorrection(models.Model):
    """One wording in one language. Of several the newest counts; none is changed or deleted.

    An empty text takes back what was said before: the packaged wording stands again.
    """

    vocabulary = models.CharField(max_length=64)
    code = models.CharField(max_length=64)
    kind = models.CharField(_("what it is"), max_length=16, choices=WordingKind.choices)
    language = models.CharField(_("language"), max_length=35)
    text = models.TextField(_("wording"), blank=True)
    verified = models.BooleanField(_("verified"), default=False)
    source = models.TextField(_("source"))
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("correction of an official title")
        verbose_name_plural = _("corrections of official titles")
        default_permissions = ()
        permissions = [(CORRECT_TITLES, _("Can correct official titles"))]
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.vocabulary} / {self.code} / {self.kind} / {self.language}"
