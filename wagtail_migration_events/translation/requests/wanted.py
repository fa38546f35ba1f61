"""Which languages of events somebody wants: for the states that everybody reads."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.language_states.rules import WANTED_RULES, Target
from wagtail_migration_events.events.language_states.state import TranslationState
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.translation.requests.request import TranslationRequest
from wagtail_migration_events.translation.site_settings import settings_of_pages
from wagtail_migration_events.vocabularies.languages import normalise_tag


def requested_languages(keys: Collection[UUID]) -> dict[Target, TranslationState]:
    """Return the languages that were asked for and are not done, in one query."""
    rows = TranslationRequest.objects.open().filter(group__in=keys)
    return {
        (key, normalise_tag(code)): TranslationState.REQUESTED
        for key, code in rows.values_list("group", "locale__language_code")
    }


def promised_languages(keys: Collection[UUID]) -> dict[Target, TranslationState]:
    """Return the languages that the Site of each event has promised, in at most five queries."""
    origins = EventGroup.objects.filter(pk__in=keys, origin__isnull=False).values("origin")
    sources = base_page_model().objects.filter(pk__in=origins)
    pages = list(sources.only("translation_key", "url_path"))
    settings = settings_of_pages(pages) if pages else {}
    return {
        (page.translation_key, normalise_tag(row.locale.language_code)): TranslationState.MISSING
        for page in pages
        for row in settings[page.pk].languages.all()
        if row.is_required
    }


def register_wishes() -> None:
    for rule in (requested_languages, promised_languages):
        if rule not in WANTED_RULES:
            WANTED_RULES.append(rule)
