"""An organizer that events still name must not disappear under them."""

from __future__ import annotations

from typing import Any

from django.db.models import ProtectedError, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.page_model import (
    base_page_model,
    base_pages_with,
    page_models_with,
)
from wagtail_migration_events.organizers.mixin import OrganizerPageMixin


def pages_naming(key: Any) -> set[int]:
    """Return the primary keys of the event pages whose rows link to an organizer's group."""
    models = (each for each in page_models_with(EventPageMixin) if hasattr(each, "organizer_links"))
    return {
        pk
        for model in models
        for pk in model.objects.filter(organizer_links__organizer=key).values_list("pk", flat=True)
    }


def events_naming(key: Any) -> Any:
    """Return the base rows of all event pages, live or not, that link to an organizer's group,
    or would do so once their draft is published."""
    events = base_pages_with(EventPageMixin)
    drafts = events.filter(has_unpublished_changes=True).alias(
        draft=Cast("latest_revision__content", TextField())
    )
    # A key is like no other text, so it need not be told in which part of the draft to look.
    return events.filter(
        Q(pk__in=pages_naming(key)) | Q(pk__in=drafts.filter(draft__contains=key).values("pk"))
    )


def is_last_of_group(organizer: Any, leaving: Any = ()) -> bool:
    """Whether no page of the group would remain once ``leaving`` (primary keys) are gone."""
    others = base_pages_with(OrganizerPageMixin).filter(translation_key=organizer.translation_key)
    return not others.exclude(pk__in={organizer.pk, *leaving}).exists()


def refuse_deletion_in_use(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Signal handler: stop every way of deleting the last page of an organizer that is named.

    Events that are deleted in the same stroke, such as all of a site, do not stop it.

    :raises ProtectedError: with the events as its ``protected_objects``.
    """
    if not isinstance(instance, OrganizerPageMixin):
        return
    leaving = _leaving(kwargs.get("origin"))
    if not is_last_of_group(instance, leaving):
        return
    events = list(events_naming(instance.translation_key).exclude(pk__in=leaving))
    if events:
        raise ProtectedError(_protection(instance, len(events)), set(events))


def _leaving(origin: Any) -> set[int]:
    """Return the primary keys of all pages that one call of ``delete()`` removes."""
    if isinstance(origin, QuerySet) and issubclass(origin.model, base_page_model()):
        return set(origin.values_list("pk", flat=True))
    return {origin.pk} if isinstance(origin, base_page_model()) else set()


def in_use_message(organizer: Any, events: list[Any], hidden: int = 0) -> str:
    """Say in words why an organizer cannot be deleted.

    :param events: those that the reader may know of; the first five are named.
    :param hidden: how many others there are, which are only counted.
    """
    named = ", ".join(f"“{event.title}”" for event in events[:5])
    if len(events) > 5:
        named += " …"
    counted = ngettext(
        "%(number)s event that you may not see", "%(number)s events that you may not see", hidden
    ) % {"number": hidden}
    titles = named
    if hidden:
        both = _("%(named)s and %(counted)s") % {"named": named, "counted": counted}
        titles = both if named else counted
    return _(
        "“%(organizer)s” cannot be deleted: it is an organizer of %(titles)s. "
        "Choose another organizer there first, or unpublish the page instead."
    ) % {"organizer": organizer.title, "titles": titles}


def _protection(organizer: Any, number: int) -> str:
    """Say the same to whoever calls ``delete()``: nobody knows who will read it."""
    message = ngettext(
        "“%(organizer)s” cannot be deleted: it is an organizer of %(number)s event.",
        "“%(organizer)s” cannot be deleted: it is an organizer of %(number)s events.",
        number,
    )
    return message % {"organizer": organizer.title, "number": number}
