"""How codes look in Wagtail's page API: each with its label in the active language."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from wagtail_migration_events.vocabularies.registry import get_vocabulary


def code_and_label(vocabulary: str, code: str) -> dict[str, str]:
    """Return a term as ``{"code", "label"}``; an unknown code is its own label."""
    return {"code": code, "label": str(get_vocabulary(vocabulary).term(code).short_label())}


class _VocabularySerializerField(serializers.Field):
    def __init__(self, vocabulary: str, **kwargs: Any) -> None:
        self.vocabulary_name = vocabulary
        kwargs.setdefault("read_only", True)
        super().__init__(**kwargs)


class CodeSerializerField(_VocabularySerializerField):
    """A ``CodeField`` as ``{"code": "webinar", "label": "Webinaire"}``, or null."""

    def to_representation(self, value: str) -> dict[str, str] | None:
        return code_and_label(self.vocabulary_name, value) if value else None


class CodeListSerializerField(_VocabularySerializerField):
    """A ``CodeListField`` as a list of such objects."""

    def to_representation(self, value: list[str]) -> list[dict[str, str]]:
        return [code_and_label(self.vocabulary_name, code) for code in value]
