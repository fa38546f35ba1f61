"""Pages by the codes they hold, on whatever database the tests run on."""

from __future__ import annotations

from typing import Any

import pytest

from tests.factories import make_event
from wagtail_migration_events.pages.models import EventPage
from wagtail_migration_events.vocabularies.querying import holding, is_held, with_codes

pytestmark = pytest.mark.django_db


@pytest.fixture
def events(site: Any) -> dict[str, Any]:
    tags: dict[str, dict[str, Any]] = {
        "kenya": {"areas": ["404"], "gcm_objectives": ["1", "13"], "event_type": "webinar"},
        "africa": {"areas": ["002"], "gcm_objectives": ["13"], "event_type": "workshop"},
        "peru": {"areas": ["604"], "gcm_objectives": ["1", "2", "23"]},
        "nowhere": {},
    }
    return {
        name: make_event(site.events["en"], title=name, **values) for name, values in tags.items()
    }


def titles(queryset: Any) -> set[str]:
    return set(queryset.values_list("title", flat=True))


@pytest.mark.usefixtures("events")
@pytest.mark.parametrize(
    ("field", "codes", "options", "found"),
    [
        ("gcm_objectives", ["13"], {}, {"kenya", "africa"}),
        ("gcm_objectives", ["1"], {}, {"kenya", "peru"}),
        ("gcm_objectives", [1, 2], {}, {"kenya", "peru"}),
        ("gcm_objectives", ["1", "13"], {"any_of": False}, {"kenya"}),
        ("gcm_objectives", "general", {}, set()),
        ("areas", ["002"], {}, {"africa"}),
        ("areas", ["002"], {"narrower": True}, {"kenya", "africa"}),
        ("areas", ["002", "604"], {"narrower": True}, {"kenya", "africa", "peru"}),
        ("areas", ["002", "ECA"], {"narrower": True, "any_of": False}, {"kenya"}),
        ("areas", ["001"], {"narrower": True}, {"kenya", "africa", "peru"}),
        ("event_type", ["webinar", "workshop"], {}, {"kenya", "africa"}),
        ("event_type", "webinar", {}, {"kenya"}),
        ("areas", [], {}, {"kenya", "africa", "peru", "nowhere"}),
    ],
)
def test_pages_are_found_by_code(
    field: str, codes: Any, options: dict[str, bool], found: set[str]
) -> None:
    assert titles(with_codes(EventPage.objects.all(), field, codes, **options)) == found


@pytest.mark.parametrize("text", ["99", "%", '"', "_", "1' OR '1'='1", "\\", ""])
def test_what_is_no_code_is_refused_before_it_reaches_the_database(text: str) -> None:
    with pytest.raises(ValueError, match="not in the vocabulary"):
        with_codes(EventPage.objects.all(), "gcm_objectives", [text])


@pytest.mark.usefixtures("events")
def test_a_code_that_is_no_longer_a_term_is_still_held() -> None:
    EventPage.objects.filter(title="peru").update(gcm_objectives=["99"], event_type="retired")
    assert is_held(EventPage, "gcm_objectives", "99")
    assert is_held(EventPage, "event_type", "retired")
    assert not is_held(EventPage, "gcm_objectives", "9")


@pytest.mark.usefixtures("events")
@pytest.mark.parametrize("text", ["%", '1", "2', "", "x" * 65, "1_", "Ã"])
def test_what_does_not_look_like_a_code_is_held_by_no_page(text: str) -> None:
    field = EventPage._meta.get_field("gcm_objectives")
    assert not holding(EventPage.objects.all(), field, [text]).exists()


@pytest.mark.usefixtures("events")
def test_filters_on_two_fields_go_together() -> None:
    both = with_codes(EventPage.objects.all(), "gcm_objectives", ["13"])
    assert titles(with_codes(both, "areas", ["404"])) == {"kenya"}
