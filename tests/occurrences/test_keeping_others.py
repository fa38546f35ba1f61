"""Publishing one page keeps the index of others: aliases, translations, those that are adopted."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from wagtail.models import Page

from tests.factories import MAY_3, make_event, make_page, translated
from tests.occurrences.index_checks import again, codes, press, starts
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.sharing.change_of_source import make_source
from wagtail_migration_events.occurrences.facets import CodesFacet, _facets, offered
from wagtail_migration_events.occurrences.rows import IndexedCodes, IndexedOccurrence
from wagtail_migration_events.pages.models import EventIndexPage, EventPage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index_kept_right")]
JUNE_4 = dt.datetime(2027, 6, 4, 9, 0, tzinfo=dt.UTC)
LINK = "https://example.org/register"


# --- Aliases ---


@pytest.fixture
def aliases(site: Any, event: Any) -> tuple[Any, Any]:
    """An alias with a key of its own, and in another language an alias of that alias."""
    place = make_page(EventIndexPage, site.home["en"], title="Elsewhere")
    alias = event.create_alias(parent=place, update_slug="one")
    locale = site.home["ar"].locale
    second = alias.create_alias(parent=site.events["ar"], update_slug="two", update_locale=locale)
    return alias, second


def of_which(page: Any) -> tuple[Any, str]:
    row = IndexedOccurrence.objects.get(page=page.pk)
    return row.key, row.language


def test_aliases_follow_and_those_of_a_page_that_was_an_alias_are_of_that_page(
    event: Any, aliases: Any, editor_client: Any
):
    alias, second = aliases
    assert of_which(alias) == of_which(second) == (event.translation_key, "en")
    event.starts_at = JUNE_4
    event.save_revision().publish()
    assert starts(second) == [JUNE_4]
    press(editor_client, alias, "convert_alias")
    assert of_which(alias) == of_which(second) == (alias.translation_key, "en")


def test_aliases_of_a_page_that_is_deleted_are_events_of_their_own(event: Any, aliases: Any):
    alias, second = aliases
    event.delete()
    assert of_which(alias) == of_which(second) == (alias.translation_key, "en")


def test_a_whole_branch_that_goes_with_aliases_of_its_own_pages(
    site: Any, event: Any, settings: Any
):
    """What is written because a page goes must not be a row of another one that goes too."""
    place = make_page(EventIndexPage, site.home["en"], title="Elsewhere")
    inside = make_event(place, starts_at=MAY_3, registration_url=LINK)
    inside.create_alias(parent=place, update_slug="alias")
    sibling = inside.copy_for_translation(site.home["fr"].locale, copy_parents=True)
    sibling.slug = "sibling"
    sibling.save_revision().publish()
    sibling.move(Page.objects.get(pk=place.pk), pos="last-child")
    settings.WAGTAIL_MIGRATION_EVENTS_FACTS_IN_BACKGROUND = True
    inside = again(inside)
    inside.starts_at = JUNE_4
    inside.save_revision().publish()  # the task has not run yet
    place.delete()
    with transaction.atomic():
        transaction.get_connection().check_constraints()
    assert not IndexedOccurrence.objects.exclude(page=event.pk).exists()


# --- Sources of facts ---


def registration(page: Any) -> bool:
    return any(code.startswith("registration:") for code in codes(page))


def test_a_translation_that_is_made_and_deleted(event: Any, french: Any, editor_client: Any):
    assert starts(french) == [MAY_3]
    press(editor_client, french, "delete")


def a_new_source_with_a_link(event: Any, french: Any) -> Any:
    """Leave only the French page, which has a link of its own, as what the others follow."""
    arabic = translated(event, "ar")
    french.registration_url = LINK
    french.save_revision().publish()
    assert (registration(french), registration(arabic)) == (True, False)
    return arabic


@pytest.mark.parametrize("gone", [False, True], ids=["made the source", "source deleted"])
def test_what_a_new_source_has_is_shown_by_the_others(event: Any, french: Any, gone: bool):
    arabic = a_new_source_with_a_link(event, french)
    if gone:
        event.delete()
    else:
        make_source(french)
        assert registration(event)
    assert EventGroup.objects.get(pk=event.translation_key).origin_id == french.pk
    assert registration(arabic)


def test_a_source_that_was_never_published_and_hands_over(site: Any):
    english = make_event(site.events["en"], starts_at=MAY_3, registration_url=LINK, live=False)
    french = translated(english, "fr", live=False)
    make_source(french)
    french = again(french)
    french.starts_at = JUNE_4
    french.save_revision().publish()
    assert starts(english) == [JUNE_4]


# --- Where the package came later ---


def test_adopting_indexes_every_page_of_the_event(event: Any, french: Any):
    draft = translated(event, "ar", live=False)
    EventGroup.objects.all().delete()
    IndexedOccurrence.objects.all().delete()
    IndexedCodes.objects.all().delete()
    EventPage.objects.filter(pk=french.pk).update(starts_at=JUNE_4)
    call_command("events_adopt", "--apply", verbosity=0)
    assert starts(event) == starts(french) == starts(draft) == [MAY_3]


class SeriesFacet(CodesFacet):
    """By a column of Wagtail's, which is neither a fact nor text of the event."""

    def codes(self, page: Any) -> list[str]:
        return [page.seo_title] if page.seo_title else []

    def resolve(self, texts: Any, request: Any = None) -> dict[str, str]:
        return {text: text for text in texts}

    def offers(self, codes: Any, language: str, request: Any) -> dict[str, Any]:
        return offered({code: code for code in codes})


def test_a_facet_of_the_site_follows_its_own_column(event: Any, monkeypatch: Any):
    monkeypatch.setitem(_facets, "series", SeriesFacet("series", "Series"))
    event.seo_title = "spring"
    event.save(update_fields=["seo_title"])
    assert "series:spring" in codes(event)
    event.seo_title = ""
    event.save(update_fields=["seo_title"])
