"""What happens to the others of a group when one of its pages is deleted, in whatever way."""

from __future__ import annotations

from typing import Any

from wagtail_migration_events.conf import setting
from wagtail_migration_events.events.group import EventGroup, first_origin, group_of
from wagtail_migration_events.events.saved import note_written, written_together
from wagtail_migration_events.events.sharing.change_of_source import hand_over
from wagtail_migration_events.events.sharing.last_published import published_source
from wagtail_migration_events.events.sharing.propagation import write_to_followers
from wagtail_migration_events.events.sharing.unless_set import keep_as_own
from wagtail_migration_events.groups.page_model import base_page_model

_LEFT = "_aliases_left"


def prepare_departure(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Handler of ``pre_delete`` of base pages: wait for whoever publishes the event, and give
    pages that only mirrored this one what they showed of the source.

    No row may be made here that points to a page: it may be about to go too.
    """
    if not _is_event(instance):
        return
    group = group_of(instance, lock=True)
    if group is None:
        return
    aliases = base_page_model().objects.filter(alias_of=instance.pk)
    instance.__dict__[_LEFT] = list(aliases.values_list("pk", flat=True))
    if group.origin_id == instance.pk and setting("FACTS_IN_BACKGROUND"):
        source = published_source(group)
        if source is not None and group.adopted:
            write_to_followers(group, source, [])
    if not group.adopted:
        return
    # Those with the group's own key become siblings, and so follow on.
    for alias in aliases.exclude(translation_key=group.pk).specific():
        if columns := keep_as_own(alias, group.published_values):
            alias.write_shared_facts(columns)


def choose_next_source(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Handler of ``post_delete`` of base pages: if the source has gone, another takes its place.
    Aliases of a page that has gone are told to whoever keeps an index.

    Rows of base pages go last and all at once, so whoever is found now has not been deleted in
    the same stroke, and a group of which nothing remains costs one query for each page.
    """
    if not _is_event(instance):
        return
    left = base_page_model().objects.filter(pk__in=instance.__dict__.pop(_LEFT, []))
    with written_together():
        for page in left:
            note_written(page)  # it is found as an event of its own from now on
    if instance.alias_of_id:
        return
    groups = EventGroup.objects.select_for_update()
    group = groups.filter(pk=instance.translation_key, origin=None).first()
    pk = first_origin(group.pk, but_not=[instance.pk]) if group is not None else None
    if group is None or pk is None:
        return
    new = base_page_model().objects.get(pk=pk).specific
    if hasattr(new, "event_facts"):
        hand_over(group, None, new)


def _is_event(page: Any) -> bool:
    return hasattr(page.specific_class, "event_facts")
