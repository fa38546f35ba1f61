"""The form in which an official wording is corrected, or said in one more language."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput

from wagtail_migration_events.text_checks import check_text
from wagtail_migration_events.vocabularies.languages import data_key
from wagtail_migration_events.vocabularies.official.title_correction import WordingKind

LONGEST_TITLE = 1000
_TAG = re.compile(r"[a-z]{2,8}(-[a-z0-9]{1,8})*")


class WordingForm(forms.Form):
    text = forms.CharField(
        label=_("Wording"), max_length=LONGEST_TITLE, widget=AdminAutoHeightTextInput
    )
    verified = forms.BooleanField(
        label=_("Verified"),
        required=False,
        help_text=_("I have seen exactly these words in the source that I name below."),
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=LONGEST_TITLE,
        widget=AdminAutoHeightTextInput(attrs={"dir": "auto"}),
        help_text=_("Where these words stand: the document, its address, the day you read it."),
    )

    def clean_text(self) -> str:
        return _one_line(self.cleaned_data["text"])

    def clean_source(self) -> str:
        return _one_line(self.cleaned_data["source"])


class TakeBackForm(forms.Form):
    """Takes a correction back; the reason goes into the history."""

    source = WordingForm.base_fields["source"]

    def clean_source(self) -> str:
        return _one_line(self.cleaned_data["source"])


class NewWordingForm(WordingForm):
    """The same in a language that a term lacks."""

    language = forms.CharField(
        label=_("Language"),
        max_length=35,
        help_text=_("As a tag, for example “pt” for Portuguese or “sw” for Swahili."),
    )
    kind = forms.ChoiceField(label=_("What it is"), choices=WordingKind.choices)

    field_order = ("language", "kind", "text", "verified", "source")

    def clean_language(self) -> str:
        tag = data_key(self.cleaned_data["language"])
        if not _TAG.fullmatch(tag):
            raise ValidationError(_("This is no language tag. Type one such as “pt” or “pt-br”."))
        return tag


def _one_line(text: Any) -> str:
    line = " ".join(str(text).split())
    check_text(line)
    return line
