"""Who reads a page that a template shows."""

from __future__ import annotations

from typing import Any

from django.template import Context
from django.utils.translation import get_language

from wagtail_migration_events.vocabularies.languages import normalise_tag


def request_of(context: Context) -> Any:
    return context.get("request")


def reader_language(context: Context) -> str:
    """Return the language of the page that is shown, as a BCP 47 tag."""
    page = context.get("page")
    locale = getattr(page, "locale", None)
    return normalise_tag(locale.language_code if locale else get_language() or "en")
