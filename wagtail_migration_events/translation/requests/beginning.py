"""Beginning a translation that was asked for: the page is made when somebody sets to work.

Until then a request is one row. A hundred events in five languages would otherwise be five hundred
drafts that nobody has opened.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import Locale
from wagtail_localize.operations import translate_object

from wagtail_migration_events.events.group import own_pages, source_page
from wagtail_migration_events.groups.page_model import base_page_model


def may_begin(user: Any, event: Any, locale: Locale) -> bool:
    """Whether somebody may begin the translation of an event into a language.

    It takes the right to edit or add pages where the translation will stand: below the page that
    stands for the event's parent in that language, or its nearest ancestor that is there already.
    """
    if event is None or event.alias_of_id:
        return False
    place = _place(event, locale)
    if place is None:
        return False
    rights = place.permissions_for_user(user)
    return bool(rights.can_edit() or rights.can_add_subpage())


@transaction.atomic
def begin(request: Any, *, actor: Any) -> Any:
    """Make the draft of a translation, in localize's records and as a page.

    :param request: a ``TranslationRequest``; its group's row is locked first.
    :return: the page, which may have been there before.
    :raises PermissionDenied: if the actor may not, or the event has no source any more.
    """
    event = source_page(request.group)
    if not may_begin(actor, event, request.locale):
        raise PermissionDenied
    if (page := _page(event, request.locale)) is None:
        translate_object(event, [request.locale], user=actor)
        page = _page(event, request.locale)
    if page is None:
        raise PermissionDenied
    return page.specific


def _page(event: Any, locale: Locale) -> Any:
    return own_pages(event.translation_key).filter(locale=locale).first()


def _place(event: Any, locale: Locale) -> Any:
    """Return the nearest page above the event that stands in the tree of the language."""
    paths = event.path
    above = [paths[:end] for end in range(event.steplen, len(paths), event.steplen)]
    keys = dict(
        base_page_model().objects.filter(path__in=above).values_list("translation_key", "depth")
    )
    there = base_page_model().objects.filter(translation_key__in=keys, locale=locale)
    return max(there, key=lambda page: keys[page.translation_key], default=None)
