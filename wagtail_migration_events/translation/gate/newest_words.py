"""The translators' newest words, which go live with a page."""

from __future__ import annotations

from typing import Any

from wagtail_migration_events.translation.event_class import is_event
from wagtail_migration_events.translation.gate.repeated import holds_other_words
from wagtail_migration_events.translation.gate.versions import translation_of


def write_words(page: Any, user: Any) -> None:
    """Write the translators' newest words into a draft of a page, unless its newest version has
    them; Wagtail publishes that version.

    :param page: changed in place: it knows its new version.
    :raises ValidationError: where the page cannot be saved with these words.
    """
    if page.alias_of_id or not is_event(page.specific_class):
        return
    translation = translation_of(page)
    if translation is None or not holds_other_words(page.get_latest_revision_as_object()):
        return
    translation.save_target(user=user, publish=False)
    page.refresh_from_db(fields=["latest_revision"])
