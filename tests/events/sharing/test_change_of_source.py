"""Another page becomes the source of facts: by choice, or because the source was deleted."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import (
    GroupApprovalTask,
    Page,
    PageLogEntry,
    TaskState,
    Workflow,
    WorkflowTask,
)

from tests.factories import MAY_3, make_event, make_organizer, translated
from wagtail_migration_events.events.freshness.staleness import stale_texts
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.sharing.change_of_source import AliasAsSourceError, make_source
from wagtail_migration_events.events.sharing.unless_set import shared_value
from wagtail_migration_events.occurrences.rebuilding import differing_pages
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db
JUNE_4 = dt.datetime(2027, 6, 4, 9, 0, tzinfo=dt.UTC)
JULY_5 = dt.datetime(2027, 7, 5, 9, 0, tzinfo=dt.UTC)


def again(page):
    return type(page).objects.get(pk=page.pk)


def origin_of(page):
    return EventGroup.objects.get(pk=page.translation_key).origin_id


def publish(page, **values):
    page = again(page)
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return again(page)


def draft_of(page):
    return again(page).get_latest_revision_as_object()


@pytest.fixture
def organizer(site):
    return make_organizer(site.organizers["en"])


@pytest.fixture
def event(site, organizer):
    return make_event(
        site.events["en"],
        title="Forum",
        starts_at=MAY_3,
        timezone="UTC",
        organizers=[organizer],
        registration_url="https://example.org/en",
    )


@pytest.fixture
def french(event):
    return translated(event, "fr", title="Forum fr")


@pytest.fixture
def arabic(event, french):
    return translated(event, "ar", title="Forum ar")


# --- The new source's own revisions ---


def test_a_draft_of_the_new_source_does_not_bring_an_old_fact_back(event, french, arabic):
    draft = again(french)
    draft.summary = "Brouillon"
    draft.save_revision()
    event = publish(event, starts_at=JUNE_4, organizer_links=[])
    make_source(french)
    assert (draft_of(french).summary, draft_of(french).starts_at) == ("Brouillon", JUNE_4)
    draft_of(french).latest_revision.publish()
    for page in (event, french, arabic):
        assert again(page).starts_at == JUNE_4
        assert list(again(page).organizer_links.all()) == []
    assert again(french).summary == "Brouillon"


def test_a_schedule_of_the_new_source_does_not_bring_an_old_fact_back(event, french):
    draft = again(french)
    draft.title, draft.go_live_at = "Plus tard", timezone.now() + dt.timedelta(days=1)
    scheduled = draft.save_revision()
    scheduled.publish()
    assert again(french).title == "Forum fr"
    event = publish(event, starts_at=JUNE_4)
    make_source(french)
    later = again(french)
    later.title = "Autre"
    later.go_live_at = None
    later.save_revision()
    scheduled.refresh_from_db()
    scheduled.approved_go_live_at = timezone.now() - dt.timedelta(minutes=1)
    scheduled.content["go_live_at"] = scheduled.approved_go_live_at.isoformat()
    scheduled.save(update_fields=["approved_go_live_at", "content"])
    call_command("publish_scheduled")
    assert again(french).title == "Plus tard"
    assert again(french).starts_at == again(event).starts_at == JUNE_4


def test_a_list_of_organizers_lives_on_in_the_drafts_of_the_new_source(
    site, event, french, organizer
):
    other = make_organizer(site.organizers["en"], "Other")
    again(french).save_revision()
    link = type(event).organizer_links.rel.related_model
    publish(
        event,
        organizer_links=[
            link(organizer=other.translation_key, role="partner", sort_order=0),
            link(organizer=organizer.translation_key, role="lead", sort_order=1),
        ],
    )
    make_source(french)
    draft_of(french).latest_revision.publish()
    for page in (event, french):
        links = [(row.organizer, row.role) for row in again(page).organizer_links.all()]
        assert links == [(other.translation_key, "partner"), (organizer.translation_key, "lead")]


def test_facts_come_from_the_new_source_from_now_on(event, french, arabic):
    make_source(french)
    publish(french, starts_at=JULY_5)
    assert again(event).starts_at == again(arabic).starts_at == JULY_5
    publish(event, starts_at=MAY_3)
    assert again(event).starts_at == again(french).starts_at == JULY_5


def test_a_draft_of_the_former_source_changes_nothing_any_more(event, french):
    draft = again(event)
    draft.starts_at, draft.summary = JULY_5, "New words"
    revision = draft.save_revision()
    make_source(french)
    revision.refresh_from_db()
    revision.publish()
    assert again(event).summary == "New words"
    assert again(event).starts_at == again(french).starts_at == MAY_3


def test_the_facts_of_an_event_that_nobody_has_published_move_on_as_they_are_in_the_draft(site):
    event = make_event(site.events["en"], live=False)
    french = translated(event, "fr", live=False)
    draft = again(event)
    draft.starts_at, draft.timezone, draft.date_precision = JUNE_4, "UTC", "time"
    draft.save_revision()
    make_source(french)
    assert draft_of(french).starts_at == again(french).starts_at == JUNE_4


def test_a_draft_of_an_unpublished_source_is_not_handed_over(event, french, arabic):
    again(event).unpublish()
    draft = again(event)
    draft.starts_at = JULY_5
    draft.save()
    draft.save_revision()
    make_source(french)
    assert {again(page).starts_at for page in (event, french, arabic)} == {MAY_3}


@pytest.mark.parametrize(
    "name", ["GcmTalkPage", "TownHallPage", "LegacyMeetingPage", "AssemblyPage"]
)
def test_a_class_of_a_site_changes_its_source_too(site, name):
    from tests.adopter import models

    model = getattr(models, name)
    start = "opens" if name == "AssemblyPage" else "starts_at"
    zone = {} if name == "AssemblyPage" else {"timezone": "UTC"}
    event = make_event(site.events["en"], model, **{start: MAY_3}, **zone)
    french = translated(event, "fr", title="Nom")
    again(french).save_revision()
    publish(event, **{start: JUNE_4})
    make_source(french)
    draft_of(french).latest_revision.publish()
    assert getattr(again(event), start) == getattr(again(french), start) == JUNE_4
    again(french).delete()
    assert origin_of(event) == event.pk


def test_pages_of_one_event_may_be_of_different_classes(site, event):
    from tests.adopter.models import LegacyMeetingPage

    french = make_event(
        site.events["fr"],
        LegacyMeetingPage,
        translation_key=event.translation_key,
        locale=site.events["fr"].locale,
    )
    publish(event, venue="Palais")
    assert again(french).location == "Palais"
    make_source(french)
    publish(french, location="Salle 3", registration_url="https://example.org/fr")
    assert again(event).venue == "Salle 3"
    again(french).delete()
    assert (origin_of(event), again(event).venue) == (event.pk, "Salle 3")


def test_nothing_is_overwritten_in_an_event_that_is_not_adopted_yet(event, french, arabic):
    EventGroup.objects.filter(pk=event.translation_key).update(adopted=False)
    publish(french, venue="Paris")
    draft = again(french)
    draft.venue = "Lyon"
    draft.save_revision()
    make_source(french)
    assert [again(page).venue for page in (event, french, arabic)] == ["", "Paris", ""]
    assert draft_of(french).venue == "Lyon"
    again(french).delete()
    assert origin_of(event) == event.pk
    assert [again(page).venue for page in (event, arabic)] == ["", ""]


# --- Values that a language may set for itself ---


def test_the_new_source_holds_what_it_showed(event, french, arabic):
    assert again(french).registration_url == ""
    make_source(french)
    assert again(french).registration_url == "https://example.org/en"
    assert draft_of(french).registration_url == "https://example.org/en"
    for page in (event, arabic):
        assert again(page).registration_url == ""
        assert shared_value(again(page), "registration_url") == "https://example.org/en"


def test_the_others_keep_showing_what_they_showed_when_the_new_source_has_its_own(
    event, french, arabic
):
    publish(french, registration_url="https://example.org/fr")
    again(arabic).save_revision()
    make_source(french)
    shown = {
        page.locale.language_code: shared_value(again(page), "registration_url")
        for page in (event, french, arabic)
    }
    assert shown == {
        "en": "https://example.org/en",
        "fr": "https://example.org/fr",
        "ar": "https://example.org/en",
    }
    draft_of(arabic).latest_revision.publish()
    assert shared_value(again(arabic), "registration_url") == "https://example.org/en"
    values = EventGroup.objects.get(pk=event.translation_key).published_values
    assert values["registration_url"] == "https://example.org/fr"


def test_an_image_that_was_deleted_is_not_written_down(event, french):
    from wagtail.images import get_image_model
    from wagtail.images.tests.utils import get_test_image_file

    image = get_image_model().objects.create(title="Old", file=get_test_image_file())
    publish(event, image=image)
    image.delete()
    make_source(french)
    assert again(french).image is None


# --- Which texts are up to date ---


def stale(page):
    return {text.name for text in stale_texts(again(page))}


def test_fresh_texts_stay_fresh_and_stale_ones_stay_stale(event, french, arabic):
    publish(event, title="New forum")
    publish(french, title="Nouveau forum")
    assert (stale(french), stale(arabic)) == (set(), {"title"})
    make_source(french)
    assert (stale(event), stale(french), stale(arabic)) == (set(), set(), {"title"})
    publish(arabic, title="Forum ar 2")
    assert stale(arabic) == set()
    publish(french, title="Encore un forum")
    assert (stale(event), stale(arabic)) == ({"title"}, {"title"})


def test_the_source_can_come_back(event, french, arabic):
    publish(event, title="New forum")
    publish(arabic, title="Forum ar 2")
    make_source(arabic)
    make_source(event)
    assert (stale(event), stale(french), stale(arabic)) == (set(), {"title"}, set())
    assert origin_of(event) == event.pk


def test_a_draft_of_the_former_source_counts_as_made_from_the_text_of_today(event, french):
    draft = again(event)
    draft.title = "Other words"
    revision = draft.save_revision()
    make_source(french)
    revision.refresh_from_db()
    revision.publish()
    assert stale(event) == set()
    publish(french, title="Tout autre chose")
    assert stale(event) == {"title"}


def test_texts_that_were_never_compared_do_not_count_as_stale(site):
    event = make_event(site.events["en"], title="Forum", live=False)
    french, arabic = translated(event, "fr", title="Un"), translated(event, "ar", title="Deux")
    assert stale(arabic) == set()
    make_source(french)
    assert (stale(event), stale(arabic)) == (set(), set())
    publish(french, title="Trois")
    assert stale(event) == stale(arabic) == {"title"}


# --- The history ---


def test_the_history_of_both_pages_names_the_change(event, french, django_user_model):
    from wagtail.log_actions import registry

    user = django_user_model.objects.create_user("claire")
    assert make_source(french, user)
    assert not make_source(french, user)
    entries = PageLogEntry.objects.filter(action="wagtail_migration_events.source")
    assert {entry.page_id for entry in entries} == {event.pk, french.pk}
    for entry in entries:
        assert entry.user == user
        text = registry.get_formatter(entry).format_message(entry)
        assert text == "Source of facts: French page instead of English"


def test_nothing_counts_as_a_change_of_facts(event, french):
    before = EventGroup.objects.get(pk=event.translation_key)
    make_source(french)
    after = EventGroup.objects.get(pk=event.translation_key)
    assert (before.sequence, before.facts_changed_at) == (after.sequence, after.facts_changed_at)


# --- Deletion ---


@pytest.mark.parametrize(
    "delete_it",
    [
        lambda page: page.delete(),
        lambda page: EventPage.objects.filter(pk=page.pk).delete(),
        lambda page: Page.objects.filter(pk=page.pk).delete(),
        lambda page: Page.objects.get(pk=page.get_parent().pk).delete(),
        lambda page: page.get_parent().get_children().delete(),
    ],
    ids=["page", "queryset", "base queryset", "parent", "children"],
)
def test_when_the_source_is_deleted_the_next_one_takes_over(event, french, arabic, delete_it):
    publish(arabic, registration_url="https://example.org/ar")
    again(french).save_revision()
    event = publish(event, starts_at=JUNE_4)
    delete_it(again(event))
    assert origin_of(french) == french.pk
    assert again(french).registration_url == "https://example.org/en"
    draft_of(french).latest_revision.publish()
    assert again(french).starts_at == again(arabic).starts_at == JUNE_4
    assert shared_value(again(arabic), "registration_url") == "https://example.org/ar"
    publish(french, starts_at=JULY_5)
    assert again(arabic).starts_at == JULY_5


def test_a_published_page_is_chosen_before_a_draft(event):
    russian = translated(event, "ru", live=False)
    spanish = translated(event, "es")
    event.delete()
    assert origin_of(russian) == spanish.pk


def test_what_was_fresh_and_stale_stays_so_when_the_source_is_deleted(event, french, arabic):
    publish(event, title="New forum")
    publish(french, title="Nouveau forum")
    again(event).delete()
    assert (stale(french), stale(arabic)) == (set(), {"title"})


def test_when_all_languages_go_at_once_none_takes_over(event, french, arabic):
    key = event.translation_key
    with CaptureQueriesContext(connection) as queries:
        event.get_translations(inclusive=True).delete()
    of_group = [each["sql"] for each in queries if EventGroup._meta.db_table in each["sql"]]
    assert len(of_group) <= 3 * 2 + 3
    assert not any("sourcetext" in each["sql"] for each in queries)
    assert EventGroup.objects.get(pk=key).origin is None
    assert not PageLogEntry.objects.filter(action="wagtail_migration_events.source").exists()


def test_one_language_after_another_can_go(event, french, arabic):
    key = event.translation_key
    for page in (event, french, arabic):
        Page.objects.get(pk=page.pk).delete()
    assert EventGroup.objects.get(pk=key).origin is None
    new = make_event(Page.objects.get(pk=event.get_parent().pk).specific, translation_key=key)
    assert origin_of(new) == new.pk


@pytest.mark.django_db(transaction=True)
def test_deletions_leave_no_row_that_points_to_nothing(site):
    event = make_event(site.events["en"], starts_at=MAY_3, timezone="UTC")
    french = translated(event, "fr")
    part = make_event(event, starts_at=MAY_3, timezone="UTC")
    alias = event.create_alias(parent=site.events["es"])
    translated(part, "fr")
    again(event).delete()
    assert origin_of(french) == french.pk
    assert origin_of(part) is not None
    assert EventPage.objects.get(pk=alias.pk).alias_of is None
    for page in EventPage.objects.filter(depth=4):
        Page.objects.get(pk=page.pk).delete()
    assert set(EventGroup.objects.values_list("origin", flat=True)) == {None}


# --- Sites that write to the other languages in the background ---


def test_what_is_not_written_to_the_others_yet_is_not_lost(event, french, arabic, settings):
    settings.WAGTAIL_MIGRATION_EVENTS_FACTS_IN_BACKGROUND = True
    publish(event, starts_at=JUNE_4)
    assert again(french).starts_at == MAY_3  # the task waits for the end of the transaction
    make_source(french)
    assert {again(page).starts_at for page in (event, french, arabic)} == {JUNE_4}
    publish(french, starts_at=JULY_5)
    again(french).delete()
    assert {again(page).starts_at for page in (event, arabic)} == {JULY_5}


# --- Aliases and copies ---


def test_an_alias_is_never_the_source(site, event):
    alias = event.create_alias(parent=site.events["es"])
    mirror = event.create_alias(
        parent=site.events["fr"],
        update_locale=site.events["fr"].locale,
        reset_translation_key=False,
    )
    for page in (alias, mirror):
        with pytest.raises(AliasAsSourceError):
            make_source(page)
    assert origin_of(event) == event.pk


def test_aliases_show_the_facts_of_the_source_whichever_page_they_mirror(site, event, french):
    aliases = [
        event.create_alias(parent=site.events["es"]),
        french.create_alias(parent=site.events["ru"]),
        event.create_alias(
            parent=site.events["ar"],
            update_locale=site.events["ar"].locale,
            reset_translation_key=False,
        ),
    ]
    aliases.append(aliases[1].create_alias(parent=site.events["zh-hans"]))
    publish(event, starts_at=JUNE_4)
    assert {again(alias).starts_at for alias in aliases} == {JUNE_4}
    make_source(french)
    publish(french, starts_at=JULY_5)
    assert {again(alias).starts_at for alias in aliases} == {JULY_5}
    for alias in aliases:
        assert shared_value(again(alias), "registration_url") == "https://example.org/en"


def test_aliases_show_the_values_of_the_page_they_mirror_after_the_change(site, event, french):
    of_english = event.create_alias(parent=site.events["es"])
    of_french = french.create_alias(parent=site.events["ru"])
    publish(french, registration_url="https://example.org/fr")
    make_source(french)
    assert shared_value(again(of_english), "registration_url") == "https://example.org/en"
    assert shared_value(again(of_french), "registration_url") == "https://example.org/fr"


def test_an_alias_whose_page_is_deleted_keeps_what_it_showed(site, event, french):
    alias = french.create_alias(parent=site.events["ru"])
    publish(event, starts_at=JUNE_4)
    again(french).delete()
    alias = again(alias)
    assert alias.alias_of is None
    assert alias.starts_at == JUNE_4
    assert shared_value(alias, "registration_url") == "https://example.org/en"
    publish(event, starts_at=JULY_5)
    assert again(alias).starts_at == JUNE_4


@pytest.mark.parametrize("one_by_one", [True, False])
def test_an_alias_whose_page_is_deleted_is_found_as_an_event_of_its_own(site, event, one_by_one):
    alias = event.create_alias(parent=site.events["ru"])
    if one_by_one:
        again(event).delete()
    else:
        EventPage.objects.filter(pk=event.pk).delete()
    assert differing_pages([alias.pk]) == []
    assert again(alias).starts_at == MAY_3


def test_a_mirror_in_another_language_takes_over_when_it_is_all_that_remains(site, event):
    mirror = event.create_alias(
        parent=site.events["fr"],
        update_locale=site.events["fr"].locale,
        reset_translation_key=False,
    )
    event.delete()
    assert origin_of(mirror) == mirror.pk
    assert again(mirror).registration_url == "https://example.org/en"
    publish(mirror, starts_at=JULY_5)
    assert again(mirror).starts_at == JULY_5


# --- Review ---


def test_a_review_of_the_new_source_does_not_bring_an_old_fact_back(
    event, french, arabic, django_user_model
):
    user = django_user_model.objects.create_superuser("admin")
    workflow = Workflow.objects.create(name="Review")
    task = GroupApprovalTask.objects.create(name="Approve")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    draft = again(french)
    draft.summary = "À relire"
    draft.save_revision()
    state = workflow.start(again(french), user)
    event = publish(event, starts_at=JUNE_4, organizer_links=[])
    make_source(french)
    TaskState.objects.get(workflow_state=state).approve(user=user)
    assert again(french).summary == "À relire"
    for page in (event, french, arabic):
        assert again(page).starts_at == JUNE_4
        assert list(again(page).organizer_links.all()) == []
