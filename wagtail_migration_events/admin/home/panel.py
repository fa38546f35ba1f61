"""What takes place in the next two weeks, on the home page of the admin."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Min, OuterRef, Subquery
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language, gettext
from wagtail.admin.ui.components import Component

from wagtail_migration_events.admin.listing.new_event import may_list_events
from wagtail_migration_events.admin.listing.rows import (
    EventRow,
    attach_rows,
    explorable_events,
    one_page_per_event,
)
from wagtail_migration_events.events.display.dates import EventDate, event_dates
from wagtail_migration_events.events.facts.spoken_languages import language_name
from wagtail_migration_events.occurrences.rows import IndexedOccurrence
from wagtail_migration_events.vocabularies.languages import direction, normalise_tag

AHEAD = dt.timedelta(days=14)
FIRST = 10


@dataclass(frozen=True)
class ComingEvent:
    """An event in the panel; ``url`` is "" where the user may not edit its page."""

    title: str
    language: str
    url: str
    date: EventDate | None
    listed: EventRow

    @property
    def direction(self) -> str:
        return direction(self.language)

    @property
    def status(self) -> str:
        """What has become of this date, or else of the event."""
        return (
            self.date.status_label if self.date and self.date.status_label else self.listed.status
        )


class NextTwoWeeksPanel(Component):
    """Nothing where nothing is coming that the user may see; drafts are coming, too."""

    name = "next_two_weeks"
    template_name = "wagtail_migration_events/admin/next_two_weeks.html"
    order = 150

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user, now = parent_context["request"].user, timezone.now()
        # One more than is shown tells whether there are more.
        events = list(coming_events(user, now)[: FIRST + 1]) if may_list_events(user) else []
        shown = events[:FIRST]
        attach_rows(shown, user)
        return {
            "name": self.name,
            "heading": gettext("Events in the next two weeks"),
            "rows": [_coming(event, now) for event in shown],
            "has_more": len(events) > FIRST,
        }


def coming_events(user: Any, now: dt.datetime) -> Any:
    """Return the specific pages of events of which a date falls into the next two weeks.

    One page for each event, that which begins first before the others; what is on now is first.

    :param now: an aware moment.
    """
    dates = IndexedOccurrence.objects.filter(ends_at__gt=now, starts_at__lt=now + AHEAD)
    first = dates.filter(page=OuterRef("pk")).values("page").annotate(at=Min("starts_at"))
    pages = one_page_per_event(explorable_events(user)).filter(pk__in=dates.values("page"))
    pages = pages.annotate(coming_at=Subquery(first.values("at"))).prefetch_related("locale")
    return pages.order_by("coming_at", "pk").defer_streamfields().specific()


def _coming(event: Any, now: dt.datetime) -> ComingEvent:
    shown_in = get_language() or "en"
    own = [each.url for each in event.event_row.languages if each.state.page == event.pk]
    url = own[0] if own else ""
    language = normalise_tag(event.locale.language_code)
    title = event.get_admin_display_title() if url else event.title if event.live else ""
    dates = event_dates(event, shown_in, now)
    return ComingEvent(
        title=title or language_name(language, shown_in),
        language=language if title else shown_in,
        url=url,
        date=next((each for each in dates if not each.is_past), None),
        listed=event.event_row,
    )


def add_home_panel(request: HttpRequest, panels: list[Any]) -> None:
    """For Wagtail's hook ``construct_homepage_panels``."""
    panels.append(NextTwoWeeksPanel())
