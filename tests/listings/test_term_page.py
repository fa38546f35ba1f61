"""The page of each objective, area or other term below an index of events."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from tests.factories import make_event, make_organizer, make_page
from tests.listings.test_filtered_list import get, options, titles
from tests.test_templates import check, text

pytestmark = pytest.mark.django_db
TOMORROW = timezone.now() + dt.timedelta(days=1)


def soon(parent: Any, title: str, **values: Any) -> Any:
    return make_event(parent, title=title, starts_at=TOMORROW, **values)


def term_page(client: Any, index: Any, rest: str) -> Any:
    response = client.get(index.url + rest)
    assert response.status_code == 200, rest
    return check(response.content.decode())


def test_an_objective_has_a_page_with_its_official_title(client: Any, site: Any):
    index = site.events["en"]
    soon(index, "Talk", gcm_objectives=["13"], attendance_mode="online")
    soon(index, "Visit", gcm_objectives=["13"], attendance_mode="in_person")
    soon(index, "Other", gcm_objectives=["8"])
    soup = term_page(client, index, "objective/13/")
    official = "Use migration detention only as a measure of last resort"
    assert text(soup.h1).startswith(f"13 {official}")
    assert soup.title.string.strip().startswith(official)
    assert sorted(titles(soup)) == ["Talk", "Visit"]
    assert soup.find("link", rel="canonical")["href"].endswith("/en/events/objective/13/")
    french = soup.find("link", rel="alternate", hreflang="fr")
    assert french["href"].endswith("/fr/events/objective/13/")
    assert not soup.select("meta[name=robots]")
    assert not options(soup, "objective")
    assert soup.select(".events-crumbs a")[-1]["href"] == index.url
    narrowed = term_page(client, index, "objective/13/?attendance=online&objective=8")
    assert titles(narrowed) == ["Talk"]
    assert [text(chip) for chip in narrowed.select(".events-chip bdi")] == ["Online"]


def test_an_area_has_a_page_with_the_events_within_it(client: Any, site: Any):
    soon(site.events["en"], "Talk", areas=["404"])
    for code in ("404", "002", "ECA"):
        assert titles(term_page(client, site.events["en"], f"area/{code}/")) == ["Talk"]
    assert text(term_page(client, site.events["fr"], "area/002/").h1) == "Afrique"


def test_a_target_whose_code_has_a_dot_has_a_page_too(client: Any, site: Any):
    index = site.events["en"]
    index.listed_filters = [{"facet": "sdg"}]
    index.save_revision().publish()
    soon(index, "Talk", sdgs=["10.7"])
    soup = term_page(client, index, "sdg/10.7/")
    assert text(soup.h1).startswith("10.7 ")
    assert titles(soup) == ["Talk"]
    assert soup.find("link", rel="canonical")["href"].endswith("/en/events/sdg/10.7/")
    assert client.get(f"{index.url}sdg/10.7")["Location"] == f"{index.url}sdg/10.7/"
    for nothing in ("sdg/10.99/", "sdg/10.7.7/", "10.7/", "feed.ics/", "2027/feed.ics/"):
        assert client.get(index.url + nothing).status_code == 404, nothing


@pytest.mark.parametrize(
    "rest",
    [
        "objective/99/",
        "objective/",
        "objective/13/more/",
        "objective/013/",
        "objective/Objective%2013/",
        "area/kenya/",
        "nothing/13/",
        "q/talk/",
        "page/2/",
        "organizer/secret/",
        "objective/%00/",
        "objective/" + "1" * 1000 + "/",
    ],
)
def test_any_other_address_is_not_found(rest: str, client: Any, site: Any):
    make_organizer(site.organizers["en"], "Secret", code="secret", live=False)
    assert client.get(site.events["en"].url + rest).status_code == 404


def test_pages_below_the_index_go_first(client: Any, site: Any):
    index = site.events["en"]
    parent = make_page(Page, index, title="Own", slug="objective")
    make_page(Page, parent, title="Own 13", slug="13")
    assert "events-filters" not in client.get(f"{index.url}objective/13/").content.decode()
    assert client.get(f"{index.url}objective/12/").status_code == 200


def test_a_term_that_is_no_filter_of_the_list_has_its_page_as_a_query(client: Any, site: Any):
    index = site.events["en"]
    index.listed_filters = [{"facet": "type"}]
    index.save_revision().publish()
    response = client.get(f"{index.url}objective/13/")
    assert (response.status_code, response["Location"]) == (302, f"{index.url}?objective=13")


def test_the_pages_of_terms_of_a_draft_or_private_index_are_as_closed_as_it(client: Any, site: Any):
    index = site.events["en"]
    restriction = PageViewRestriction.objects.create(page=index, restriction_type="login")
    assert client.get(f"{index.url}objective/13/").status_code == 302
    restriction.delete()
    index.unpublish()
    assert client.get(f"{index.url}objective/13/").status_code == 404


def test_the_page_of_an_organizer_lists_its_events(client: Any, site: Any):
    mayors = make_organizer(site.organizers["en"], "Mayors Mechanism", acronym="MM", code="mm")
    soon(site.events["en"], "Talk", organizers=[mayors])
    soup = get(client, site.events["en"])
    assert options(soup, "organizer") == {"mm": "MM (1)"}
    assert titles(term_page(client, site.events["en"], "organizer/mm/")) == ["Talk"]
