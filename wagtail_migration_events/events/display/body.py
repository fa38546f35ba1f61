"""The body of a page, which is of whatever type the site has chosen."""

from __future__ import annotations

from typing import Any

from wagtail.fields import RichTextField
from wagtail.rich_text import RichText

from wagtail_migration_events.events.aliases import field_name_of


def shown_body(page: Any) -> Any:
    """Return the body of a page as ``{% include_block %}`` shows it.

    :param page: an event or organizer page.
    :return: blocks and plain words as they are; of rich text what the site's readers see.
    """
    column = field_name_of(type(page), "body")
    if column and isinstance(page._meta.get_field(column), RichTextField):
        return RichText(page.body)
    return page.body
