"""How somebody is told what is missing, and where they can publish all the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin import messages

from wagtail_migration_events.translation.gate.obstacle import Obstacle, in_sentences

ANYWAY_URL = "wagtail_migration_events_publish_anyway"
#: More would not fit on a screen.
MOST_SENTENCES = 6


def say_what_is_missing(
    request: HttpRequest, pages: Sequence[Any], missing: Sequence[Obstacle], saved: bool = False
) -> None:
    """Say that pages were not published, and why; with the way out for who may take it.

    :param pages: that were to go live together in one request.
    :param saved: whether a draft was saved.
    """
    first = _("Saved as a draft, but not published.") if saved else _("Not published.")
    sentences = ((each.sentence,) for each in missing[:MOST_SENTENCES])
    if len(missing) > MOST_SENTENCES:
        sentences = (*sentences, ("…",))  # type: ignore[assignment]
    words = format_html("{} {}", first, format_html_join(SafeString(" "), "{}", sentences))
    buttons = []
    if len(pages) == 1 and may_override(request.user, pages[0], missing):
        url = reverse(ANYWAY_URL, args=[pages[0].pk])
        buttons = [messages.button(url, _("Publish all the same"))]
    messages.error(request, words, buttons=buttons)


def may_override(user: Any, page: Any, missing: Sequence[Obstacle]) -> bool:
    """Whether somebody may publish a page although something is missing."""
    return not any(each.is_firm for each in missing) and bool(
        page.permissions_for_user(user).can_publish()
    )


def held_back_message(missing: Sequence[Obstacle]) -> str:
    """Return what is said when a part of what somebody did could not go live."""
    return _("Some of it was saved as a draft and not published. %(missing)s") % {
        "missing": in_sentences(missing[:MOST_SENTENCES])
    }
