"""What Wagtail's editor does beside its own work when the page is an event or an organizer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.permissions import page_permission_policy

from wagtail_migration_events.admin.subtrees import pages_below
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.events.umbrella import prefill_part
from wagtail_migration_events.groups.page_model import (
    base_page_model,
    base_pages_with,
)
from wagtail_migration_events.organizers.mixin import OrganizerPageMixin
from wagtail_migration_events.organizers.usage import events_naming, in_use_message

# More would not fit on a screen.
MOST_REASONS = 5


def prefill_new_part(sender: Any, page: Any, parent: Any, **kwargs: Any) -> None:
    """Signal handler: a new event below an event starts with what side events share with it."""
    umbrella = parent.specific
    if isinstance(page, EventPageMixin) and isinstance(umbrella, EventPageMixin):
        prefill_part(page, umbrella)


def keep_organizers_in_use(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Stop the deletion of a page when an organizer at or below it would leave events without.

    Said before Wagtail asks for confirmation, and again should the answer come all the same.
    """
    reasons = refusals([page], request.user)
    for reason in reasons:
        messages.error(request, reason)
    return redirect("wagtailadmin_explore", page.get_parent().pk) if reasons else None


def keep_organizers_in_use_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Stop a bulk deletion for the same reason; nothing of it is done."""
    if action_type != "delete" or not all(isinstance(each, base_page_model()) for each in objects):
        return None
    reasons = refusals(objects, request.user)
    for reason in reasons:
        messages.error(request, reason)
    # Wagtail deletes them one by one: an organizer must not go before the events that name it.
    objects.sort(key=lambda each: not issubclass(each.specific_class or object, EventPageMixin))
    return redirect("wagtailadmin_explore_root") if reasons else None


def refusals(pages: Sequence[Any], user: Any) -> list[str]:
    """Say for each organizer at or below ``pages`` which events forbid its deletion.

    :param user: events that this user cannot find in the admin are counted and not named.
    """
    leaving = {page.pk for page in (*pages, *pages_below(pages))}
    organizers = base_pages_with(OrganizerPageMixin)
    last = {page.translation_key: page for page in organizers.filter(pk__in=leaving)}
    staying = organizers.filter(translation_key__in=last).exclude(pk__in=leaving)
    for key in staying.values_list("translation_key", flat=True):
        last.pop(key, None)
    seen = page_permission_policy.explorable_instances(user)
    reasons = []
    for key, organizer in last.items():
        events = events_naming(key).exclude(pk__in=leaving)
        if number := events.count():
            known = events.filter(pk__in=seen.values("pk"))
            reasons.append(in_use_message(organizer, list(known[:6]), number - known.count()))
    return reasons[:MOST_REASONS]
