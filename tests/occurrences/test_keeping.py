"""Whatever is done to event pages, the index then has the rows that a rebuild would make."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from tests.editing import Editor
from tests.factories import MAY_3, make_event, make_organizer, make_page, translated
from tests.interchange.building import import_rows, make_row
from tests.occurrences.index_checks import assert_index_is_right
from tests.status_steps import change, undo
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.sharing.change_of_source import make_source
from wagtail_migration_events.occurrences.facets import CodesFacet, _facets, offered
from wagtail_migration_events.occurrences.rows import IndexedCodes, IndexedOccurrence
from wagtail_migration_events.pages.models import EventIndexPage, EventPage

pytestmark = pytest.mark.django_db
JUNE_4 = dt.datetime(2027, 6, 4, 9, 0, tzinfo=dt.UTC)
LINK = "https://example.org/register"


@pytest.fixture
def event(site: Any) -> Any:
    return make_event(
        site.events["en"],
        title="Forum",
        starts_at=MAY_3,
        timezone="Europe/Zurich",
        areas=["404"],
        organizers=[make_organizer(site.organizers["en"])],
    )


@pytest.fixture
def french(event: Any) -> Any:
    return translated(event, "fr", title="Le forum")


@pytest.fixture(autouse=True)
def _right_before_and_after(site: Any) -> Any:
    assert_index_is_right()
    yield
    assert_index_is_right()


def again(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk)


def codes(page: Any) -> list[str]:
    return IndexedCodes.objects.get(page=page.pk).codes.split()


def starts(page: Any) -> list[dt.datetime]:
    rows = IndexedOccurrence.objects.filter(page=page.pk).order_by("starts_at")
    return list(rows.values_list("starts_at", flat=True))


def press(client: Any, page: Any, action: str, **data: Any) -> None:
    response = client.post(reverse(f"wagtailadmin_pages:{action}", args=[page.pk]), data)
    assert response.status_code == 302, response.context_data["form"].errors


# --- Publishing ---


def test_the_assertion_of_these_tests_notices_a_page_written_behind_our_back(event: Any):
    EventPage.objects.filter(pk=event.pk).update(starts_at=JUNE_4)
    with pytest.raises(AssertionError, match=str(event.pk)):
        assert_index_is_right()
    EventPage.objects.filter(pk=event.pk).update(starts_at=MAY_3)


def test_publishing_from_the_editor_a_schedule_expiry_and_an_older_version(
    event: Any, french: Any, editor_client: Any
):
    Editor.of(editor_client, event).fill(
        starts_at_date="2027-06-04", starts_at_time="11:00"
    ).publish()
    assert starts(event) == starts(french) == [JUNE_4]
    first = again(event).revisions.order_by("pk").first()
    first.publish()
    assert starts(event) == starts(french) == [MAY_3]
    later, end = timezone.now() + dt.timedelta(hours=2), timezone.now() + dt.timedelta(hours=4)
    scheduled = again(event)
    scheduled.starts_at, scheduled.go_live_at, scheduled.expire_at = JUNE_4, later, end
    scheduled.save_revision().publish()
    assert_index_is_right()
    for moment in (later, end):
        with time_machine.travel(moment + dt.timedelta(minutes=1)):
            call_command("publish_scheduled")
        assert_index_is_right()
    assert starts(french) == [JUNE_4]
    assert not again(event).live


def test_organizers_that_change(site: Any, event: Any, french: Any, editor_client: Any):
    other = make_organizer(site.organizers["en"], "Other")
    Editor.of(editor_client, event).add_organizer(other, "host").publish()
    for page in (event, french):
        assert f"organizer:{other.translation_key}" in codes(page)


def test_one_column_and_a_column_of_the_site(site: Any, event: Any):
    event.starts_at = JUNE_4
    event.save(update_fields=["starts_at"])
    assert starts(event) == [JUNE_4]


@pytest.mark.parametrize("column", ["locale", "translation_key"])
def test_columns_of_wagtail_that_say_which_event_it_is(column: str, site: Any, event: Any):
    """As somebody does who mends a page that was made in the wrong language."""
    value = {"locale": site.home["fr"].locale, "translation_key": "c0ffee00" + "0" * 24}[column]
    setattr(event, column, value)
    event.save(update_fields=[column])
    row = IndexedOccurrence.objects.get(page=event.pk)
    assert (row.language == "fr") == (column == "locale")
    assert (row.key.hex.startswith("c0ffee")) == (column == "translation_key")


def test_what_is_rolled_back(event: Any, french: Any):
    class RefusedError(Exception):
        pass

    def publish_and_fail() -> None:
        with transaction.atomic():
            page = again(event)
            page.starts_at = JUNE_4
            page.save_revision().publish()
            raise RefusedError

    with pytest.raises(RefusedError):
        publish_and_fail()
    assert starts(event) == starts(french) == [MAY_3]


def test_a_status_that_changes_and_is_undone(event: Any, french: Any, editor_client: Any):
    message = change(editor_client, event, "cancel", reason="Storm")
    assert "status:cancelled" in codes(french)
    undo(editor_client, message)
    assert "status:scheduled" in codes(french)
    change(editor_client, french, "postpone", reason="")
    assert "status:postponed" in codes(event)


def test_the_import(site: Any):
    row = make_row(start="2027-05-03", end="2027-05-03", timezone="Europe/Zurich")
    import_rows(site.events["en"], row, {**row, "url": "https://example.org/events/b"})
    assert IndexedCodes.objects.count() == 2
    import_rows(site.events["en"], {**row, "start": "2027-06-04", "end": "2027-06-04"})


def test_facts_that_follow_in_the_background(
    event: Any, french: Any, settings: Any, django_capture_on_commit_callbacks: Any
):
    settings.WAGTAIL_MIGRATION_EVENTS_FACTS_IN_BACKGROUND = True
    event.starts_at, event.registration_url = JUNE_4, LINK
    with django_capture_on_commit_callbacks(execute=True):
        event.save_revision().publish()
    assert starts(french) == [JUNE_4]
    assert any(code.startswith("registration:open") for code in codes(french))


# --- The tree ---


def test_moving_copying_unpublishing_and_deleting(
    site: Any, event: Any, french: Any, editor_client: Any
):
    part = make_event(event, starts_at=MAY_3, part_of=[event.translation_key])
    place = make_page(EventIndexPage, site.home["en"], title="Archive")
    url = reverse("wagtailadmin_pages:move_confirm", args=[event.pk, place.pk])
    assert editor_client.post(url).status_code == 302
    assert_index_is_right()
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": site.events["en"].pk}
    press(editor_client, event, "copy", **data, copy_subpages="on", publish_copies="on")
    copy = EventPage.objects.get(title="Copy")
    assert starts(copy) == [MAY_3]
    assert_index_is_right()
    again(event).unpublish()
    assert_index_is_right()
    again(event).delete()
    assert not IndexedOccurrence.objects.filter(page__in=[event.pk, part.pk]).exists()
    assert starts(french) == [MAY_3]


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
