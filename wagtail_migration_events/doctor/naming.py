"""How the doctor names a page, for a person and for a program."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from wagtail_migration_events.events.facts.spoken_languages import language_name
from wagtail_migration_events.text_checks import one_line

LONGEST_TITLE = 80


def page_words(page: Any) -> str:
    """Return the title of a page, its language and its number."""
    words = {
        "title": one_line(page.title, LONGEST_TITLE),
        "language": language_name(page.locale.language_code),
        "id": page.pk,
    }
    if not page.live:
        return _("“%(title)s” (%(language)s, page %(id)s, not published)") % words
    return _("“%(title)s” (%(language)s, page %(id)s)") % words


def page_data(page: Any) -> dict[str, Any]:
    """Return which page is meant, for JSON."""
    return {
        "id": page.pk,
        "title": page.title,
        "language": page.locale.language_code,
        "live": page.live,
    }
