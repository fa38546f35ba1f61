"""From the properties of an event to the columns of a neutral record."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from django.utils.translation import gettext as _

from wagtail_migration_events.interchange.calendars.properties import Properties, Property
from wagtail_migration_events.interchange.rules.words import text_of_html
from wagtail_migration_events.interchange.source.keeping import kept_text
from wagtail_migration_events.interchange.source.records import ReadingOptions
from wagtail_migration_events.vocabularies.languages import normalise_tag, same_reading

#: Who was invited is nobody's business; when the file was written changes with every reading.
_NOT_KEPT = frozenset({"ATTENDEE", "DTSTAMP"})
_STATUS = {"CANCELLED": "cancelled", "TENTATIVE": "tentative", "CONFIRMED": "scheduled"}
MOST_RAW = 200
LONGEST_RAW = 20_000


def row_of_event(
    properties: Properties, options: ReadingOptions
) -> tuple[dict[str, Any], list[str]]:
    """Return the row of an event but for its dates, and what is to be said about it."""
    notes: list[str] = []
    summary = properties.get("SUMMARY")
    row: dict[str, Any] = {
        "title": " ".join(kept_text(properties.text("SUMMARY")).split()),
        "summary": _description(properties),
        "location": kept_text(properties.text("LOCATION")),
        "status": _STATUS.get(properties.text("STATUS").upper(), ""),
        "raw_fields": raw_fields(properties),
    }
    url = properties.text("URL")
    if url.startswith(("https://", "http://")):
        row["url"] = url
    if geo := properties.text("GEO"):
        latitude, _sign, longitude = geo.replace(",", ";").partition(";")
        row["latitude"], row["longitude"] = latitude.strip(), longitude.strip()
    categories = [text for each in properties.every("CATEGORIES") for text in each.texts()]
    if len(categories) == 1:
        row["category"] = categories[0]
    elif categories:
        message = _("It has several categories, of which none is taken for the type: %(names)s.")
        notes.append(message % {"names": ", ".join(categories)[:200]})
    if name := _organizer(properties):
        row["organizers"] = [name]
    if properties.text("CLASS").upper() in ("PRIVATE", "CONFIDENTIAL"):
        row["private"] = True
    if properties.get("ATTACH"):
        notes.append(_("What is attached is kept in the record as a link, and not fetched."))
    _give_languages(row, summary, options)
    return row, notes


def raw_fields(properties: Properties) -> dict[str, Any]:
    """Return the properties as they came, by name and parameters."""
    raw: dict[str, Any] = {}
    for each in properties.all[:MOST_RAW]:
        if each.name in _NOT_KEPT:
            continue
        label, value = kept_text(each.label())[:500], kept_text(each.value)[:LONGEST_RAW]
        if label in raw:
            before = raw[label]
            raw[label] = [*before, value] if isinstance(before, list) else [before, value]
        else:
            raw[label] = value
    return raw


def _description(properties: Properties) -> str:
    """Return the description as text; of one in HTML what a reader reads."""
    text = properties.text("DESCRIPTION")
    if not text:
        text = text_of_html(properties.text("X-ALT-DESC"), one_line=False)
    return kept_text(text)


def _organizer(properties: Properties) -> str:
    organizer = properties.get("ORGANIZER")
    if organizer is None or organizer.value.casefold().endswith("@group.calendar.google.com"):
        return ""
    name = organizer.parameters.get("CN", "")
    if "%" in name and " " not in name:  # The Events Calendar of WordPress writes "IOM%20Kenya"
        name = unquote(name)
    # A calendar's own account and an address are no names.
    return "" if "@" in name or name.casefold() in ("unknown", "noreply") else kept_text(name)[:255]


def _give_languages(row: dict[str, Any], summary: Property | None, options: ReadingOptions) -> None:
    """Say in which language it is, and on the page of which language of the site it belongs."""
    tag = normalise_tag(summary.parameters.get("LANGUAGE", ""))[:35] if summary else ""
    own = next((each for each in options.languages if tag and same_reading(each, tag)), "")
    row["lang"] = own or options.language
    if tag and not own:
        row["content_language"] = tag
