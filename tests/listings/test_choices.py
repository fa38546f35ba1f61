"""What editors choose for a page that lists events, in its form and on the page."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_event, make_organizer, make_page, translated
from tests.listings.test_filtered_list import get, titles
from tests.test_templates import text
from wagtail_migration_events.pages.models import EventIndexPage

pytestmark = pytest.mark.django_db
TOMORROW = timezone.now() + dt.timedelta(days=1)


def soon(parent: Any, title: str, **values: Any) -> Any:
    values = {"starts_at": TOMORROW, "attendance_mode": "online", **values}
    return make_event(parent, title=title, **values)


def index_with(site: Any, **values: Any) -> EventIndexPage:
    return make_page(EventIndexPage, site.home["en"], title="Chosen", **values)


def groups(soup: Any) -> list[str]:
    return [text(each.summary) for each in soup.select(".events-filters__group")]


def test_editors_choose_the_filters_and_their_order(client: Any, site: Any):
    soon(site.events["en"], "Talk", gcm_objectives=["13"], sdgs=["10"], areas=["404"])
    assert groups(get(client, index_with(site))) == [
        "Way of attending",
        "GCM objectives",
        "Geographic scope",
    ]
    rows = [{"facet": name} for name in ("sdg", "attendance", "gone", "sdg")]
    index = index_with(site, listed_filters=rows)
    assert groups(get(client, index)) == ["Sustainable Development Goals", "Way of attending"]


def test_a_list_of_certain_events_has_no_others_whatever_is_asked(client: Any, site: Any):
    soon(site.events["en"], "Talk", gcm_objectives=["13", "8"])
    soon(site.events["en"], "Visit", gcm_objectives=["13"], attendance_mode="hybrid")
    soon(site.events["en"], "Other", gcm_objectives=["8"])
    fixed = [
        {"facet": "objective", "value": "13"},
        {"facet": "attendance", "value": "online"},
        {"facet": "attendance", "value": "hybrid"},
    ]
    index = index_with(site, fixed_filters=fixed)
    assert set(titles(get(client, index))) == {"Talk", "Visit"}
    assert titles(get(client, index, "?objective=8")) == ["Talk"]
    assert titles(get(client, index, "?attendance=in_person")) == []
    soup = get(client, index)
    offered = soup.select('.events-filters input[name="objective"]')
    assert [each["value"] for each in offered] == ["8"]
    # Who asks for it all the same is told how many have it: all of them.
    chosen = get(client, index, "?objective=13").select_one('[name="objective"][value="13"]')
    assert text(chosen.parent) == "13. Alternatives to detention (2)"


def test_what_a_list_is_fixed_to_finds_nothing_once_it_is_gone(client: Any, site: Any):
    mayors = make_organizer(site.organizers["en"], "Mayors", code="mayors")
    soon(site.events["en"], "Talk", organizers=[mayors])
    index = index_with(site, fixed_filters=[{"facet": "organizer", "value": "mayors"}])
    assert titles(get(client, index)) == ["Talk"]
    mayors.unpublish()
    assert titles(get(client, index)) == []
    for row in ({"facet": "gone", "value": "1"}, {"facet": "objective"}, {}, {"facet": ["x"]}):
        EventIndexPage.objects.filter(pk=index.pk).update(fixed_filters=[row])
        assert titles(get(client, index)) == []


def test_a_list_may_have_only_what_stands_below_it_in_any_language(client: Any, site: Any):
    index = index_with(site, only_below=True)
    french = translated(index, "fr", slug="choisis")
    soon(site.events["en"], "Elsewhere")
    soon(index, "Below")
    soon(french, "Au-dessous")
    assert set(titles(get(client, index))) == {"Below", "Au-dessous"}


def test_a_list_may_leave_out_what_is_not_translated(client: Any, site: Any):
    index = site.events["fr"]
    index.translated_only = True
    index.save_revision().publish()
    soon(site.events["en"], "Talk")
    soup = get(client, index)
    assert titles(soup) == []
    assert text(soup.select(".events-empty p")[-1]).startswith("1 ")
    soon(index, "Exposé")
    assert titles(get(client, index)) == ["Exposé"]


@pytest.mark.parametrize(
    "row",
    [
        {"facet": "objective", "value": "99"},
        {"facet": "nothing", "value": "13"},
        {"facet": "organizer", "value": "nobody"},
        {},
    ],
)
def test_a_value_by_which_nothing_can_be_found_is_refused(row: dict[str, str], site: Any):
    index = site.events["en"]
    index.fixed_filters = [{"facet": "objective", "value": "13"}, row]
    with pytest.raises(ValidationError) as caught:
        index.full_clean()
    assert "Row 2" in str(caught.value.message_dict["fixed_filters"])


def test_the_form_of_an_index_takes_rows_and_says_which_is_wrong(editor_client: Any, site: Any):
    index = site.events["en"]
    address = reverse("wagtailadmin_pages:edit", args=[index.pk])
    assert 'name="fixed_filters-0-value"' in editor_client.get(address).content.decode()

    def send(filters: list[str], value: str) -> Any:
        rows = {f"listed_filters-{at}-facet": name for at, name in enumerate(filters)}
        return editor_client.post(
            address,
            {
                "title": "Events",
                "slug": index.slug,
                "introduction": "null",
                "listed_filters-TOTAL_FORMS": len(filters),
                "listed_filters-INITIAL_FORMS": 0,
                "fixed_filters-TOTAL_FORMS": 1,
                "fixed_filters-INITIAL_FORMS": 0,
                "fixed_filters-0-facet": "objective",
                "fixed_filters-0-value": value,
                "only_below": "on",
                "comments-TOTAL_FORMS": 0,
                "comments-INITIAL_FORMS": 0,
                "action-publish": "1",
                **rows,
            },
        )

    assert "listed twice" in send(["sdg", "sdg"], "13").content.decode()
    assert "not among the values" in send(["sdg"], "99").content.decode()
    assert send(["sdg", "type"], "13").status_code == 302
    index.refresh_from_db()
    assert index.listed_filters == [{"facet": "sdg"}, {"facet": "type"}]
    assert index.fixed_filters == [{"facet": "objective", "value": "13"}]
    assert index.only_below
