"""The language of a document or link: one of the usual, or any other that an import has brought."""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.admin.telepath.widgets import SelectAdapter

from wagtail_migration_events.events.facts.spoken_languages import (
    LanguageChoiceField,
    material_language_choices,
)
from wagtail_migration_events.vocabularies.forms.long_select import LongSelect


class MaterialLanguageSelect(LongSelect):
    """A drop-down list that a script draws: for Wagtail's own one a language that it does not offer
    is none, or one whose tag is part of the stored one, such as Telugu (te) for Tetum (tet)."""


class MaterialLanguageAdapter(SelectAdapter):
    js_constructor = "wagtail_migration_events.LanguageSelect"

    @property
    def media(self) -> Any:
        own = forms.Media(js=["wagtail_migration_events/admin/language-select.js"])
        return super().media + own


register(MaterialLanguageAdapter(), MaterialLanguageSelect)


class MaterialLanguageBlock(blocks.ChoiceBlock):
    def __init__(self, **kwargs: Any) -> None:
        kwargs = {"choices": material_language_choices, **kwargs, "widget": MaterialLanguageSelect}
        super().__init__(**kwargs)

    def get_field(self, **kwargs: Any) -> LanguageChoiceField:
        return LanguageChoiceField(**kwargs)
