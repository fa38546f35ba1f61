"""What a page is called: by its title, for somebody who may not see drafts, or its language."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language

from wagtail_migration_events.events.facts.spoken_languages import language_name


def title_for(user: Any, page: Any) -> str:
    """Return the title of a page as far as a user may know it.

    Who may change the facts of an event by a right on one of its languages may not read what is
    not published yet in another.

    :return: the title of the draft, else the published one, else the language of the page.
    """
    if page.permissions_for_user(user).can_edit():
        return str(page.get_admin_display_title())
    if page.live:
        return str(page.title)
    return language_name(page.locale.language_code, get_language())


def language_of(page: Any) -> str:
    return language_name(page.locale.language_code)
