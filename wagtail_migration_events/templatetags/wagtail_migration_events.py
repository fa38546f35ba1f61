"""What the templates of events and organizers call. The work is done in the rooms."""

from __future__ import annotations

from collections.abc import Iterable
from html import unescape
from typing import Any

from django import template
from django.template import Context
from django.utils.html import strip_tags

from wagtail_migration_events.conf import setting
from wagtail_migration_events.events.display import dates, facts, footnotes, material, notes, status
from wagtail_migration_events.events.display import participation as taking_part
from wagtail_migration_events.events.display.body import shown_body
from wagtail_migration_events.events.display.language_attributes import language_attributes
from wagtail_migration_events.events.facts.spoken_languages import language_name as name_of_language
from wagtail_migration_events.events.facts.where import has_left_venue
from wagtail_migration_events.events.larger_events import umbrellas_of
from wagtail_migration_events.events.sharing.unless_set import shared_value
from wagtail_migration_events.events.times.wording import format_day
from wagtail_migration_events.groups.closed_collections import closed_collections
from wagtail_migration_events.groups.links import breadcrumbs as crumbs
from wagtail_migration_events.groups.links import language_links as links
from wagtail_migration_events.groups.links.page_formats import format_url
from wagtail_migration_events.groups.resolution import (
    GroupPage,
    resolve_groups,
    source_of,
    text_language,
)
from wagtail_migration_events.listings.filtered_list import FilteredList, is_narrowed
from wagtail_migration_events.listings.term_links import with_term_links
from wagtail_migration_events.occurrences.filters import When
from wagtail_migration_events.occurrences.scope import Scope, paths_of_site
from wagtail_migration_events.organizers import cards
from wagtail_migration_events.organizers import event_facts as fact_rows
from wagtail_migration_events.organizers import resolution as organizers
from wagtail_migration_events.organizers.mixin import OrganizerKind, OrganizerPageMixin
from wagtail_migration_events.templatetags.reader import reader_language
from wagtail_migration_events.templatetags.reader import request_of as _request
from wagtail_migration_events.templatetags.sharing_tags import TAGS
from wagtail_migration_events.vocabularies.languages import direction
from wagtail_migration_events.vocabularies.terms import Label

register = template.Library()
register.filter("language_direction", direction)
register.filter("shown_body", shown_body)
register.filter("web_link", taking_part.web_link)
register.filter("text_language", text_language)
for each in (reader_language, *TAGS):
    register.simple_tag(each, takes_context=True)


@register.simple_tag
def events_setting(name: str) -> Any:
    """``{% events_setting "STYLESHEET" as has_stylesheet %}``"""
    return setting(name)


@register.simple_tag(takes_context=True)
def language_attrs(context: Context, tag: str) -> str:
    """Write ``lang`` and ``dir`` where a text is not in the language of the page around it."""
    return language_attributes(reader_language(context), tag)


@register.simple_tag(takes_context=True)
def language_name(context: Context, tag: str) -> str:
    """Return the name of a language in the language of the page."""
    return name_of_language(tag, reader_language(context))


@register.simple_tag(takes_context=True)
def language_links(context: Context, page: Any) -> list[links.LanguageLink]:
    """Return the page in the site's other languages."""
    return links.language_links(page, _request(context))


@register.simple_tag(takes_context=True)
def breadcrumbs(context: Context, page: Any) -> list[crumbs.Crumb]:
    """Return the pages above a page, each with ``title``, ``url`` and ``language``."""
    return crumbs.breadcrumbs(page, _request(context))


@register.simple_tag(takes_context=True)
def page_format_url(context: Context, page: Any, name: str) -> str:
    """``{% page_format_url page "event.ics" as url %}``: "" where the site does not offer it."""
    return format_url(page, name, _request(context))


@register.simple_tag(takes_context=True)
def event_when(context: Context, page: Any) -> dates.EventDate:
    """Return the whole event in one line: ``date.when``, ``date.detail``, ``date.state``."""
    return dates.event_stretch(page, reader_language(context))


@register.simple_tag(takes_context=True)
def event_dates(context: Context, page: Any) -> list[dates.EventDate]:
    """Return every date of the event, in order of time."""
    return dates.event_dates(page, reader_language(context))


@register.simple_tag(takes_context=True)
def event_status_notice(context: Context, page: Any) -> status.StatusNotice | None:
    """Return the banner's ``headline`` and ``reason``; None where nothing has changed."""
    return status.status_notice(page, reader_language(context))


@register.simple_tag
def event_note(page: Any, name: str) -> notes.Note:
    """Return ``note.text`` in ``note.language``: today's words, translated or not yet."""
    return notes.current_note(page, name)


@register.simple_tag
def event_stale_notice(page: Any) -> notes.StaleNotice | None:
    """Return ``language`` and ``changed_on`` of text newer than its translation, or None."""
    return notes.stale_notice(page)


@register.simple_tag
def event_value(page: Any, name: str) -> Any:
    """``{% event_value page "livestream_url" as link %}``: the page's own, else the source's."""
    return shared_value(page, name)


@register.simple_tag(takes_context=True)
def day(context: Context, date: Any) -> str:
    """Return a calendar date in words, in the language of the page."""
    return format_day(date, reader_language(context))


@register.simple_tag
def event_attendance(page: Any) -> str:
    """Return the way of attending in words; "" if it is not stated."""
    return facts.attendance_label(page, page.event_status)


@register.simple_tag
def event_venue(page: Any) -> str:
    """``{% event_venue page as venue %}``: empty for an event that has moved online."""
    return "" if has_left_venue(page, page.event_status) else facts.venue_of(page)


