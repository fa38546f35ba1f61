"""What a source said about an event, kept as it came."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_migration_events.groups.page_model import BASE_PAGE_MODEL

#: Who holds it may import in the admin: it makes and changes events in every language.
IMPORT_PERMISSION = "wagtail_migration_events.import_events"


class ImportRecord(models.Model):
    """One row of an import: where it came from, what it said, which page it became.

    ``applied`` holds, by field name, what the last import wrote to the page: a value that is
    another by now was edited. ``reasons`` says in words which values were refused; a page that has
    some was made a draft.
    """

    source = models.CharField(_("source"), max_length=255)
    external_id = models.CharField(_("external identifier"), max_length=1000)
    external_id_digest = models.CharField(max_length=64, editable=False)
    language = models.CharField(_("language"), max_length=35)
    page = models.ForeignKey(
        BASE_PAGE_MODEL,
        verbose_name=_("page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    raw = models.JSONField(_("as it came"), default=dict)
    applied = models.JSONField(_("as imported"), default=dict)
    reasons = models.JSONField(_("refused values"), default=list)
    content_digest = models.CharField(max_length=64, editable=False)
    imported_at = models.DateTimeField(_("imported at"), auto_now=True)

    class Meta:
        verbose_name = _("import record")
        verbose_name_plural = _("import records")
        permissions = [("import_events", _("Can import events"))]
        constraints = [
            # The address itself is too long for a unique key on MariaDB.
            models.UniqueConstraint(
                fields=["source", "external_id_digest", "language"],
                name="one_import_record_per_row",
            )
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.external_id}"
