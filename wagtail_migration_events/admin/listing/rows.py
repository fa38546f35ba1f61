"""What the Events listing shows of each event, fetched for all rows at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import DateTimeField, Min, Q, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from wagtail.permissions import page_permission_policy

from wagtail_migration_events.admin.listing.language_chips import language_chips
from wagtail_migration_events.events.aliases import field_name_of
from wagtail_migration_events.events.display.dates import event_stretch, status_label
from wagtail_migration_events.events.display.facts import term_values
from wagtail_migration_events.events.display.wording import listed
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.language_states.editing import ShownState, states_to_show
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.events.times.occurrence import EventStatus
from wagtail_migration_events.groups.page_model import (
    base_page_model,
    lookup_from_page,
    page_models_with,
)
from wagtail_migration_events.organizers.resolution import organizers_of

#: On a screen, where hundreds of names would make a row of many screens.
MOST_ORGANIZERS_SHOWN = 5


@dataclass(frozen=True)
class EventRow:
    when: str
    languages: tuple[ShownState, ...]
    chips: SafeString
    status: str
    event_type: str
    organizers: str
    attention: str = ""

    @property
    def languages_in_words(self) -> str:
        return listed(f"{each.name}: {each.words}" for each in self.languages)


def explorable_events(user: Any) -> Any:
    """Return every event page that a user may see in the admin, in every language."""
    return page_permission_policy.explorable_instances(user).type(EventPageMixin)


def one_page_per_event(pages: Any) -> Any:
    """Keep one page of each group: its source of facts, or else the first one in ``pages``."""
    origins = EventGroup.objects.exclude(origin=None).values("origin")
    # Grouped: so the pages, which may be many, are read once.
    chosen = Coalesce(Min("pk", filter=Q(pk__in=origins)), Min("pk"))
    of_each = pages.order_by().values("translation_key").annotate(chosen=chosen)
    return base_page_model().objects.filter(pk__in=of_each.values("chosen"))


def with_start(pages: Any) -> Any:
    """Annotate base page rows with ``event_start``, whichever class holds it."""
    # Joined: with a subquery for each row PostgreSQL reckons with so much work that it compiles the
    # query first, which takes ten times as long as to answer it.
    starts = dict.fromkeys(
        lookup_from_page(model, own_name)
        for model in page_models_with(EventPageMixin)
        if (own_name := field_name_of(model, "starts_at"))
    )
    unknown = Value(None, output_field=DateTimeField())
    return pages.annotate(event_start=Coalesce(*starts, unknown) if starts else unknown)


def attach_rows(
    events: Any,
    user: Any,
    request: HttpRequest | None = None,
    reasons: Mapping[int, Iterable[str]] | None = None,
    *,
    on_screen: bool = True,
) -> None:
    """Give each event among specific pages an ``event_row``, in a bounded number of queries.

    :param user: is shown the way to the pages that they may edit.
    :param request: with it, what is closed to the public is read once for all that ask.
    :param reasons: what events want an editor for, by primary key, where that is shown.
    :param on_screen: make the row of languages too, which no spreadsheet has, and name a few
        organizers only.
    """
    events = [page for page in events if isinstance(page, EventPageMixin)]
    language = get_language() or "en"
    organizers = organizers_of(events, language, request)
    states = states_to_show((event.translation_key for event in events), user)
    for event in events:
        languages = tuple(each for each in states[event.translation_key] if each.is_wanted)
        names = [getattr(each.page, "acronym", "") or each.name for each in organizers[event.pk]]
        event.event_row = EventRow(
            when=when_in_words(event, language),
            languages=languages,
            chips=language_chips(languages) if on_screen else mark_safe(""),
            status=status_label(event.event_status or EventStatus.SCHEDULED),
            event_type=listed(str(each) for each in _types(event, language)),
            organizers=_named(names, MOST_ORGANIZERS_SHOWN if on_screen else len(names)),
            attention=listed((reasons or {}).get(event.pk, ())),
        )


def _named(names: list[str], most: int) -> str:
    named = listed(names[:most])
    return f"{named} …" if len(names) > most else named


def when_in_words(event: Any, language: str) -> str:
    """Return when an event takes place, in its own zone, in one line."""
    stretch = event_stretch(event, language)
    return f"{stretch.when.text} ({stretch.detail})" if stretch.detail else stretch.when.text


def _types(event: Any, language: str) -> list[str]:
    return [value.text for value in term_values(event, "event_type", language)]
