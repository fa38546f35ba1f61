"""A list of the site's languages in one column, chosen by ticking."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from wagtail.models import Locale


class LocaleListField(models.JSONField):
    """Codes of ``Locale``s, in the site's own order; a plain list for the database."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        options = {"choices": _choices, "widget": forms.CheckboxSelectMultiple, **kwargs}
        # A callable default would add a hidden copy of the field to every form.
        options["show_hidden_initial"] = False
        for name in ("encoder", "decoder"):
            options.pop(name, None)
        return models.Field.formfield(self, **{"form_class": forms.MultipleChoiceField, **options})


def _choices() -> list[tuple[str, str]]:
    return [(locale.language_code, str(locale)) for locale in Locale.objects.all()]
