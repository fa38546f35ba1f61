"""Documents and links that belong to an event, and its image."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string

from wagtail_migration_events.events.facts.careful_blocks import CarefulBlockField
from wagtail_migration_events.events.facts.material_language import MaterialLanguageBlock
from wagtail_migration_events.text_checks import check_http_url, check_text


class ResourceKind(models.TextChoices):
    AGENDA = "agenda", _("Agenda")
    CONCEPT_NOTE = "concept_note", _("Concept note")
    PRESENTATION = "presentation", _("Presentation")
    RECORDING = "recording", _("Recording")
    REPORT = "report", _("Report")
    OTHER = "other", _("Other material")


class ResourceBlock(blocks.StructBlock):
    """What documents and links have in common."""

    kind = blocks.ChoiceBlock(choices=ResourceKind.choices, label=_("Kind"))
    language = MaterialLanguageBlock(label=_("Language"))
    title = blocks.CharBlock(
        max_length=255,
        validators=[check_text],
        label=_("Title"),
        help_text=_("In the language of the material."),
    )


class LinkBlock(ResourceBlock):
    url = blocks.URLBlock(validators=[check_http_url], max_length=1000, label=_("Link"))

    class Meta:
        icon = "link"
        label = _("Link")


class DocumentBlock(ResourceBlock):
    document = DocumentChooserBlock(label=_("Document"))

    class Meta:
        icon = "doc-full"
        label = _("Document")


class BlocklessStreamField(StreamField):
    """A stream field whose blocks stay out of schema migrations.

    Blocks are code: a site may add its own, or a release may word one anew, without a new schema
    migration. In schema migrations it is a plain ``StreamField`` without blocks.
    """

    def deconstruct(self) -> Any:
        name, _path, _args, kwargs = super().deconstruct()
        kwargs["block_lookup"] = {}
        return name, "wagtail.fields.StreamField", [[]], kwargs

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": CarefulBlockField, **kwargs})


class MaterialFields(models.Model):
    image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    resources = BlocklessStreamField(
        [("link", LinkBlock()), ("document", DocumentBlock())],
        blank=True,
        verbose_name=_("material"),
    )

    class Meta:
        abstract = True


def material_errors(event: Any) -> dict[str, list[ValidationError]]:
    """Return what is wrong with titles and links of the material.

    Forms check every block; pages that are made in code come past them.
    """
    errors = []
    for number, block in enumerate(event.resources or [], start=1):
        value = block.value if isinstance(block.value, Mapping) else {}
        for name, check in (("title", check_text), ("url", check_http_url)):
            try:
                if value.get(name):
                    check(value[name])
            except ValidationError as error:
                errors += [_in_row(number, message) for message in error.messages]
    return {"resources": errors} if errors else {}


def _in_row(number: int, message: str) -> ValidationError:
    params = {"number": number, "message": message}
    return ValidationError(_("Row %(number)s: %(message)s"), params=params)
