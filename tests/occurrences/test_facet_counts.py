"""Lists and their counts say what somebody would find who looked through all pages by hand."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.test import RequestFactory
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from tests.factories import make_event, make_page, translated
from wagtail_migration_events.groups.resolution import source_of
from wagtail_migration_events.occurrences.filters import EventFilters, When
from wagtail_migration_events.occurrences.scope import Scope, paths_of_site
from wagtail_migration_events.occurrences.search import EventSearch
from wagtail_migration_events.pages.models import EventPage
from wagtail_migration_events.vocabularies.languages import language_chain, same_reading
from wagtail_migration_events.vocabularies.registry import get_vocabulary

pytestmark = pytest.mark.django_db
NOW = timezone.now()
DAY = dt.timedelta(days=1)
CODES = {
    "area": ("404", "756", "002", "001"),
    "objective": ("1", "7", "13"),
    "attendance": ("online", "hybrid"),
    "registration": ("open",),
}


def plant(chance: random.Random, site: Any) -> None:
    """Events with and without translations, aliases, registration, privacy, on two Sites."""
    other = make_page(Page, Page.objects.get(depth=1), title="Other", locale=site.home["en"].locale)
    Site.objects.create(hostname="other.example.org", root_page=other)
    for _ in range(12):
        event = make_event(
            chance.choice([site.events["en"], site.events["en"], site.events["ar"], other]),
            starts_at=chance.choice([None, NOW - 9 * DAY, NOW + DAY, NOW + 30 * DAY]),
            areas=chance.sample(["404", "756", "764"], chance.randint(0, 2)),
            gcm_objectives=chance.sample(["1", "7", "13"], chance.randint(0, 2)),
            attendance_mode=chance.choice(["", "online", "hybrid"]),
            event_status=chance.choice(["scheduled", "scheduled", "cancelled"]),
            registration_url=chance.choice(["", "https://example.org/"]),
        )
        pages = [event]
        if chance.random() < 0.5:
            link = chance.choice(["", "https://example.org/fr"])
            live = chance.random() < 0.8
            pages.append(translated(event, "fr", live=live, registration_url=link))
        if chance.random() < 0.4:
            place = chance.choice([site.home["en"], site.events["fr"], other])
            pages.append(event.create_alias(parent=place, update_slug=f"alias-{event.pk}"))
        if chance.random() < 0.3:
            closed = chance.choice(pages)
            PageViewRestriction.objects.create(page_id=closed.pk, restriction_type="login")


def shown_pages(request: Any, language: str, paths: Any, translated_only: bool) -> Iterator[Any]:
    """Of each event the page that suits a reader best, by looking at every page."""
    chain = language_chain(language)
    best: dict[Any, tuple[Any, Any]] = {}
    for page in EventPage.objects.live():
        source = source_of(page)
        spoken = source.locale.language_code.lower()
        if paths is not None and not any(page.path.startswith(path) for path in paths):
            continue
        if not all(each.accept_request(request) for each in page.get_view_restrictions()):
            continue
        if translated_only and not same_reading(language, spoken):
            continue
        tags = [tag.lower() for tag in chain]
        place = tags.index(spoken) if spoken in tags else len(tags)
        rank = (place, bool(page.alias_of_id), page.pk)
        best[source.translation_key] = min(
            best.get(source.translation_key, (rank, page)), (rank, page), key=lambda each: each[0]
        )
    yield from (page for _, page in best.values())


def codes_of(page: Any, facet: str) -> set[str]:
    if facet == "area":
        areas = get_vocabulary("areas")
        return {*page.areas, *(up for code in page.areas for up in areas.broader_codes(code))}
    if facet == "objective":
        return set(page.gcm_objectives)
    if facet == "attendance":
        return {page.attendance_mode} - {""}
    # Registration ends with the event, and of a cancelled one with the cancellation.
    is_off = page.event_status == "cancelled" or page.get_stretch().state(NOW) == "past"
    return set() if is_off else {page.get_registration_state(NOW)} & {"open"}


def is_meant(page: Any, when: When) -> bool:
    state = page.get_stretch().state(NOW)
    is_lost = not state and page.event_status == "cancelled"
    return {
        When.ALL: True,
        When.UPCOMING: state in ("upcoming", "ongoing") or (not state and not is_lost),
        When.PAST: state == "past" or is_lost,
        When.ONGOING: state == "ongoing",
    }[when]


def satisfies(page: Any, chosen: Mapping[str, frozenset[str]], but_for: str = "") -> bool:
    return all(codes_of(page, facet) & codes for facet, codes in chosen.items() if facet != but_for)


@pytest.mark.parametrize("seed", range(3))
def test_search_and_counts_agree_with_looking_at_every_page(seed: int, site: Any):
    chance = random.Random(seed)
    plant(chance, site)
    members = [AnonymousUser(), User.objects.create_user("member")]
    outcomes = Counter[bool]()
    for _ in range(60):
        host = chance.choice(["localhost", "localhost", "other.example.org"])
        request: Any = RequestFactory().get("/", headers={"host": host})
        request.user, request.session = chance.choice(members), {}
        language, only = chance.choice(["en", "fr", "ar", "es"]), chance.random() < 0.25
        facets = chance.sample(list(CODES), chance.randint(0, 3))
        chosen = {
            facet: frozenset(chance.sample(CODES[facet], chance.randint(1, len(CODES[facet]))))
            for facet in facets
        }
        when = chance.choice(list(When))
        paths = paths_of_site(request)
        scope = Scope(language, request, paths, translated_only=only)
        search = EventSearch(EventFilters(when, chosen=chosen), scope, NOW)
        pages = [
            page for page in shown_pages(request, language, paths, only) if is_meant(page, when)
        ]
        expected = {page.pk for page in pages if satisfies(page, chosen)}
        assert {event.page for event in search.events} == expected
        assert all(type(event.page) is int for event in search.events)
        outcomes[bool(expected)] += 1
        counts = search.facet_counts(list(CODES))
        for facet in CODES:
            by_hand = Counter(
                code
                for page in pages
                if satisfies(page, chosen, but_for=facet)
                for code in codes_of(page, facet)
            )
            assert counts[facet] == by_hand, (facet, chosen, when, language)
    assert min(outcomes[True], outcomes[False]) > 5  # neither always something nor always nothing
