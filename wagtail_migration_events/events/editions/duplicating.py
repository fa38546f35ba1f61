"""Making the next edition of an event: drafts in its languages, which are a group of their own."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from wagtail.actions.copy_page import CopyPageAction
from wagtail.coreutils import find_available_slug
from wagtail.fields import StreamField

from wagtail_migration_events.events.editions.moving import moved_dates
from wagtail_migration_events.events.editions.years import with_years_moved
from wagtail_migration_events.events.fact_columns import fact_field
from wagtail_migration_events.events.group import group_of
from wagtail_migration_events.events.saved import written_together
from wagtail_migration_events.events.times.occurrence import EventStatus
from wagtail_migration_events.groups.page_log import entries_of_one_page
from wagtail_migration_events.groups.page_model import base_page_model

#: What was true of one edition only.
EMPTIED = (
    "previous_starts_at",
    "status_reason",
    "registration_url",
    "livestream_url",
    "external_id",
    "external_source",
)
#: What Wagtail keeps beside a page for its publication; the draft begins without.
UNSCHEDULED: Mapping[str, Any] = {
    "go_live_at": None,
    "expire_at": None,
    "expired": False,
    "locked": False,
    "locked_at": None,
    "locked_by": None,
}


@dataclass(frozen=True)
class Edition:
    """What else is known of the edition that is made.

    Attributes:
        with_material: whether agenda, recordings and so on come along.
        umbrella: the key of the event that is duplicated with this part of it; "" if none is.
        copy: the key of the copy of that event, of which the copy of the part is a part.
        parents: the pages of that copy by the primary key of their locale; below them go the
            parts that stand below the umbrella itself.
    """

    with_material: bool = False
    umbrella: str = ""
    copy: str = ""
    parents: Mapping[int, Any] = field(default_factory=dict)

    def parent_of(self, page: Any) -> Any:
        """Return the page below which the copy of a page goes."""
        parent = page.get_parent()
        if self.umbrella and str(parent.translation_key) == self.umbrella:
            return self.parents.get(page.locale_id, parent)
        return parent


class CopyToGroup(CopyPageAction):
    """Copies a page into a group; child rows that belong together in the languages still do."""

    def __init__(self, page: Any, *, key: uuid.UUID, **kwargs: Any) -> None:
        super().__init__(page, copy_revisions=False, keep_live=False, **kwargs)
        self.update_attrs["translation_key"] = key

    def generate_translation_key(self, old_uuid: uuid.UUID) -> uuid.UUID:
        return uuid.uuid5(self.update_attrs["translation_key"], str(old_uuid))


def duplicate(
    source: Any,
    new_first: dt.date | None,
    titles: Mapping[int, str],
    edition: Edition,
    *,
    user: Any,
) -> list[tuple[Any, Any]]:
    """Make the next edition of an event as drafts, beside the pages of this one.

    :param source: the source of facts; its copy is the source of the new event.
    :param new_first: see :func:`moved_dates`.
    :param titles: by primary key those pages of the event that are duplicated.
    :return: each page with its copy, the source first. Either all of them are made or none.
    :raises PermissionDenied: if the user may not copy one of the pages.
    :raises ValidationError: if a copy would not be valid.
    """
    key = uuid.uuid4()
    with transaction.atomic(), written_together():
        group_of(source, lock=True)
        rows = base_page_model().objects.filter(pk__in=titles).specific()
        pages = [as_written(page) for page in rows]
        pages.sort(key=lambda page: (page.pk != source.pk, page.pk))
        copies = []
        for page in pages:
            # Read anew: an older copy does not know its newest children.
            parent = base_page_model().objects.get(pk=edition.parent_of(page).pk)
            attributes = _attributes(page, new_first, edition)
            attributes["title"] = titles[page.pk]
            attributes["slug"] = _slug(page, new_first, parent)
            action = CopyToGroup(page, key=key, to=parent, update_attrs=attributes, user=user)
            with entries_of_one_page():
                copies.append((page, action.execute()))
        return copies


def as_written(page: Any) -> Any:
    """Return what of a page is duplicated: what is published, else the draft."""
    return page if page.live else page.get_latest_revision_as_object()


def proposed_text(page: Any, text: str, new_first: dt.date | None) -> str:
    """Return a title, or a slug, with the years of the event as they are in the next edition."""
    stretch = page.get_stretch()
    first, last = stretch.first_day(), stretch.last_day()
    if new_first is None or first is None or last is None:
        return text
    return with_years_moved(text, range(first.year, last.year + 1), new_first.year - first.year)


def _slug(page: Any, new_first: dt.date | None, parent: Any) -> str:
    slug: str = find_available_slug(parent, proposed_text(page, page.slug, new_first)[:240])
    return slug


def _attributes(page: Any, new_first: dt.date | None, edition: Edition) -> dict[str, Any]:
    """Return by column what is other in the copy of a page."""
    values: dict[str, Any] = {"event_status": EventStatus.SCHEDULED.value}
    if edition.copy:
        values["part_of"] = [edition.copy]
    values |= moved_dates(page, new_first)
    attributes = dict(UNSCHEDULED)
    for name, value in values.items():
        if (column := fact_field(type(page), name)) is not None:
            attributes[column.name] = value
    for name in (*EMPTIED, *(() if edition.with_material else ("resources",))):
        if (column := fact_field(type(page), name)) is not None:
            attributes[column.name] = _empty(column)
    return attributes


def _empty(column: Any) -> Any:
    if isinstance(column, StreamField):
        return column.to_python([])
    return None if column.null else ""
