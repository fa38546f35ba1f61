"""What Wagtail's sitemap says of the pages of the package."""

from __future__ import annotations

import datetime as dt
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from tests.factories import make_event, make_organizer, translated
from wagtail_migration_events.groups.links import sitemap_urls

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2027, 5, 3, 12, 0, tzinfo=dt.UTC)


SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def urls(client: Any) -> dict[str, Any]:
    response = client.get("/sitemap.xml")
    assert response.status_code == 200
    found = ElementTree.fromstring(response.content).findall(f"{SITEMAP}url")
    by_address = {str(url.findtext(f"{SITEMAP}loc")): url for url in found}
    assert len(by_address) == len(found)
    return by_address


def entries(client: Any) -> dict[str, dict[str, str]]:
    """Return the alternates of each address, by language."""
    return {
        address: {
            link.attrib["hreflang"]: link.attrib["href"]
            for link in url.findall("{http://www.w3.org/1999/xhtml}link")
        }
        for address, url in urls(client).items()
    }


def test_every_language_version_names_all_of_them_and_one_for_everybody_else(
    site: Any, client: Any
):
    page = make_event(site.events["en"], starts_at=NOON)
    french, arabic = translated(page, "fr"), translated(page, "ar")
    translated(page, "es", live=False)
    alias = page.copy_for_translation(site.home["ru"].locale, copy_parents=True, alias=True)
    found = entries(client)
    everywhere = {
        "en": page.full_url,
        "fr": french.full_url,
        "ar": arabic.full_url,
        "x-default": page.full_url,
    }
    assert found[page.full_url] == found[french.full_url] == found[arabic.full_url] == everywhere
    assert alias.full_url not in found
    lists = found[site.events["fr"].full_url]
    assert set(lists) == {"ar", "zh-hans", "en", "fr", "ru", "es", "x-default"}


def test_a_page_in_one_language_has_no_others_and_organizers_are_listed_too(site: Any, client: Any):
    page = make_event(site.events["fr"], starts_at=NOON)
    organizer = make_organizer(site.organizers["en"])
    translated(organizer, "fr")
    found = entries(client)
    assert found[page.full_url] == {}
    assert set(found[organizer.full_url]) == {"en", "fr", "x-default"}


@pytest.mark.parametrize("how", ["draft", "private", "below a private page", "expired"])
def test_what_not_everybody_may_see_is_neither_listed_nor_named(how: str, site: Any, client: Any):
    page = make_event(site.events["en"], starts_at=NOON)
    french = translated(page, "fr", slug="secret")
    russian = translated(page, "ru")
    if how == "draft":
        french.unpublish()
    elif how == "expired":
        past = timezone.now() - dt.timedelta(days=1)
        type(french).objects.filter(pk=french.pk).update(expire_at=past)
    else:
        closed = french if how == "private" else site.events["fr"]
        PageViewRestriction.objects.create(page=closed, restriction_type="login")
    found = entries(client)
    assert found[page.full_url].keys() == {"en", "ru", "x-default"}
    assert russian.full_url in found
    assert "secret" not in str(found)


def test_a_page_below_an_alias_of_a_private_page_is_not_listed(site: Any, client: Any):
    closed = make_event(site.events["en"], starts_at=NOON)
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    alias = closed.create_alias(parent=site.events["en"], update_slug="mirror")
    below = make_event(alias, title="Secret", starts_at=NOON)
    assert below.full_url not in entries(client)


def test_a_changed_fact_is_a_change_of_every_language(site: Any, client: Any):
    page = make_event(site.events["en"], starts_at=NOON)
    french = translated(page, "fr")
    type(page).objects.filter(translation_key=page.translation_key).update(
        last_published_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    )

    page = type(page).objects.get(pk=page.pk)
    page.starts_at = NOON + dt.timedelta(hours=1)
    page.save()
    changed = urls(client)[french.full_url].findtext(f"{SITEMAP}lastmod")
    assert changed == timezone.now().date().isoformat()


def test_pages_that_follow_are_read_ahead(site: Any, client: Any, monkeypatch: pytest.MonkeyPatch):
    def add(number: int) -> None:
        for _each in range(number):
            translated(make_event(site.events["en"], starts_at=NOON), "fr")

    def queries() -> int:
        client.get("/sitemap.xml")
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/sitemap.xml").status_code == 200
        return len(captured)

    add(2)
    few = queries()
    add(4)
    assert queries() == few
    # Where there are more than are read at once, all are there all the same.
    whole = entries(client)
    monkeypatch.setattr(sitemap_urls, "AHEAD", 5)
    assert entries(client) == whole
