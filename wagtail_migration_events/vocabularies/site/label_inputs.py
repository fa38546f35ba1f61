"""One text input for each language, in one form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext

from wagtail_migration_events.vocabularies.language_names import language_name
from wagtail_migration_events.vocabularies.languages import data_key, direction

LONGEST_LABEL = 255


def label_languages() -> dict[str, str]:
    """Return the languages in which the site labels its terms: the tag, and the name as shown.

    These are the site's content languages, or the languages of its interface where it lists none.
    """
    if hasattr(settings, "WAGTAIL_CONTENT_LANGUAGES"):
        languages = settings.WAGTAIL_CONTENT_LANGUAGES
    elif settings.is_overridden("LANGUAGES"):
        languages = settings.LANGUAGES
    else:
        languages = [(settings.LANGUAGE_CODE, settings.LANGUAGE_CODE)]
    return {data_key(tag): _shown_name(data_key(tag), name) for tag, name in languages}


def _shown_name(tag: str, name: Any) -> str:
    """Return the name of a language as every screen has it; the site's where there is none."""
    shown = language_name(tag)
    return shown if shown != tag else gettext(name)


class LabelsInput(forms.Widget):
    """Text inputs for the site's languages; labels in other languages are kept, hidden."""

    template_name = "wagtail_migration_events/widgets/labels.html"
    use_fieldset = True

    def format_value(self, value: Any) -> dict[str, str]:
        return dict(value) if isinstance(value, Mapping) else {}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        labels = context["widget"]["value"]
        base_id = context["widget"]["attrs"].get("id", f"id_{name}")
        languages = label_languages()
        context["widget"]["maxlength"] = LONGEST_LABEL
        context["widget"]["inputs"] = [
            {
                "name": f"{name}-{tag}",
                "id": f"{base_id}_{tag}",
                "tag": tag,
                "dir": direction(tag),
                "language": languages.get(tag),
                "value": labels.get(tag, ""),
            }
            for tag in dict.fromkeys([*languages, *labels])
        ]
        return context

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> dict[str, str]:
        prefix = f"{name}-"
        return {
            key.removeprefix(prefix): value.strip()
            for key, value in data.items()
            if key.startswith(prefix) and isinstance(value, str) and value.strip()
        }

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(key.startswith(f"{name}-") for key in data)

    def id_for_label(self, id_: str) -> str:
        # The group has a legend; each input has a label of its own.
        return ""


class LabelsFormField(forms.Field):
    """The labels of a term; what they may hold is checked by the model field."""

    widget = LabelsInput
    empty_values = [None, "", {}]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or {}) != (data or {})
