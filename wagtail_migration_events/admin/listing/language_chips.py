"""The row of language states in a list: made without a template, for hundreds of them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from wagtail_migration_events.events.language_states.editing import ShownState


def language_chips(states: Iterable[ShownState]) -> SafeString:
    """Return a list of languages, each with what is to know of it and the way to its page."""
    items = format_html_join("", "<li>{}</li>", ((_chip(each),) for each in states))
    return format_html(
        '<ul class="w-flex w-flex-wrap w-gap-1 w-list-none w-m-0 w-p-0">{}</ul>', items
    )


def _chip(shown: ShownState) -> SafeString:
    words = f"{shown.name}: {shown.words}"
    agreed = shown.state.assignment
    overdue = f", {_('overdue')}" if agreed is not None and agreed.is_overdue else ""
    text = format_html(
        '<bdi>{}</bdi> {}{} <span class="w-sr-only">{}</span>',
        shown.state.language,
        shown.note,
        overdue,
        words,
    )
    look = "w-status w-status--primary" if shown.is_live else "w-status"
    if not shown.url:
        return format_html('<span class="{}" title="{}">{}</span>', look, words, text)
    return format_html('<a href="{}" class="{}" title="{}">{}</a>', shown.url, look, words, text)
