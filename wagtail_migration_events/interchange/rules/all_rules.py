"""The rules in the order in which they are applied."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from wagtail_migration_events.interchange.rules.addresses import same_event
from wagtail_migration_events.interchange.rules.dates import (
    daily_blocks,
    dates_in_words,
    end_without_start,
    hours_apart,
)
from wagtail_migration_events.interchange.rules.draft import Draft, Rule
from wagtail_migration_events.interchange.rules.event_status import status_in_words
from wagtail_migration_events.interchange.rules.languages import languages_by_name, text_language
from wagtail_migration_events.interchange.rules.objectives import (
    objectives_in_title,
    objectives_with_titles,
)
from wagtail_migration_events.interchange.rules.places import place_and_platform, way_in_title
from wagtail_migration_events.interchange.rules.regions import regions_by_other_names
from wagtail_migration_events.interchange.rules.terms import terms_at_commas
from wagtail_migration_events.interchange.rules.web_addresses import bare_addresses
from wagtail_migration_events.interchange.rules.whole_days import whole_days
from wagtail_migration_events.interchange.rules.words import (
    lists_in_one_cell,
    markup,
    words_for_nothing,
)
from wagtail_migration_events.interchange.rules.zones import zone_labels

RULES: tuple[Rule, ...] = (
    Rule("words-for-nothing", _("“TBC”, “n/a”, “, -” and the like are an empty cell."),
         words_for_nothing),
    Rule("markup",
         _("HTML in a summary, a place or a date becomes plain text; in titles only signs such as "
           "“&amp;” do."),
         markup),
    Rule("lists-in-one-cell",
         _("Values in one cell are parted at semicolons, bars and line breaks, never at commas."),
         lists_in_one_cell),
    Rule("objectives-with-titles",
         _("“GCM Objective 2 - Minimize…”, “16 - …” and “2, 5 and 16” are numbers of objectives."),
         objectives_with_titles),
    Rule("objectives-in-title",
         _("Objectives that only the title names, such as “Objective 23 of the Compact”."),
         objectives_in_title),
    Rule("terms-at-commas",
         _("“SDG 8, 10 and 17” and “Human rights, Gender-responsive” are several terms."),
         terms_at_commas),
    Rule("bare-addresses",
         _("“www.example.org” is an address, and so is the one in “Register at https://…”."),
         bare_addresses),
    Rule("place-and-platform",
         _("A place, a platform, a way of attending and a zone in one cell are told apart."),
         place_and_platform),
    Rule("way-in-title", _("“(online)” at the end of a title is the way of attending."),
         way_in_title),
    Rule("status-in-words",
         _("“CANCELLED” in a column or beside a title or date is the event status."),
         status_in_words),
    Rule("dates-in-words", _("Dates as people write them, in six languages; no year is guessed."),
         dates_in_words),
    Rule("hours-apart", _("Hours in a cell of their own belong to the date."), hours_apart),
    Rule("daily-blocks", _("The same hours on several days, or several on one, are several dates."),
         daily_blocks),
    Rule("end-without-start", _("An end without a start is kept in the record and is no date."),
         end_without_start),
    Rule("zone-labels",
         _("“CET” in July and “EST” in May mean the clock of the place, not the offset."),
         zone_labels),
    Rule("whole-days", _("From 00:00 to 23:59 is a whole day, and no hour is known."), whole_days),
    Rule("regions-by-other-names",
         _("“UN ECE Region”, “Africa and Arab States”, “Egypt, Arab Rep.” are areas."),
         regions_by_other_names),
    Rule("languages-by-name", _("“EN/FR/SP” and “English, Español” are languages."),
         languages_by_name),
    Rule("language-of-text", _("A page in one language whose words are in another."),
         text_language),
    Rule("one-event-several-addresses",
         _("Addresses that differ in language, scheme or tracking are those of one event."),
         same_event),
)  # fmt: skip


def rule_names() -> list[str]:
    """Return what rules are switched off by."""
    return [rule.name for rule in RULES]


def repair(row: dict[str, Any], without: Iterable[str] = ()) -> Draft:
    """Return a row after all rules but some; the row itself stays as it is."""
    off = set(without)
    draft = Draft(dict(row))
    for rule in RULES:
        if rule.name not in off:
            draft.rule = rule.name
            rule.apply(draft)
    return draft
