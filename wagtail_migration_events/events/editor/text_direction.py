"""Inputs whose text runs as its own language does, whatever the direction of the admin."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from wagtail_migration_events.vocabularies.languages import direction, normalise_tag


def write_in(fields: Iterable[Any], language: str) -> None:
    """Give the text inputs of form fields the language in which one writes there.

    :param language: BCP 47 tag.
    """
    attrs = {"lang": normalise_tag(language), "dir": direction(language)}
    _set(fields, attrs)


def write_in_any(fields: Iterable[Any]) -> None:
    """Let text inputs of form fields follow what is written in them, as an address in Latin."""
    _set(fields, {"dir": "auto"})


def _set(fields: Iterable[Any], attrs: dict[str, str]) -> None:
    for field in fields:
        if isinstance(field.widget, (forms.TextInput, forms.Textarea)):
            field.widget.attrs |= attrs