@register.simple_tag(takes_context=True)
def event_terms(context: Context, page: Any, name: str) -> list[facts.FactValue]:
    """``{% event_terms page "gcm_objectives" as objectives %}``"""
    return facts.term_values(page, name, reader_language(context))


@register.simple_tag(takes_context=True)
def event_facts(context: Context, page: Any) -> list[facts.Fact]:
    """Return all facts of the event as rows with ``label``, ``values`` and ``missing``.

    The terms of the page that is shown lead to their lists; for any other that would be queries.
    """
    request = _request(context)
    rows = fact_rows.event_facts(page, reader_language(context), request)
    is_shown = page == context.get("page")
    return with_term_links(rows, page, request) if is_shown else rows


@register.filter
def plain_text(html: Any) -> str:
    """Return rich text as one line without tags, for the head of the page."""
    return " ".join(unescape(strip_tags(str(html or ""))).split())


@register.filter
def has_unverified(rows: Iterable[facts.Fact]) -> bool:
    """Whether the title of a United Nations text stands among these facts in unchecked wording."""
    return any(not value.is_verified for row in rows for value in row.values)


@register.simple_tag(takes_context=True)
def event_registration(context: Context, page: Any) -> taking_part.Registration | None:
    """Return what is to be said about registration, or None."""
    return taking_part.registration_of(page, reader_language(context))


@register.simple_tag(takes_context=True)
def event_resources(context: Context, page: Any) -> list[material.Resource]:
    """Return documents and links that this visitor can open."""
    if not getattr(page, "resources", None):
        return []
    closed = closed_collections(context.get("request"))
    return material.resources_of(page, reader_language(context), closed)


@register.simple_tag(takes_context=True)
def event_organizers(context: Context, page: Any) -> list[organizers.EventOrganizer]:
    """Return the organizers, each with ``name``, ``page`` and ``role_label``."""
    language, request = reader_language(context), _request(context)
    return organizers.organizers_of([page], language, request)[page.pk]


@register.simple_tag(takes_context=True)
def event_umbrellas(context: Context, page: Any) -> list[GroupPage]:
    """Return the events that this one is part of, in the order in which they are named."""
    return umbrellas_of(page, reader_language(context), _request(context))


@register.simple_tag(takes_context=True)
def event_parts(context: Context, page: Any) -> Any:
    """Return the list of events that are part of this one; it holds one page of them."""
    return _events_with(context, "part_of", source_of(page).translation_key)


@register.simple_tag(takes_context=True)
def organizer_events(context: Context, page: Any) -> Any:
    """Return the list of events that the organizer holds; it holds one page of them."""
    return _events_with(context, "organizer", source_of(page).translation_key)


#: The filters of the events of an organizer or an umbrella event.
FEW_FILTERS = ("type", "attendance", "objective", "spoken")
_LISTS = "_events_lists"


def _events_with(context: Context, facet: str, code: Any) -> FilteredList:
    """Return the list; a page that asks for it twice gets the same one, and so reads it once."""
    request, language = _request(context), reader_language(context)
    known: dict[Any, FilteredList] = getattr(request, _LISTS, {})
    asked = (facet, str(code), language)
    if asked not in known:
        fixed = {facet: frozenset([str(code)])}
        scope = Scope(language, request, paths_of_site(request), fixed)
        known = known | {asked: FilteredList(request, scope, FEW_FILTERS, period=When.ALL)}
        if request is not None:
            setattr(request, _LISTS, known)
    return known[asked]


@register.simple_tag(takes_context=True)
def list_is_narrowed(context: Context) -> bool:
    """Whether the address asks for some events of a list only. Makes no query."""
    request = _request(context)
    return request is not None and is_narrowed(request.GET)


@register.simple_tag(takes_context=True)
def page_address(context: Context, number: int) -> str:
    """Return the address of a page of the list that is shown, with its filters and no more."""
    listing = context.get("listing")
    return listing.page_address(number) if listing else f"?page={number}"


@register.simple_tag(takes_context=True)
def organizer_parent(context: Context, page: Any) -> GroupPage | None:
    """Return the organization that an organizer belongs to, if a page of it may be seen."""
    key = getattr(page, "parent_organization", None)
    language, request = reader_language(context), _request(context)
    keys = [key] if key else []
    return resolve_groups(keys, OrganizerPageMixin, language, request).get(str(key))


@register.filter
def organizer_kind(page: Any) -> str:
    """Return the kind of an organizer in words; "" if it is not stated."""
    return str(OrganizerKind(page.kind).label) if page.kind in OrganizerKind else ""


@register.simple_tag(takes_context=True)
def event_cards(context: Context, entries: Any) -> list[cards.EventCard]:
    """Return the cards of the events of a list."""
    return cards.event_cards(entries, reader_language(context), _request(context))


@register.simple_tag(takes_context=True)
def event_sections(context: Context, entries: Any) -> list[cards.CardSection]:
    """Return the cards of a list in sections; ``section.groups`` have headings of their own."""
    language, request = reader_language(context), _request(context)
    if not isinstance(entries, FilteredList):
        return cards.card_sections(entries, language, request)
    by_day = entries.filters.in_days
    return cards.card_sections(entries, language, request, entries.parts, by_day=by_day)


@register.simple_tag(takes_context=True)
def page_footnotes(context: Context, page: Any, listed: Any = ()) -> list[Label]:
    """Return the footnotes of a page. ``listed``: the list it shows, or the entries of it."""
    pages = [page, *(getattr(entry, "page", entry) for entry in listed or ())]
    if isinstance(listed, FilteredList):
        pages.append(listed.named)
    return footnotes.footnotes_of(pages, reader_language(context))


@register.filter
def page_numbers(page: Any) -> list[Any]:
    """Return the numbers to offer in a pagination, long runs shortened."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))
