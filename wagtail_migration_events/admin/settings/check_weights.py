"""One choice for each check before publishing: off, warn or block."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wagtail_migration_events.events.readiness.check import CHECKS, PublishCheck, Weight


def offered() -> list[PublishCheck]:
    """Return the checks whose meaning is chosen, and does not follow from another setting."""
    return [check for check in CHECKS.values() if not callable(check.weight)]


def _names() -> list[str]:
    return [check.name for check in offered()]


class CheckWeightsInput(forms.Widget):
    """A drop-down list for each check."""

    template_name = "wagtail_migration_events/widgets/check_weights.html"
    use_fieldset = True

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        base_id = context["widget"]["attrs"].get("id", f"id_{name}")
        chosen = value if isinstance(value, Mapping) else {}
        context["widget"]["checks"] = [
            {
                "name": f"{name}-{check.name}",
                "id": f"{base_id}_{check.name}",
                "label": check.label,
                "choices": [
                    (weight.value, weight.label, weight.value == chosen.get(check.name))
                    for weight in Weight
                ],
            }
            for check in offered()
        ]
        return context

    def format_value(self, value: Any) -> Any:
        return value

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        sent = {check: data.get(f"{name}-{check}") for check in _names()}
        return {check: weight for check, weight in sent.items() if weight is not None}

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(f"{name}-{check}" in data for check in _names())

    def id_for_label(self, id_: str) -> str:
        return ""


class CheckWeightsField(forms.Field):
    widget = CheckWeightsInput

    def clean(self, value: Any) -> dict[str, str]:
        if not set(value.values()) <= set(Weight.values):
            raise ValidationError(_("Choose from the lists what each check means."))
        return dict(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or {}) != (data or {})
