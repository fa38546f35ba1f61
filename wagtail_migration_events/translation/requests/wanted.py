"""Which languages of events somebody wants, from whom and by when: for all who read the states."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q
from wagtail.admin.utils import get_user_display_name

from wagtail_migration_events.events.language_states.assignment import Assignment
from wagtail_migration_events.events.language_states.rules import (
    ASSIGNMENT_RULES,
    REQUEST_RULES,
    WANTED_RULES,
    Target,
)
from wagtail_migration_events.events.language_states.state import TranslationState
from wagtail_migration_events.events.readiness.rows import MISSING_LANGUAGES
from wagtail_migration_events.groups.event_settings import site_of_path
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.groups.site_conditions import by_site
from wagtail_migration_events.translation.requests.request import TranslationRequest
from wagtail_migration_events.translation.site_settings import LanguageSettings
from wagtail_migration_events.vocabularies.languages import normalise_tag


def assignments(keys: Collection[UUID]) -> dict[Target, Assignment]:
    """Return by whom and by when what was asked for is to be done, in one query."""
    rows = TranslationRequest.objects.open().filter(group__in=keys)
    return {
        (row.group_id, normalise_tag(row.locale.language_code)): Assignment(
            request=row.pk,
            person=row.person_id,
            team=None if row.person_id else row.team_id,
            assignee=assignee_name(row),
            due_on=row.due_on,
            is_overdue=row.is_overdue(),
        )
        for row in rows.select_related("locale", "person", "team")
    }


def requested_languages(keys: Collection[UUID]) -> set[Target]:
    """Return which languages were asked for and are not done, in one query."""
    rows = TranslationRequest.objects.open().filter(group__in=keys)
    return {
        (key, normalise_tag(code))
        for key, code in rows.values_list("group", "locale__language_code")
    }


def assignee_name(row: TranslationRequest) -> str:
    """Return to whom a request was given, in words; "" if to nobody."""
    if row.person is not None:
        return str(get_user_display_name(row.person))
    return str(row.team or "")


def promised_languages(sources: Mapping[UUID, str]) -> dict[Target, TranslationState]:
    """Return the languages that the Site of each event has promised, in one query."""
    required = {
        site: [normalise_tag(code) for code in codes] for site, codes in _promises().items()
    }
    if not required:
        return {}
    return {
        (key, tag): TranslationState.MISSING
        for key, url_path in sources.items()
        for tag in required.get(site_of_path(url_path) or 0, ())
    }


def _promises() -> dict[int, list[str]]:
    """Return the codes of the locales that each Site has promised."""
    required: dict[int, list[str]] = defaultdict(list)
    rows = LanguageSettings.objects.filter(is_required=True)
    for site, code in rows.values_list("site_settings__site", "locale__language_code"):
        required[site].append(code)
    return required


def lacking_a_promised_language() -> Q | None:
    """Return which pages, of all in a Site, lack a page of their own in a promised language."""
    promises = _promises()
    pages = base_page_model().objects.filter(alias_of=None).order_by()

    def missing(site: int) -> Q:
        there = (pages.filter(locale__language_code=code) for code in promises.get(site, ()))
        lacks = (~Q(translation_key__in=found.values("translation_key")) for found in there)
        return reduce(or_, lacks, Q(pk__in=[]))

    return by_site(missing) if promises else None


def register_wishes() -> None:
    """Tell the core which languages are promised and asked for; harmless when done twice."""
    if promised_languages not in WANTED_RULES:
        WANTED_RULES.append(promised_languages)
    if assignments not in ASSIGNMENT_RULES:
        ASSIGNMENT_RULES.append(assignments)
    if requested_languages not in REQUEST_RULES:
        REQUEST_RULES.append(requested_languages)
    if lacking_a_promised_language not in MISSING_LANGUAGES:
        MISSING_LANGUAGES.append(lacking_a_promised_language)
