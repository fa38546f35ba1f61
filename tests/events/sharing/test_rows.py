"""Rows of organizers are written to siblings, and Wagtail's index of references knows them."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from bench.measuring import counted_queries
from tests.factories import make_event, make_organizer, translated
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def organizers(site: Any) -> list[Any]:
    return [make_organizer(site.organizers["en"], title=f"Organizer {n}") for n in range(4)]


def publish_with(event: Any, organizers: list[Any]) -> None:
    page = EventPage.objects.get(pk=event.pk)
    link = EventPage.organizer_links.rel.related_model
    page.organizer_links = [
        link(organizer=each.translation_key, role="lead", sort_order=place)
        for place, each in enumerate(organizers)
    ]
    page.save_revision().publish()


def organizers_of(page: Any) -> list[Any]:
    links = EventPage.objects.get(pk=page.pk).organizer_links
    return [link.organizer for link in links.order_by("sort_order")]


def referred_to(page: Any) -> set[str]:
    return set(
        ReferenceIndex.get_references_for_object(page).values_list("to_object_id", flat=True)
    )


@pytest.mark.parametrize(("before", "after"), [(3, 1), (1, 4), (2, 0), (0, 2), (2, 2)])
def test_siblings_get_as_many_organizers_as_the_source_has(
    site: Any, organizers: list[Any], before: int, after: int
) -> None:
    event = make_event(site.events["en"], organizers=organizers[:before])
    french = translated(event, "fr")
    wanted = list(reversed(organizers))[:after]
    publish_with(event, wanted)
    assert organizers_of(french) == [each.translation_key for each in wanted]
    expected = {str(each.pk) for each in wanted}
    assert referred_to(french) & {str(each.pk) for each in organizers} == expected


def test_the_usage_of_an_organizer_names_the_sibling_too(site: Any, organizers: list[Any]) -> None:
    event = make_event(site.events["en"])
    french = translated(event, "fr")
    publish_with(event, organizers[:1])
    used_by = ReferenceIndex.get_references_to(organizers[0]).values_list("object_id", flat=True)
    assert {str(event.pk), str(french.pk)} <= set(used_by)


def test_more_organizers_cost_a_sibling_few_queries(site: Any, organizers: list[Any]) -> None:
    """Wagtail alone would read and index the page of a row again for each row."""
    costs = []
    for number in (1, 4):
        event = make_event(site.events["en"], organizers=organizers[:number])
        publish_with(event, organizers[:number])
        with counted_queries() as alone:
            publish_with(event, list(reversed(organizers))[:number])
        translated(event, "fr")
        publish_with(event, organizers[:number])
        with counted_queries() as with_sibling:
            publish_with(event, list(reversed(organizers))[:number])
        costs.append(with_sibling.number - alone.number)
    assert costs[1] - costs[0] <= 6


def test_whoever_has_switched_indexing_off_keeps_it_off(site: Any, organizers: list[Any]) -> None:
    event = make_event(site.events["en"])
    french = translated(event, "fr")
    with disable_reference_index_auto_update():
        publish_with(event, organizers[:1])
        publish_with(event, organizers[:2])
    assert len(organizers_of(french)) == 2
    assert not referred_to(french) & {str(each.pk) for each in organizers}
