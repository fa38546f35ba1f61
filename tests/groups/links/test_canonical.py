"""Which address of a page counts, and how it is shown where it is shared."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from bs4 import BeautifulSoup
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file, get_test_image_file_svg
from wagtail.models import PageViewRestriction

from tests.factories import make_event, make_organizer, make_page, translated
from wagtail_migration_events.groups.links.canonical import alternates
from wagtail_migration_events.groups.links.social_locale import social_locale
from wagtail_migration_events.pages.models import EventIndexPage

NOON = dt.datetime(2027, 5, 3, 12, 0, tzinfo=dt.UTC)


def head(client: Any, url: str) -> Any:
    response = client.get(url)
    assert response.status_code == 200
    return BeautifulSoup(response.content.decode(), "html5lib").head


def canonical(client: Any, page: Any) -> str:
    [link] = head(client, page.url).find_all("link", rel="canonical")
    return str(link["href"])


def properties(client: Any, url: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for tag in head(client, url).find_all("meta", property=True):
        found.setdefault(tag["property"], []).append(tag["content"])
    return {name: each[0] if len(each) == 1 else each for name, each in found.items()}


@pytest.mark.parametrize(
    ("languages", "default"),
    [(["fr", "en"], "en"), (["ar", "fr"], "ar"), (["fr"], None), ([], None)],
)
def test_readers_of_other_languages_are_sent_to_what_comes_nearest(
    languages: list[str], default: str | None, settings: Any
):
    settings.LANGUAGE_CODE = "en-gb"
    found = {each.language: each.url for each in alternates({tag: tag for tag in languages})}
    assert found.pop("x-default", None) == default
    assert list(found) == languages


@pytest.mark.parametrize(
    ("tag", "locale"),
    [
        ("en", "en_US"), ("fr", "fr_FR"), ("es", "es_ES"), ("ru", "ru_RU"), ("ar", "ar_AR"),
        ("zh-hans", "zh_CN"), ("zh-hant", "zh_TW"), ("pt-br", "pt_BR"), ("sw", "sw_TZ"),
        ("und", ""), ("xx-nonsense", ""),
    ],
)  # fmt: skip
def test_a_language_is_named_with_a_territory(tag: str, locale: str):
    assert social_locale(tag) == locale


@pytest.mark.django_db
def test_an_alias_sends_search_engines_to_the_page_it_mirrors(site: Any, client: Any):
    section = make_page(EventIndexPage, site.home["en"], title="Section")
    page = make_event(section, starts_at=NOON)
    alias = page.create_alias(parent=site.events["en"])
    assert canonical(client, page) == page.full_url
    assert canonical(client, alias) == page.full_url
    # The restriction of a page above does not hold for the alias, but hides the other address.
    PageViewRestriction.objects.create(page=section, restriction_type="login")
    assert canonical(client, alias) == alias.full_url


@pytest.mark.django_db
def test_a_list_counts_by_itself_even_if_its_title_is_not_translated(site: Any, client: Any):
    section = make_page(EventIndexPage, site.home["en"], title="Section")
    alias = section.copy_for_translation(site.home["fr"].locale, alias=True)
    assert canonical(client, alias) == alias.full_url
    assert not head(client, alias.url).find_all("link", rel="alternate", hreflang=True)


@pytest.mark.django_db
def test_a_shared_event_has_its_title_picture_and_languages(site: Any, client: Any):
    image = get_image_model().objects.create(title="Hall", file=get_test_image_file())
    page = make_event(
        site.events["en"], title='"Talk" & <more>', summary="On cities.", image=image,
        image_alt="A hall", starts_at=NOON,
    )  # fmt: skip
    french = translated(page, "fr", title="Débat", image_alt="")
    found = properties(client, page.url)
    picture = found.pop("og:image")
    assert picture.startswith("http://localhost/media/images/")
    assert found == {
        "og:type": "website",
        "og:title": '"Talk" & <more>',
        "og:description": "On cities.",
        "og:url": page.full_url,
        "og:locale": "en_US",
        "og:locale:alternate": "fr_FR",
        "og:image:width": "640",
        "og:image:height": "336",
        "og:image:alt": "A hall",
    }
    # A translation without an image of its own shows that of the source.
    assert properties(client, french.url)["og:image"] == picture
    alias = page.copy_for_translation(site.home["ru"].locale, copy_parents=True, alias=True)
    found = properties(client, alias.url)
    assert (found["og:url"], found["og:locale"]) == (page.full_url, "en_US")


@pytest.mark.django_db
def test_a_missing_file_or_a_drawing_is_no_picture(site: Any, client: Any):
    images = get_image_model().objects
    drawing = images.create(title="Drawing", file=get_test_image_file_svg())
    lost = images.create(title="Lost", file=get_test_image_file("lost.png"))
    organizer = make_organizer(site.organizers["en"], logo=drawing)
    page = make_event(site.events["en"], image=lost)
    lost.file.storage.delete(lost.file.name)
    for each in (organizer, page):
        assert "og:image" not in properties(client, each.url)
    for index in (site.events["en"], site.organizers["en"]):
        found = properties(client, index.url)
        assert (found["og:title"], found["og:url"]) == (index.title, index.full_url)


@pytest.mark.django_db
def test_the_page_of_a_term_is_shared_under_its_own_name(site: Any, client: Any):
    make_event(site.events["en"], starts_at=NOON, gcm_objectives=["13"])
    url = site.events["en"].url + "objective/13/"
    found = properties(client, url)
    assert found["og:url"].endswith(url)
    assert found["og:title"].endswith(f" – {site.events['en'].title}")
    assert head(client, url).find("link", hreflang="x-default")["href"].endswith(url)
