"""Restoring an older version of a page: today's facts are kept unless somebody asks for the old."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.admin import messages

from wagtail_migration_events.events.display.fact_words import fact_lines
from wagtail_migration_events.events.display.wording import both_in_one_line, heading_of
from wagtail_migration_events.events.editor.restoring import (
    OLD_FACTS,
    WISH,
    Restoring,
    facts_of,
    note_restoring,
    todays_version,
)
from wagtail_migration_events.events.fact_columns import copy_facts, read_facts
from wagtail_migration_events.events.mixin import EventPageMixin

CHANGES = '{}<ul class="w-pl-5">{}</ul>'


def ask_about_facts(request: HttpRequest, page: Any) -> None:
    """For Wagtail's hook ``before_edit_page``, which gets the object the form is made for."""
    match = request.resolver_match
    if match is None or match.url_name != "revisions_revert":
        return
    today = todays_version(page) if issubclass(type(page), EventPageMixin) else None
    if today is None:
        return  # a page that follows another one shows today's facts by itself
    wish = request.POST if request.method == "POST" else request.GET
    restoring = Restoring(
        takes_old=wish.get(WISH) == OLD_FACTS,
        url=f"{request.path}?{WISH}={OLD_FACTS}",
        changes=_changes(page, today),
    )
    note_restoring(page, restoring)
    if not restoring.takes_old:
        copy_facts(today, page, facts_of(page))
    if request.method == "GET":
        _tell(request, restoring)


def _changes(page: Any, today: Any) -> list[str]:
    old, new = read_facts(page, facts_of(page)), read_facts(today, facts_of(page))
    names = [name for name, value in old.items() if value != new.get(name)]
    said = []
    for name in names:
        lines = both_in_one_line(fact_lines(page, name), fact_lines(today, name))
        words = {"fact": heading_of(type(page), name), "old": lines[0], "new": lines[1]}
        said.append(_("%(fact)s: %(old)s instead of %(new)s") % words)
    return said


def _tell(request: HttpRequest, restoring: Restoring) -> None:
    if not restoring.changes:
        return
    changes = format_html_join("", "<li>{}</li>", ((line,) for line in restoring.changes))
    if restoring.takes_old:
        text = _("This form holds the facts of the older version. If you save it, they come back:")
        messages.warning(request, format_html(CHANGES, text, changes))
        return
    text = _(
        "The facts of this event have changed since that version. Today's facts are kept. "
        "With the old facts, this would go back:"
    )
    button = messages.button(restoring.url, _("Take the old facts too"))
    messages.warning(request, format_html(CHANGES, text, changes), buttons=[button])
