"""Events that were made in bulk are like events that people have published."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import Model
from wagtail.models import Page

from bench import seeding
from wagtail_migration_events.events.fact_columns import read_facts
from wagtail_migration_events.events.freshness.source_text import SourceText
from wagtail_migration_events.events.freshness.staleness import stale_names_by_page, stale_texts
from wagtail_migration_events.events.group import EventGroup, group_of
from wagtail_migration_events.pages.models import EventOrganizerLink, EventPage

pytestmark = pytest.mark.django_db

LANGUAGES = ("en", "fr", "ar")
#: What no two pages share, or what says when something happened.
PLACES = {"id", "page_ptr_id", "path", "slug", "url_path", "translation_key"}
TIMES = {"first_published_at", "last_published_at", "latest_revision_created_at"}
#: The revisions of seeded events have been purged.
REVISIONS = {"latest_revision_id", "live_revision_id"}


def columns(row: Model, *, but_not: set[str]) -> dict[str, Any]:
    names = {field.attname for field in row._meta.concrete_fields} - but_not
    return {name: getattr(row, name) for name in names}


def rows_of(key: Any, model: Any, field: str, *, but_not: set[str]) -> list[dict[str, Any]]:
    rows = model.objects.filter(**{field: key}).order_by("pk")
    return [columns(row, but_not={"id", *but_not}) for row in rows]


@pytest.fixture
def both(site: Any, monkeypatch: Any) -> tuple[list[Any], list[Any]]:
    """One event that was really published, and the same one made in bulk; the sources first."""
    monkeypatch.setattr(seeding, "_numbers", iter([7, 7]))
    published = seeding.really_published(LANGUAGES)
    (key,) = seeding.make_events(1, LANGUAGES, note=lambda line: None)
    seeded = EventPage.objects.filter(translation_key=key)
    return [EventPage.objects.get(pk=page.pk) for page in published], [
        seeded.get(locale=page.locale) for page in published
    ]


def test_a_seeded_page_has_the_columns_of_a_published_one(both: Any) -> None:
    for published, seeded in zip(*both, strict=True):
        left_out = PLACES | TIMES | REVISIONS
        assert columns(seeded, but_not=left_out) == columns(published, but_not=left_out)
        assert seeded.first_published_at is not None
        assert read_facts(seeded) == read_facts(published)


def test_a_seeded_group_knows_what_its_source_has_published(both: Any) -> None:
    (published, *_), (seeded, *_) = both
    assert group_of(seeded).origin_id == seeded.pk
    left_out = {"key", "origin_id", "facts_changed_at"}
    assert columns(group_of(seeded), but_not=left_out) == columns(
        group_of(published), but_not=left_out
    )
    left_out = {"group_id", "revision_id", "published_at"}
    texts = [
        rows_of(page.translation_key, SourceText, "group", but_not=left_out)
        for page in (seeded, published)
    ]
    assert sorted(texts[0], key=str) == sorted(texts[1], key=str)


def test_seeded_pages_stand_rightly_in_the_tree(site: Any) -> None:
    seeding.make_events(3, LANGUAGES, note=lambda line: None)
    seeding.make_events(2, LANGUAGES, note=lambda line: None)
    assert Page.find_problems() == ([], [], [], [], [])
    index = site.events["fr"].specific
    index.refresh_from_db()
    assert index.numchild == index.get_children().count() == 5
    child = index.get_children().last().specific
    assert child.url_path == f"{index.url_path}{child.slug}/"
    assert child.get_parent().pk == index.pk


def test_only_translations_of_changed_sources_are_stale(site: Any) -> None:
    keys = seeding.make_events(4, LANGUAGES, stale_every=2, note=lambda line: None)
    stale = stale_names_by_page(EventPage)
    siblings = EventPage.objects.exclude(locale__language_code="en")
    expected = siblings.filter(translation_key__in=[keys[0], keys[2]])
    assert stale == {page.pk: ["title"] for page in expected}
    (text,) = stale_texts(expected[0])
    assert text.old == f"{text.new}, first announced"


def test_a_seeded_source_can_be_published_and_its_siblings_follow(site: Any) -> None:
    (key,) = seeding.make_events(1, LANGUAGES, note=lambda line: None)
    source = EventPage.objects.get(translation_key=key, locale__language_code="en")
    source.venue = "Room 101"
    source.save_revision().publish()
    venues = EventPage.objects.filter(translation_key=key).values_list("venue", flat=True)
    assert list(venues) == ["Room 101"] * 3
    assert EventGroup.objects.get(pk=key).sequence == 1
    assert EventOrganizerLink.objects.filter(page__translation_key=key).count() == 3
