from __future__ import annotations

from typing import Any

import pytest

from tests.factories import make_event, make_page
from wagtail_migration_events.interchange.pages.places import (
    EventPlaces,
    NoIndexPage,
    find_event_index,
    find_locale,
)
from wagtail_migration_events.interchange.source.source_event import RowRefused
from wagtail_migration_events.pages.models import EventIndexPage, EventPage


@pytest.fixture
def index(site: Any) -> Any:
    return site.events["en"]


def test_the_only_event_index_needs_no_name(index: Any) -> None:
    assert find_event_index().pk == index.pk


def test_an_event_index_has_a_number_a_slug_and_a_path(index: Any) -> None:
    public = index.get_url_parts()[2]
    for name in (str(index.pk), index.slug, f"/{index.slug}/", index.url_path, public):
        assert find_event_index(name).pk == index.pk


@pytest.mark.parametrize("name", ["nothing", "0", "9" * 40, "/", "../..", "²"])
def test_a_name_that_no_event_index_has_is_refused(index: Any, name: str) -> None:
    with pytest.raises(NoIndexPage, match=f"--index: .*{index.slug}"):
        find_event_index(name)


def test_a_site_without_an_event_index_is_told_to_add_one(index: Any) -> None:
    index.delete()
    with pytest.raises(NoIndexPage, match="Add one in the admin"):
        find_event_index()


def test_other_pages_are_no_event_index(index: Any) -> None:
    with pytest.raises(NoIndexPage):
        find_event_index(str(make_event(index).pk))


def test_two_event_indexes_must_be_told_apart(site: Any, index: Any) -> None:
    other = make_page(EventIndexPage, site.home["en"], title="Archive", slug="archive")
    with pytest.raises(NoIndexPage, match="archive"):
        find_event_index()
    assert find_event_index("archive").pk == other.pk


def test_the_place_of_an_event_is_the_index_in_its_language(site: Any, index: Any) -> None:
    places = EventPlaces(find_event_index())
    assert places.place_for("fr").parent().pk == site.events["fr"].pk
    assert places.place_for("fr").page_class is EventPage
    assert EventPlaces(site.events["ar"]).place_for("en").parent().pk == index.pk


def test_an_index_that_allows_no_events_refuses_the_row(site: Any) -> None:
    places = EventPlaces(site.home["en"])
    places.index = site.organizers["en"]
    with pytest.raises(RowRefused, match="below"):
        places.place_for("en")


def test_a_locale_is_found_by_language_and_script(languages: dict[str, Any]) -> None:
    assert find_locale("zh").language_code == "zh-hans"
    assert find_locale("FR-ca").language_code == "fr"
    assert find_locale("zh-hant") is None
    assert find_locale("de") is None
