"""Links from the facts of an event to the pages of its terms."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext

from tests.factories import make_page, translated
from tests.listings.test_term_page import soon, term_page
from tests.test_templates import check, text
from wagtail_migration_events.listings import term_page as term_page_module
from wagtail_migration_events.pages.models import EventIndexPage
from wagtail_migration_events.templatetags import wagtail_migration_events as tags

pytestmark = pytest.mark.django_db


def links(client: Any, page: Any) -> dict[str, str]:
    """Return the addresses behind the facts of an event, by the words of the links."""
    soup = check(client.get(page.url).content.decode())
    return {text(link): link["href"] for link in soup.select(".events-facts a")}


@pytest.fixture
def talk(site: Any) -> Any:
    return soon(
        site.events["en"],
        "Talk",
        gcm_objectives=["13"],
        sdgs=["10.7"],
        areas=["404", "XKX"],
        country="404",
        event_type="webinar",
    )


def test_terms_among_the_facts_lead_to_their_pages(client: Any, site: Any, talk: Any):
    index = site.events["en"].url
    assert links(client, talk) == {
        "Use migration detention only as a measure of last resort and work towards "
        "alternatives": f"{index}objective/13/",
        "Kenya": f"{index}area/404/",
        "Kosovo*": f"{index}area/XKX/",
        "Webinar": f"{index}type/webinar/",
    }
    for address in links(client, talk).values():
        assert "Talk" in client.get(address).content.decode()
    alias = talk.copy_for_translation(site.home["ru"].locale, copy_parents=True, alias=True)
    for page, index in ((translated(talk, "ar"), "/ar/events/"), (alias, "/ru/events/")):
        assert len(links(client, page)) == 4
        assert all(address.startswith(index) for address in links(client, page).values())


def test_a_country_of_the_venue_leads_nowhere_if_the_event_is_not_about_it(client: Any, site: Any):
    event = soon(site.events["en"], "Talk", country="756", areas=["404"])
    assert set(links(client, event)) == {"Kenya"}


def test_only_what_the_nearest_list_in_sight_offers_is_linked(client: Any, site: Any, talk: Any):
    home, index = site.home["en"], site.events["en"]
    index.listed_filters = [{"facet": "objective"}]
    index.save_revision().publish()
    assert set(links(client, talk).values()) == {f"{index.url}objective/13/"}
    year = make_page(EventIndexPage, index, title="2027", listed_filters=[{"facet": "area"}])
    inner = soon(year, "Inner", gcm_objectives=["13"], areas=["404"])
    assert set(links(client, inner).values()) == {f"{year.url}area/404/"}
    year.unpublish()
    assert set(links(client, inner).values()) == {f"{index.url}objective/13/"}
    french = make_page(EventIndexPage, home, title="En français", locale=site.home["fr"].locale)
    assert not links(client, soon(french, "Elsewhere", areas=["404"], locale=home.locale))
    assert not links(client, soon(home, "Alone", areas=["404"]))


def test_a_target_leads_to_its_page_where_the_site_answers_a_dot(
    client: Any, site: Any, talk: Any, monkeypatch: pytest.MonkeyPatch
):
    index = site.events["en"]
    index.listed_filters = [{"facet": "sdg"}]
    index.save_revision().publish()
    assert list(links(client, talk).values()) == [f"{index.url}sdg/10.7/"]
    monkeypatch.setattr(term_page_module, "are_included", lambda: False)
    assert not links(client, talk)


def test_the_links_cost_no_query_for_a_reader_and_stand_in_a_preview(
    client: Any, site: Any, talk: Any, monkeypatch: pytest.MonkeyPatch
):
    def queries() -> int:
        client.get(talk.url)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(talk.url).status_code == 200
        return len(captured)

    with_links = queries()
    preview = talk.make_preview_request(preview_mode="").render().content.decode()
    assert f'href="{site.events["en"].url}objective/13/"' in preview
    monkeypatch.setattr(tags, "with_term_links", lambda rows, *_where: rows)
    assert not links(client, talk)
    assert queries() == with_links


def test_a_sites_own_template_of_before_prints_what_it_printed(site: Any, talk: Any):
    old = Template(
        "{% load wagtail_migration_events %}{% event_facts page as facts %}"
        "{% for fact in facts %}{% for value in fact.values %}"
        "{% if value.url %}<a>{{ value.text }}</a>{% else %}{{ value.text }}{{ value.mark }}"
        "{% endif %}|{% endfor %}{% endfor %}"
    )
    shown = old.render(Context({"page": talk, "request": None}))
    assert "|Kosovo*|" in shown
    assert "<a>" not in shown


def test_the_page_of_a_term_says_what_its_name_is_marked_for(
    client: Any, site: Any, talk: Any, settings: Any
):
    settings.WAGTAIL_MIGRATION_EVENTS_KOSOVO_FOOTNOTE = "when_named"
    assert "Kosovo*" in links(client, talk)
    assert term_page(client, talk, "").select(".events-footnotes")
    assert term_page(client, site.events["en"], "area/XKX/").select(".events-footnotes")
    talk.unpublish()
    empty = term_page(client, site.events["en"], "area/XKX/")
    assert text(empty.h1) == "Kosovo*"
    assert empty.select(".events-footnotes")
    assert not term_page(client, site.events["fr"], "objective/3/").select(".events-footnotes")
