"""The languages of an event: spoken, interpreted, signed, captioned."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django import forms
from django.conf.locale import LANG_INFO
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.coreutils import get_content_languages

from wagtail_migration_events.vocabularies.forms.long_select import LongSelect
from wagtail_migration_events.vocabularies.language_names import language_name as language_name
from wagtail_migration_events.vocabularies.languages import normalise_tag

UN_LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}", re.IGNORECASE)


class LanguageKind(models.TextChoices):
    WORKING = "working", _("Working language")
    INTERPRETATION = "interpretation", _("Interpretation")
    SIGN = "sign", _("Sign language interpretation")
    CAPTIONS = "captions", _("Captions")


def working_languages(event: Any) -> list[str]:
    """Return in which languages people work at the event, as BCP 47 tags; none if not stated."""
    rows = getattr(event, "languages", None) or []
    working = LanguageKind.WORKING
    tags = (row.get("language") for row in rows if (row.get("kind") or working) == working)
    return [str(tag) for tag in tags if tag]


def language_choices() -> list[tuple[str, str]]:
    """Return the UN languages first, then the others by name, for a select."""
    return [("", "---------"), *_named_languages(get_language() or "en")]


def material_language_choices() -> list[tuple[str, str]]:
    """Return what ``language_choices`` does, and what the site itself is written in, such as
    ``zh-hans``: imports give material the language of its page."""
    usual = language_choices()
    known = {tag for tag, _name in usual}
    own = (tag for tag in map(normalise_tag, get_content_languages()) if tag not in known)
    return [*usual, *((tag, language_name(tag)) for tag in own)]


@lru_cache(maxsize=32)
def _named_languages(shown_in: str) -> tuple[tuple[str, str], ...]:
    others = {tag for tag in LANG_INFO if len(tag) == 2 and tag not in UN_LANGUAGES}
    ordered = (*UN_LANGUAGES, *sorted(others, key=lambda tag: language_name(tag, shown_in)))
    return tuple((tag, language_name(tag, shown_in)) for tag in ordered)


def check_languages(rows: Any) -> None:
    """Check the fact ``languages``: rows of ``language`` (BCP 47) and ``kind``, each once.

    :raises ValidationError: naming the row.
    """
    seen = set()
    for number, row in enumerate(rows or [], start=1):
        pair = (row.get("language"), row.get("kind"))
        if not LANGUAGE_TAG.fullmatch(str(pair[0] or "")[:40]) or pair[1] not in LanguageKind:
            raise ValidationError(
                _("Row %(number)s: choose a language and what it is for."),
                params={"number": number},
            )
        if pair in seen:
            raise ValidationError(
                _("Row %(number)s: %(language)s is listed twice for the same use."),
                params={"number": number, "language": language_name(pair[0])},
            )
        seen.add(pair)


class LanguageChoiceField(forms.ChoiceField):
    """Offers the usual languages and keeps any other that an import has brought."""

    widget = LongSelect

    def valid_value(self, value: Any) -> bool:
        return bool(LANGUAGE_TAG.fullmatch(str(value)[:40]))


class LanguageRowForm(forms.Form):
    language = LanguageChoiceField(label=_("Language"), choices=language_choices)
    kind = forms.ChoiceField(
        label=_("Used for"),
        choices=LanguageKind.choices,
        initial=LanguageKind.WORKING,
        widget=LongSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["language"]
        choices = list(field.choices)  # type: ignore[attr-defined]  # a ChoiceField
        chosen = self["language"].value()
        if chosen and chosen not in dict(choices):
            field.choices = [*choices, (chosen, language_name(chosen))]  # type: ignore[attr-defined]

    def has_changed(self) -> bool:
        """A row without a language is a blank row, whatever it would be used for."""
        return "language" in self.changed_data

    @staticmethod
    def describe(row: dict[str, Any], event: Any) -> str:
        """Return one stored row in words."""
        kind = str(row.get("kind") or "")
        label = str(LanguageKind(kind).label) if kind in LanguageKind else kind
        return f"{language_name(str(row.get('language') or ''))} ({label})"

    @staticmethod
    def check_together(rows: Sequence[forms.Form]) -> None:
        """Put a message on each row that says again what a row above it says."""
        seen = set()
        for row in rows:
            language, kind = row.cleaned_data.get("language"), row.cleaned_data.get("kind")
            if language and kind and (language.lower(), kind) in seen:
                message = _("%(language)s is listed twice for the same use.")
                row.add_error("language", message % {"language": language_name(language)})
            seen.add((str(language).lower(), kind))
