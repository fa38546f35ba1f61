"""Form fields in which an editor chooses terms; a form holds and returns their codes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from wagtail_migration_events.vocabularies.codes import in_order
from wagtail_migration_events.vocabularies.forms.choices import choices_of, is_choice
from wagtail_migration_events.vocabularies.forms.widgets import (
    CodeCheckboxes,
    CodeSelect,
    CodeSelectMultiple,
    TermOptions,
)
from wagtail_migration_events.vocabularies.refusals import refusal
from wagtail_migration_events.vocabularies.registry import get_vocabulary
from wagtail_migration_events.vocabularies.site_vocabulary import SiteVocabulary, read_together

LONG_VOCABULARIES = frozenset({"areas", "sdgs"})
"""Vocabularies too long for a page of checkboxes."""


class CodeFormField(forms.ChoiceField):
    """A choice of one term; the labels are in the language active when the form is shown."""

    widget = CodeSelect

    def __init__(self, *, vocabulary: str, kinds: Sequence[str] = (), **kwargs: Any) -> None:
        self.vocabulary_name = vocabulary
        self.kinds = tuple(kinds)
        choices = partial(choices_of, vocabulary, self.kinds, blank=True)
        super().__init__(choices=choices, **kwargs)
        name_vocabulary(self.widget, vocabulary)

    def to_python(self, value: Any) -> str:
        code: str = super().to_python(value)
        return get_vocabulary(self.vocabulary_name).present_code(code) if code else code

    def validate(self, value: Any) -> None:
        forms.Field.validate(self, value)
        if value and not is_choice(get_vocabulary(self.vocabulary_name), value, self.kinds):
            raise refusal(self.vocabulary_name, value, self.kinds)


class CodeListFormField(forms.MultipleChoiceField):
    """A choice of several terms; returns a list of codes in the vocabulary's order."""

    widget = CodeCheckboxes

    def __init__(self, *, vocabulary: str, kinds: Sequence[str] = (), **kwargs: Any) -> None:
        self.vocabulary_name = vocabulary
        self.kinds = tuple(kinds)
        if vocabulary in LONG_VOCABULARIES:
            kwargs.setdefault("widget", CodeSelectMultiple)
        super().__init__(choices=partial(choices_of, vocabulary, self.kinds), **kwargs)
        name_vocabulary(self.widget, vocabulary)

    def validate(self, value: list[str]) -> None:
        forms.Field.validate(self, value)
        vocabulary = get_vocabulary(self.vocabulary_name)
        refused = [
            refusal(self.vocabulary_name, code, self.kinds)
            for code in dict.fromkeys(value)
            if not is_choice(vocabulary, code, self.kinds)
        ]
        if refused:
            raise ValidationError(refused)

    def clean(self, value: Any) -> list[str]:
        return in_order(get_vocabulary(self.vocabulary_name), super().clean(value))


def name_vocabulary(widget: Any, vocabulary: str) -> None:
    """Tell one of our widgets which vocabulary it shows; a site's own widget needs no telling."""
    if isinstance(widget, TermOptions):
        widget.vocabulary_name = vocabulary


def read_terms_at_once(fields: Iterable[forms.Field]) -> None:
    """Read in one query the terms of the site's vocabularies that these fields offer."""
    ours = (each for each in fields if isinstance(each, (CodeFormField, CodeListFormField)))
    vocabularies = (get_vocabulary(name) for name in {each.vocabulary_name for each in ours})
    read_together(each for each in vocabularies if isinstance(each, SiteVocabulary))
