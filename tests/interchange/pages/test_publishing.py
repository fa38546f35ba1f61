from __future__ import annotations

from typing import Any

import pytest

from tests.factories import make_page
from wagtail_migration_events.interchange.pages.publishing import (
    add_page,
    free_slug,
    slug_from_address,
    slug_of,
)
from wagtail_migration_events.pages.models import EventPage


@pytest.mark.parametrize(
    ("address", "slug"),
    [
        ("https://example.org/events/briefing-imrf-global", "briefing-imrf-global"),
        ("https://example.org/events/Briefing-IMRF-global/", "briefing-imrf-global"),
        ("https://example.org/fr/node/11551", ""),
        ("https://example.org/2/en/background", ""),
        ("https://example.org/calendar-of-events-2024#row-3", ""),
        ("https://example.org/a-list-of-events?page=2", ""),
        ("https://example.org/lang--en/a-b-c.htm", ""),
        ("https://example.org/", ""),
        ("https://example.org/%2e%2e-a-b-c", ""),
        ("https://example.org/%00-%FF-a-b", "a-b"),
    ],
)
def test_an_address_gives_a_slug_only_if_it_holds_the_words_of_a_title(
    address: str, slug: str
) -> None:
    assert slug_from_address(address) == slug


def test_a_long_slug_is_cut_between_words() -> None:
    slug = slug_of("Regional consultations " * 20)
    assert 80 < len(slug) <= 100
    assert slug.endswith(("regional", "consultations"))
    assert len(slug_of("x" * 500)) == 100


def test_scripts_other_than_latin_make_slugs() -> None:
    assert slug_of("Неделя миграции 2024") == "неделя-миграции-2024"


def test_a_free_slug_is_unique_below_its_parent(site: Any) -> None:
    index = site.events["en"]
    assert free_slug(index, "talk") == "talk"
    for slug in ("talk", "talk-2", "talks"):
        make_page(EventPage, index, title=slug, slug=slug)
    assert free_slug(index, "talk") == "talk-3"
    assert free_slug(site.events["fr"], "talk") == "talk"


def test_a_title_without_letters_still_has_an_address(site: Any) -> None:
    page = EventPage(title="؟!", locale=site.events["ar"].locale)
    add_page(page, site.events["ar"], live=True)
    assert page.slug == "page"
    assert EventPage.objects.get(pk=page.pk).live
