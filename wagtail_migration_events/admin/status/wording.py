"""What an editor is told before a change of status is done, and after."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from wagtail_migration_events.conf import setting
from wagtail_migration_events.events.display.wording import listed
from wagtail_migration_events.events.facts.spoken_languages import language_name
from wagtail_migration_events.events.group import own_pages
from wagtail_migration_events.events.status_change.change import StatusAction


def languages_of(source: Any) -> list[str]:
    """Return the languages that an event has pages in, in words, in the site's order."""
    order = {code: place for place, code in enumerate(setting("LANGUAGE_ORDER"))}
    codes = own_pages(source.translation_key).values_list("locale__language_code", flat=True)
    ordered = sorted(set(codes), key=lambda code: (order.get(code, len(order)), code))
    return [language_name(code, get_language()) for code in ordered]


def effects(action: StatusAction, source: Any) -> list[str]:
    """Say in sentences what an action will do to an event."""
    languages = languages_of(source)
    said = [_consequence(action)]
    if source.dates and action in (StatusAction.POSTPONE, StatusAction.RESCHEDULE):
        said.append(_("All dates in its list of dates that are not over move together."))
    if source.live:
        message = ngettext(
            "This happens at once, in %(number)s language: %(languages)s.",
            "This happens in all %(number)s languages at once: %(languages)s.",
            len(languages),
        )
        said.append(message % {"number": len(languages), "languages": listed(languages)})
    else:
        message = _(
            "The page in %(language)s, from which the facts of this event come, is not published. "
            "It is changed, but readers see nothing of it until it is published."
        )
        language = language_name(source.locale.language_code, get_language())
        said.append(message % {"language": language})
    said.append(
        _(
            "Nothing else is published: drafts stay drafts, reviews go on, and scheduled versions "
            "keep their hour."
        )
    )
    return said


def _consequence(action: StatusAction) -> str:
    if action == StatusAction.CANCEL:
        return _("The event stays on the site and is shown as cancelled, with its date.")
    if action == StatusAction.RESCHEDULE:
        return _("The event is shown as rescheduled, with its new date and the day it was before.")
    if action == StatusAction.MOVE_ONLINE:
        return _("The event is shown as moved online, and its way of attending is online.")
    return _(
        "Without a new date the event is shown as postponed, with the day it was and a new date "
        "to be announced. With a new date it is shown as rescheduled."
    )


def done_message(source: Any, status: Any, parts: int, title: str) -> str:
    """Say what was done.

    :param title: of the event, as the user may know it.
    """
    number = len(languages_of(source))
    values = {"title": title, "status": status.label, "number": number}
    if source.live:
        message = ngettext(
            "“%(title)s” is now: %(status)s, in %(number)s language.",
            "“%(title)s” is now: %(status)s, in all %(number)s languages.",
            number,
        )
    else:
        message = _("“%(title)s” is now: %(status)s. Readers see it when the page is published.")
    said = str(message % values)
    if parts:
        also = ngettext("So is %(number)s part.", "So are %(number)s parts.", parts)
        said = f"{said} {also % {'number': parts}}"
    return said
