"""Work on each of many events, which are named by their keys, with the rights of one person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from wagtail_migration_events.admin.page_titles import title_for
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.runs.kinds import Worked
from wagtail_migration_events.runs.run import Outcome

#: What became, or would become, of an event, and why.
Answer = tuple[Outcome, str]
#: Answers for each of some events, given by their sources of facts, by its key.
WorkOnEvents = Callable[[list[Any]], Mapping[UUID, Answer]]


def sources_of_events(
    keys: Iterable[UUID], prepare: Callable[[Any], Any] = lambda pages: pages
) -> dict[UUID, Any]:
    """Return the sources of facts of events, by key, in two queries and one for each class.

    What is no event, or has no source any more, is left out.

    :param prepare: is given the query of base rows, and may annotate it.
    """
    origins = EventGroup.objects.filter(pk__in=list(keys), origin__isnull=False).values("origin")
    pages = base_page_model().objects.filter(pk__in=origins).select_related("locale")
    sources = [page for page in prepare(pages).specific() if isinstance(page, EventPageMixin)]
    found: list[Any] = sources
    return {page.translation_key: page for page in found}


def on_each(
    things: Sequence[str], user: Any, work: WorkOnEvents, may: Callable[[Any, Any], bool]
) -> list[Worked]:
    """Do some work on those of many events for which a user has the right.

    :param work: takes the sources of events, and answers for each of them by its key.
    :param may: whether a user may have it done to an event.
    """
    if user is None:
        words = _("Whoever asked for it is no longer known here.")
        return [Worked(thing, Outcome.REFUSED, thing, words) for thing in things]
    events = {str(key): event for key, event in sources_of_events(map(UUID, things)).items()}
    allowed = {thing: event for thing, event in events.items() if may(user, event)}
    found = work(list(allowed.values())) if allowed else {}
    worked = []
    for thing in things:
        label = title_for(user, events[thing]) if thing in events else thing
        if thing in allowed:
            outcome, words = found[UUID(thing)]
        elif thing in events:
            outcome, words = Outcome.REFUSED, _("You have no right to do this with this event.")
        else:
            outcome, words = Outcome.REFUSED, _("It is no event any more.")
        worked.append(Worked(thing, outcome, label, words))
    return worked
