"""The title that Wagtail shows of a draft, while somebody translates it.

localize puts its own form of the words there, which is HTML: people read "R &amp; D", and what is
longer so than the column ends in an error of the database. So this listens in its place.
"""

from __future__ import annotations

from typing import Any

from wagtail_localize.strings import StringValue

from wagtail_migration_events.groups.page_model import base_page_model


def follow_title(instance: Any, **kwargs: Any) -> None:
    """After localize's row of a translated text was saved: if that is a title, show it as text."""
    if instance.context.path != "title":
        return
    model = base_page_model()
    longest = model._meta.get_field("draft_title").max_length
    pages = model.objects.filter(
        translation_key=instance.context.object_id, locale_id=instance.locale_id
    )
    pages.update(draft_title=StringValue(instance.data).render_text()[:longest])
