"""An event as JSON-LD, in the vocabulary of https://schema.org/Event.

Only what is true and public is said. That admission is free, or who speaks, nobody has told us.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override

from wagtail_migration_events.events.display.facts import term_values
from wagtail_migration_events.events.display.participation import web_link
from wagtail_migration_events.events.display.picture import event_picture
from wagtail_migration_events.events.facts.spoken_languages import working_languages
from wagtail_migration_events.events.group import read_groups
from wagtail_migration_events.events.larger_events import umbrellas_of
from wagtail_migration_events.events.times.occurrence import Occurrence
from wagtail_migration_events.feeds.json_ld_dates import status_of, when_of
from wagtail_migration_events.feeds.json_ld_places import where_of
from wagtail_migration_events.feeds.vevents import uid_of
from wagtail_migration_events.groups.links.addresses import page_address
from wagtail_migration_events.groups.resolution import source_of
from wagtail_migration_events.organizers.links import OrganizerRole
from wagtail_migration_events.organizers.resolution import EventOrganizer, organizers_of
from wagtail_migration_events.vocabularies.codes import codes_of
from wagtail_migration_events.vocabularies.registry import get_vocabulary

CONTEXT = "https://schema.org"
CONTENT_TYPE = "application/ld+json"
#: Of a long list of dates or parts so many are named, those to come first.
MOST_NESTED = 50
ABOUT = ("gcm_objectives", "guiding_principles", "sdgs", "workstream")
_VOCABULARIES = {"event_type": "event_types", "workstream": "workstreams"}
# In a page "<" could end the script or open a comment; some readers break lines at the last two.
_ESCAPED = {ord(each): f"\\u{ord(each):04x}" for each in "<>&\u2028\u2029"}


def event_json_ld(
    page: Any, language: str, request: HttpRequest | None = None, parts: Iterable[Any] = ()
) -> dict[str, Any]:
    """Return an event as JSON-LD.

    Without ``startDate``, where no day is known, it is no event to a search engine.

    :param page: a specific event page that this visitor may see.
    :param language: BCP 47 tag in which terms are named, and organizers if they can be.
    :param parts: specific pages of events that are part of this one, which this visitor may see.
    """
    umbrellas = [each.page for each in umbrellas_of(page, language, request)]
    parts = list(parts)[:MOST_NESTED]
    read_groups(each for each in (page, *umbrellas, *parts) if each.pk)
    occurrences = page.get_occurrences()
    whole = occurrences[0] if len(occurrences) == 1 else page.get_stretch()
    nested = [_dated(page, each, language, request) for each in _shown(occurrences)]
    nested += [_brief(each, language, request) for each in parts]
    found = {
        "@context": CONTEXT,
        **_event(page, whole, language, request),
        "identifier": uid_of(source_of(page).translation_key),
        "description": str(getattr(page, "summary", "") or ""),
        "image": _image(page, request),
        **_organizers(page, language, request),
        "superEvent": [_brief(each, language, request) for each in umbrellas],
        "subEvent": nested,
        "about": [term for name in ABOUT for term in _terms(page, name, language)],
        "keywords": _terms(page, "event_type", language),
        "audience": [
            {"@type": "Audience", "audienceType": each.text}
            for each in term_values(page, "audiences", language)
        ],
    }
    return {name: value for name, value in found.items() if value}


def json_text(data: dict[str, Any]) -> str:
    """Return data as JSON that may also stand in a page: no character of it is markup."""
    return json.dumps(data, ensure_ascii=False).translate(_ESCAPED)


def as_script(data: dict[str, Any]) -> SafeString:
    """Return data as an element of a page."""
    content = mark_safe(json_text(data))  # noqa: S308 - has no character that is markup
    return format_html('<script type="{}">{}</script>', CONTENT_TYPE, content)


def _event(
    page: Any, occurrence: Occurrence, language: str, request: HttpRequest | None
) -> dict[str, Any]:
    """Return what search engines require of every event, and its status."""
    return {
        "@type": "Event",
        "name": str(page.title),
        **_in_language(page),
        "url": page_address(page, request),
        **when_of(page, occurrence),
        **where_of(page, language, status_of(page, occurrence)),
    }


def _in_language(page: Any) -> dict[str, Any]:
    """Return the language "of the content or performance" (schema.org), not that of the text."""
    tags = working_languages(page)
    return {"inLanguage": tags if len(tags) > 1 else tags[0]} if tags else {}


def _brief(page: Any, language: str, request: HttpRequest | None) -> dict[str, Any]:
    return _event(page, page.get_stretch(), language, request)


def _dated(
    page: Any, occurrence: Occurrence, language: str, request: HttpRequest | None
) -> dict[str, Any]:
    key = source_of(page).translation_key
    return {
        **_event(page, occurrence, language, request),
        "identifier": uid_of(key, occurrence.key),
    }


def _shown(occurrences: list[Occurrence]) -> list[Occurrence]:
    """Return the dates to name one by one: none where the event is one stretch."""
    dated = [each for each in occurrences if each.has_hours or each.is_all_day]
    if len(occurrences) < 2:
        return []
    if len(dated) > MOST_NESTED:
        now = timezone.now()
        dated = [each for each in dated if each.state(now) != "past"] or dated
    return dated[:MOST_NESTED]


def _image(page: Any, request: HttpRequest | None) -> dict[str, Any]:
    picture = event_picture(page, request)
    if picture is None:
        return {}
    size = {"width": picture.width, "height": picture.height}
    found = {"@type": "ImageObject", "url": picture.url, **size}
    return {**found, "caption": picture.alt} if picture.alt else found


def _organizers(page: Any, language: str, request: HttpRequest | None) -> dict[str, Any]:
    """Return who holds the event, apart from those who only take part in it as partners."""
    found: dict[str, list[dict[str, str]]] = {"organizer": [], "contributor": []}
    for each in organizers_of([page], language, request)[page.pk]:
        role = "contributor" if each.role == OrganizerRole.PARTNER else "organizer"
        found[role].append(_organization(each, request))
    return found


def _organization(organizer: EventOrganizer, request: HttpRequest | None) -> dict[str, str]:
    found = {
        "@type": "Organization",
        "name": organizer.name,
        "alternateName": str(getattr(organizer.page, "acronym", "") or ""),
        "url": page_address(organizer.page, request),
        "sameAs": web_link(getattr(organizer.page, "website", "")),
    }
    return {name: value for name, value in found.items() if value}


def _terms(page: Any, name: str, language: str) -> list[dict[str, Any]]:
    vocabulary = get_vocabulary(_VOCABULARIES.get(name, name))
    codes = codes_of(getattr(page, name, None))
    with override(language):
        in_set = {"@type": "DefinedTermSet", "name": str(vocabulary.label)}
    return [
        {
            "@type": "DefinedTerm",
            "termCode": code,
            "name": vocabulary.term(code).label(language).text,
            "inDefinedTermSet": in_set,
        }
        for code in codes
    ]
