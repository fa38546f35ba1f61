"""Events whose words are not in the language of their address, as their sources have many."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import MAY_3, translated
from tests.feeds.representations import body
from tests.interchange.building import import_rows, make_row
from wagtail_migration_events.groups.resolution import text_language
from wagtail_migration_events.notices.stamping import stamp
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db

ENGLISH = {"raw_fields": {"content_language": "en"}, "summary": "Words in English"}


def imported(site: Any, number: int = 1, **values: Any) -> Any:
    url = f"https://example.org/fr/events/{number}"
    row = {**make_row(url=url, lang="fr", title=f"Talk {number}"), **ENGLISH, **values}
    import_rows(site.events["en"], row)
    return EventPage.objects.get(external_id=url)


def soup(client: Any, page: Any, query: str = "") -> BeautifulSoup:
    answer = client.get(page.get_url() + query)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def test_the_words_are_announced_in_their_own_language(site: Any, client: Any):
    page = imported(site)
    assert page.locale.language_code == "fr"
    html = soup(client, page)
    assert html.html["lang"] == "fr"
    assert (html.h1["lang"], html.h1["dir"]) == ("en", "ltr")
    assert html.select_one(".events-page__summary")["lang"] == "en"


def test_a_card_in_a_list_says_it_too(site: Any, client: Any):
    imported(site)
    [card] = soup(client, site.events["fr"], "?when=all").select(".events-card")
    assert card.select_one(".events-card__title a")["lang"] == "en"
    assert card.select_one(".events-card__summary")["lang"] == "en"


def test_a_month_that_is_remembered_says_it_after_the_source_has_corrected_it(
    site: Any, client: Any
):
    raw = {"content_language": "fr"}
    with time_machine.travel(MAY_3):
        page = imported(site, raw_fields=raw, start="2027-05-04T10:00:00+00:00")
        for language in ("", "en"):
            stamp()  # as the commit does
            month = soup(client, site.events["fr"], "?view=month&from=2027-05-01")
            [link] = [a for a in month.select("a") if a.text.strip() == page.title]
            assert (link.get("lang") or "") == language
            imported(site, start="2027-05-04T10:00:00+00:00")


@pytest.mark.parametrize("raw", [{}, {"content_language": "fr"}, {"content_language": "?"}, None])
def test_words_in_the_language_of_the_address_need_no_mark(raw: Any, site: Any, client: Any):
    page = imported(site, raw_fields=raw)
    assert text_language(page) == "fr"
    assert not soup(client, page).h1.has_attr("lang")


@pytest.mark.parametrize("name", ["title", "summary", "accessibility_note"])
def test_a_page_on_which_somebody_has_written_is_in_the_language_of_its_place(name: str, site: Any):
    page = imported(site)
    setattr(page, name, "Des mots en français")
    page.save_revision().publish()
    assert text_language(EventPage.objects.get(pk=page.pk)) == "fr"


def test_facts_may_be_changed_without_changing_the_language_of_the_words(site: Any):
    page = imported(site)
    page.venue = "Palais"
    page.save_revision().publish()
    assert text_language(EventPage.objects.get(pk=page.pk)) == "en"


def test_a_translation_is_in_its_own_language_and_an_alias_in_that_of_what_it_mirrors(
    site: Any, languages: Any
):
    page = imported(site)
    assert text_language(translated(page, "es", title="Charla")) == "es"
    alias = page.copy_for_translation(languages["ru"], alias=True)
    assert text_language(EventPage.objects.get(pk=alias.pk)) == "en"


@pytest.mark.parametrize(
    "address",
    [
        "?when=all", "?view=month&from=2027-05-01", "feed.ics?when=all", "feed.rss?when=all",
        "export.csv?when=all", "/api/events/?when=all&locale=fr", "/sitemap.xml",
    ],
)  # fmt: skip
def test_a_list_asks_once_for_all_its_events(address: str, site: Any, client: Any):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(urljoin(site.events["fr"].url, address))
            assert answer.status_code == 200
            body(answer)
        return len(captured)

    on_a_day = {"start": "2027-05-03T12:00", "timezone": "Europe/Zurich"}
    imported(site, **on_a_day)
    queries()
    few = queries()
    for number in range(2, 6):
        imported(site, number, **on_a_day)
    assert queries() == few
