from __future__ import annotations

from typing import Any

import pytest

from tests.factories import make_event, translated
from wagtail_migration_events.groups.links.language_links import (
    language_links,
    native_name,
    site_languages,
)


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("fr", "français"),
        ("zh_Hans", "简体中文"),
        ("pt-br", "Português Brasileiro"),
        ("rm", "rumantsch"),
        ("xx-nonsense", "xx-nonsense"),
        ("", ""),
    ],
)
def test_a_language_is_named_by_its_own_name(tag: str, name: str):
    assert native_name(tag) == name


def test_languages_that_the_site_does_not_order_come_last(settings: Any):
    settings.WAGTAIL_MIGRATION_EVENTS_LANGUAGE_ORDER = ("fr", "en")
    assert site_languages() == ["fr", "en", "ar", "zh-hans", "ru", "es"]
    assert site_languages("pt-br")[-1] == "pt-br"


@pytest.mark.django_db
def test_a_translation_is_linked_only_where_it_may_be_seen(site: Any):
    event = make_event(site.events["en"])
    translated(event, "fr")
    translated(event, "ar", live=False)
    event.copy_for_translation(site.home["ru"].locale, copy_parents=True, alias=True)
    links = {link.tag: link for link in language_links(event)}
    assert list(links) == ["ar", "zh-hans", "en", "fr", "ru", "es"]
    assert [tag for tag, link in links.items() if link.url] == ["en", "fr", "ru"]
    assert [tag for tag, link in links.items() if link.is_translated] == ["en", "fr"]
    assert links["en"].is_current


@pytest.mark.django_db
def test_the_number_of_queries_does_not_depend_on_the_translations(
    site: Any, django_assert_max_num_queries: Any
):
    event = make_event(site.events["en"])
    for language in ("ar", "zh-hans", "fr", "ru", "es"):
        translated(event, language)
    with django_assert_max_num_queries(4):
        language_links(event)
