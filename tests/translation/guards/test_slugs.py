"""Arabic and Chinese slugs survive wagtail-localize."""

from __future__ import annotations

from typing import Any

import pytest

from tests.factories import make_event, make_page
from tests.translation import translating
from wagtail_migration_events.pages.models import EventIndexPage, EventPage

pytestmark = [
    pytest.mark.localize,
    pytest.mark.django_db,
    pytest.mark.usefixtures("languages_live_at_will"),
]


@pytest.mark.parametrize(
    ("language", "title", "slug"),
    [
        ("ar", "منتدى الهجرة", "منتدى-الهجرة"),
        ("zh-hans", "移民论坛", "移民论坛"),
        ("ru", "Форум городов", "форум-городов"),
    ],
)
def test_a_title_in_any_script_gives_a_slug_in_that_script(language, title, slug, site: Any):
    page = site.events[language].add_child(
        instance=EventPage(title=title, locale=site.events[language].locale)
    )
    assert page.slug == slug
    page.save_revision().publish()
    assert EventPage.objects.get(pk=page.pk).slug == slug


@pytest.mark.parametrize("slug", ["منتدى-الهجرة", "移民论坛", "gcm-منتدى", "форум", "forum"])
def test_a_slug_is_taken_over_as_it_is(slug: str, site: Any, editor_client: Any, on_commit: Any):
    event = make_event(site.events["ar"], title="منتدى", slug=slug)
    translating.submit(editor_client, event, "en", on_commit=on_commit)
    translating.translate_by_machine(editor_client, event, "en")
    translating.publish(editor_client, event, "en", on_commit=on_commit)
    assert translating.in_language(event, "en").slug == slug
    assert event.slug == slug


@pytest.mark.parametrize("slug", ["منتدى-المدن", "城市论坛", "forum-des-villes"])
def test_the_address_that_an_editor_gave_survives_every_further_translation(
    slug: str, site: Any, editor_client: Any, on_commit: Any
):
    event = make_event(site.events["en"], title="Forum of cities", slug="forum-of-cities")
    translating.submit(editor_client, event, "ar", on_commit=on_commit)
    arabic = translating.in_language(event, "ar")
    assert arabic.slug == "forum-of-cities"
    arabic.slug = slug
    arabic.save()
    arabic.save_revision().publish()
    event.title, event.slug = "Forum of towns", "forum-of-towns"
    event.save_revision().publish()
    event = EventPage.objects.get(pk=event.pk)
    translating.update(editor_client, event, publish=True, on_commit=on_commit)
    translating.translate_by_machine(editor_client, event, "ar")
    translating.publish(editor_client, event, "ar", on_commit=on_commit)
    arabic = translating.in_language(event, "ar")
    assert (arabic.slug, arabic.live) == (slug, True)
    assert arabic.title == "towns of Forum"


def test_a_slug_that_is_taken_gets_a_number(site: Any, editor_client: Any, on_commit: Any):
    make_event(site.events["fr"], title="منتدى", slug="منتدى")
    event = make_event(site.events["ar"], title="منتدى", slug="منتدى")
    translating.submit(editor_client, event, "fr", on_commit=on_commit)
    assert translating.in_language(event, "fr").slug == "منتدى-1"


def test_an_index_page_keeps_its_address_too(site: Any, editor_client: Any, on_commit: Any):
    index = make_page(EventIndexPage, site.home["ar"], title="أحداث", slug="أحداث")
    translating.submit(editor_client, index, "en", on_commit=on_commit)
    assert translating.in_language(index, "en").slug == "أحداث"


def test_a_site_that_wants_plain_slugs_gets_them(
    site: Any, editor_client: Any, on_commit: Any, settings: Any
):
    event = make_event(site.events["fr"], title="Réunion", slug="reunion-ete")
    settings.WAGTAIL_ALLOW_UNICODE_SLUGS = False
    translating.submit(editor_client, event, "en", on_commit=on_commit)
    assert translating.in_language(event, "en").slug == "reunion-ete"


def test_only_localizes_own_slugify_is_replaced(monkeypatch: Any):
    from wagtail_localize import models

    from wagtail_migration_events.translation.guards.slugs import (
        keep_unicode_slugs,
        slugify_as_wagtail,
    )

    assert models.slugify is slugify_as_wagtail
    theirs = str.lower
    monkeypatch.setattr(models, "slugify", theirs)
    keep_unicode_slugs()
    assert models.slugify is theirs
