"""A label in each language of the site: the model field and what it accepts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_migration_events.text_checks import check_text
from wagtail_migration_events.vocabularies.languages import data_key
from wagtail_migration_events.vocabularies.site.label_inputs import (
    LONGEST_LABEL,
    LabelsFormField,
    label_languages,
)

_TAG = re.compile(r"[a-z]{2,8}(-[a-z0-9]{1,8})*")


class LabelsField(models.JSONField):
    """Labels by language tag: ``{"en": "Side event", "fr": "Événement parallèle"}``.

    For schema migrations it is a plain ``JSONField``.
    """

    default_error_messages = {
        "none": _("Type the label in at least one language."),
        "not_labels": _("This must hold one label for each language."),
        "too_long": _("%(language)s: the label has more than %(limit)d characters."),
        "in_language": _("%(language)s: %(message)s"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", dict)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        kwargs.pop("validators", None)
        return name, "django.db.models.JSONField", args, kwargs

    def to_python(self, value: Any) -> dict[str, str]:
        """Return the labels that are not empty, by normalised tag, without spaces around them."""
        if value in (None, ""):
            return {}
        if not isinstance(value, Mapping) or not all(
            isinstance(text, str) for text in (*value.keys(), *value.values())
        ):
            raise ValidationError(self.error_messages["not_labels"], code="not_labels")
        labels = {data_key(tag): text.strip() for tag, text in value.items()}
        if not all(_TAG.fullmatch(tag) for tag in labels):
            raise ValidationError(self.error_messages["not_labels"], code="not_labels")
        return {tag: text for tag, text in labels.items() if text}

    def validate(self, value: dict[str, str], model_instance: models.Model | None) -> None:
        if not value:
            raise ValidationError(self.error_messages["none"], code="none")
        errors: list[ValidationError] = []
        for tag, text in value.items():
            language = label_languages().get(tag, tag)
            try:
                self._validate_label(text, language)
            except ValidationError as error:
                errors.append(error)
        if errors:
            raise ValidationError(errors)

    def _validate_label(self, text: str, language: str) -> None:
        if len(text) > LONGEST_LABEL:
            params = {"language": language, "limit": LONGEST_LABEL}
            raise ValidationError(self.error_messages["too_long"], code="too_long", params=params)
        try:
            check_text(text)
        except ValidationError as error:
            raise ValidationError(
                self.error_messages["in_language"],
                code=error.code,
                params={"language": language, "message": error.messages[0]},
            ) from error

    def formfield(self, **kwargs: Any) -> Any:
        options = {
            "error_messages": {"required": self.error_messages["none"]},
            "show_hidden_initial": False,
            **kwargs,
        }
        return models.Field.formfield(self, **{"form_class": LabelsFormField, **options})
