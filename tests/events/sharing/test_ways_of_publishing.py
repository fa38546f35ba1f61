"""However the source is published, its facts are those of every language at once."""

from __future__ import annotations

import datetime as dt
import importlib
import json
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
import wagtail
from django.core.management import call_command
from django.urls import reverse
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

from tests.adopter.models import GcmTalkPage, LegacyMeetingPage, TownHallPage, TownHallSpeaker
from tests.editing import Editor
from tests.factories import MAY_3, make_event, make_organizer, translated
from tests.interchange.building import import_rows, make_row
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db
JUNE_4 = dt.datetime(2027, 6, 4, 9, 0, tzinfo=dt.UTC)
IN_JUNE = {"starts_at_date": "2027-06-04", "starts_at_time": "09:00"}


def again(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk)


@pytest.fixture
def english(site: Any) -> Any:
    return make_event(site.events["en"], title="Forum", starts_at=MAY_3, timezone="UTC")


@pytest.fixture
def french(english: Any) -> Any:
    return translated(english, "fr", title="Le forum")


@pytest.fixture
def arabic(english: Any) -> Any:
    """Not published, and so it stays."""
    return translated(english, "ar", live=False, title="منتدى")


@pytest.fixture
def everywhere(english: Any, french: Any, arabic: Any) -> Any:
    """After the test: the new date stands in every row and in every draft, and nothing else has
    changed in the siblings."""
    before = {page.pk: again(page) for page in (french, arabic)}
    yield
    assert again(english).starts_at == JUNE_4
    for pk, old in before.items():
        page = EventPage.objects.get(pk=pk)
        assert page.starts_at == page.get_latest_revision_as_object().starts_at == JUNE_4
        same = ("live", "title", "slug", "latest_revision_id", "has_unpublished_changes")
        assert [getattr(page, name) for name in same] == [getattr(old, name) for name in same]


def test_the_editor(english: Any, everywhere: Any, editor_client: Any):
    Editor.of(editor_client, english).fill(**IN_JUNE).publish()


def test_a_draft_reaches_nobody(english: Any, french: Any, editor_client: Any):
    Editor.of(editor_client, english).fill(**IN_JUNE).save_draft()
    assert again(english).starts_at == again(french).starts_at == MAY_3
    assert again(french).get_latest_revision_as_object().starts_at == MAY_3


def test_a_schedule(english: Any, french: Any, everywhere: Any, editor_client: Any):
    go_live = dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)
    editor = Editor.of(editor_client, english).fill(**IN_JUNE)
    editor.fill(go_live_at=f"{go_live:%Y-%m-%d %H:%M}").publish()
    assert again(english).starts_at == again(french).starts_at == MAY_3
    with time_machine.travel(go_live + dt.timedelta(hours=1)):
        call_command("publish_scheduled")


def test_an_approved_workflow(english: Any, french: Any, everywhere: Any, editor_client: Any):
    workflow = Workflow.objects.create(name="Review")
    task = GroupApprovalTask.objects.create(name="Approve")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    root = Page.objects.get(depth=1)
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
    editor = Editor.of(editor_client, english).fill(**IN_JUNE)
    editor._send({"action-submit": "action-submit"})
    assert again(french).starts_at == MAY_3
    state = again(english).current_workflow_task_state
    args = [english.pk, "approve", state.pk]
    editor_client.post(reverse("wagtailadmin_pages:workflow_action", args=args), {"comment": ""})


def test_the_bulk_action(english: Any, french: Any, everywhere: Any, editor_client: Any):
    Editor.of(editor_client, english).fill(**IN_JUNE).save_draft()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    editor_client.post(f"{url}?id={english.pk}", {"include_descendants": ""})


def test_a_revision_published_in_code(english: Any, everywhere: Any):
    page = again(english)
    page.starts_at = JUNE_4
    page.save_revision().publish()


def test_a_plain_save(english: Any, everywhere: Any):
    page = again(english)
    page.starts_at = JUNE_4
    page.save()


def test_a_save_of_one_column(english: Any, everywhere: Any):
    page = again(english)
    page.starts_at = JUNE_4
    page.save(update_fields=["starts_at"])


def test_what_one_column_leaves_unsaved_reaches_nobody(english: Any, french: Any):
    page = again(english)
    page.starts_at, page.venue = JUNE_4, "Room 1"
    page.save(update_fields=["venue"])
    assert (again(english).venue, again(english).starts_at) == ("Room 1", MAY_3)
    assert (again(french).venue, again(french).starts_at) == ("Room 1", MAY_3)


def test_the_import(site: Any):
    row = make_row(start="2027-05-03T13:00", timezone="UTC", location="Room 1", organizers=["IOM"])
    import_rows(site.events["en"], row)
    event = EventPage.objects.get(title=row["title"])
    french = translated(event, "fr", title="Un entretien")
    import_rows(
        site.events["en"], {**row, "start": "2027-06-04T09:00", "location": None, "organizers": []}
    )
    assert again(event).starts_at == again(french).starts_at == JUNE_4
    assert again(event).venue == again(french).venue == ""
    assert again(event).organizer_links.count() == again(french).organizer_links.count()
    assert again(french).title == "Un entretien"


@pytest.mark.skipif(wagtail.VERSION < (8,), reason="Wagtail 7 has no API that writes")
def test_the_api_of_wagtail_8(english: Any, everywhere: Any, editor_client: Any):
    routers = importlib.import_module("wagtail.api.v3.routers.pages")
    english.starts_at = JUNE_4
    english.save_revision()

    routers.publish(SimpleNamespace(user=editor_client.user), english.pk)


# --- Through a sibling no fact can be changed ---


@pytest.mark.parametrize("columns", [None, ["starts_at"], ["starts_at", "title"]])
def test_a_fact_saved_in_a_sibling_is_overlaid(english: Any, french: Any, columns: Any):
    page = again(french)
    page.starts_at, page.title = JUNE_4, "Le grand forum"
    page.save(update_fields=columns)
    assert again(french).starts_at == again(english).starts_at == MAY_3
    assert again(french).title == ("Le forum" if columns == ["starts_at"] else "Le grand forum")


def test_an_older_revision_of_a_sibling_brings_back_its_text_and_no_fact(
    english: Any, french: Any, editor_client: Any
):
    old = again(french).latest_revision
    Editor.of(editor_client, french).fill(title="Le grand forum").publish()
    Editor.of(editor_client, english).fill(**IN_JUNE).publish()
    url = reverse("wagtailadmin_pages:revisions_revert", args=[french.pk, old.pk])
    Editor(editor_client, url).publish()
    assert (again(french).title, again(french).starts_at) == ("Le forum", JUNE_4)


def test_a_siblings_schedule_made_before_the_change_brings_back_no_fact(
    english: Any, french: Any, editor_client: Any
):
    go_live = dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)
    editor = Editor.of(editor_client, french).fill(title="Le grand forum")
    editor.fill(go_live_at=f"{go_live:%Y-%m-%d %H:%M}").publish()
    Editor.of(editor_client, english).fill(**IN_JUNE).publish()
    with time_machine.travel(go_live + dt.timedelta(hours=1)):
        call_command("publish_scheduled")
    assert (again(french).title, again(french).starts_at) == ("Le grand forum", JUNE_4)


# --- No open editor is disturbed ---


def test_an_editor_opened_before_the_change_can_still_be_saved(
    english: Any, french: Any, editor_client: Any
):
    open_editor = Editor.of(editor_client, french)
    before = again(french)
    Editor.of(editor_client, english).fill(**IN_JUNE, title="Forum of cities").publish()
    after = again(french)
    assert after.latest_revision_id == before.latest_revision_id
    assert after.latest_revision_created_at == before.latest_revision_created_at
    assert not after.has_unpublished_changes
    assert open_editor.fill(title="Le grand forum").publish().status_code == 302
    assert (again(french).title, again(french).starts_at) == ("Le grand forum", JUNE_4)


def test_a_locked_sibling_gets_the_facts_and_stays_locked(
    english: Any, french: Any, editor_client: Any
):
    editor_client.post(reverse("wagtailadmin_pages:lock", args=[french.pk]))
    Editor.of(editor_client, english).fill(**IN_JUNE).publish()
    assert again(french).locked
    assert again(french).starts_at == JUNE_4


def test_aliases_show_the_facts_of_their_page(english: Any, french: Any, editor_client: Any):
    aliases = [
        english.create_alias(update_slug="alias-of-english"),
        french.create_alias(update_slug="alias-of-french"),
    ]
    aliases.append(aliases[1].create_alias(update_slug="alias-of-alias"))
    Editor.of(editor_client, english).fill(**IN_JUNE, title="Forum of cities").publish()
    assert [again(alias).starts_at for alias in aliases] == [JUNE_4] * 3
    assert [again(alias).title for alias in aliases] == ["Forum of cities", "Le forum", "Le forum"]
    assert all(again(alias).alias_of_id for alias in aliases)


def test_an_alias_of_a_draft_waits_for_the_date_on_which_that_goes_live(site: Any):
    draft = make_event(site.events["en"], title="Secret", live=False)
    alias = draft.create_alias(update_slug="alias-of-draft")
    draft = again(draft)
    with time_machine.travel(MAY_3, tick=False):
        draft.go_live_at = MAY_3 + dt.timedelta(hours=1)
        draft.save_revision().publish()
    assert not again(alias).live
    with time_machine.travel(MAY_3 + dt.timedelta(hours=2), tick=False):
        call_command("publish_scheduled")
    assert again(draft).live
    assert again(alias).live


def test_the_history_of_a_sibling_says_what_was_and_what_is(
    english: Any, french: Any, editor_client: Any
):
    editor = Editor.of(editor_client, english)
    editor.fill(**IN_JUNE, event_status="cancelled", title="Forum of cities").publish()
    history = editor_client.get(reverse("wagtailadmin_pages:history", args=[french.pk]))
    said = " ".join(history.content.decode().split())
    moved = "start: 3 May 2027, 13:00 → 4 June 2027, 09:00, UTC"
    assert f"Facts from English: {moved}" in said
    assert "event status: Scheduled → Cancelled" in said
    history = editor_client.get(reverse("wagtailadmin_pages:history", args=[english.pk]))
    said = " ".join(history.content.decode().split())
    assert f"Facts: {moved}" in said
    assert "event status: Scheduled → Cancelled" in said


def test_each_of_many_languages_has_it_in_its_own_history(
    english: Any, french: Any, editor_client: Any
):
    others = [french, *(translated(english, language) for language in ("es", "ru"))]
    Editor.of(editor_client, english).fill(**IN_JUNE).publish()
    for page in others:
        history = editor_client.get(reverse("wagtailadmin_pages:history", args=[page.pk]))
        assert "Facts from English: start: 3 May 2027" in " ".join(history.content.decode().split())


def test_a_change_in_a_long_list_of_dates_is_said_and_not_cut(english: Any, editor_client: Any):
    row = {"ends_at": None, "status": "scheduled"}
    english.dates = [
        {**row, "key": str(day), "starts_at": f"2027-05-{day:02}T13:00:00+00:00"}
        for day in range(3, 15)
    ]
    english.save_revision().publish()
    editor = Editor.of(editor_client, again(english))
    editor.fill(dates__10__status="cancelled").publish()
    history = editor_client.get(reverse("wagtailadmin_pages:history", args=[english.pk]))
    said = " ".join(history.content.decode().split())
    day = "13 May 2027, 13:00 Coordinated Universal Time (UTC)"
    assert f"Facts: list of dates: {day}; … → {day} (Cancelled); …" in said


# --- Facts of every kind ---


def agenda(title: str) -> dict[str, Any]:
    value = {"kind": "agenda", "language": "en", "title": title, "url": "https://example.org/a"}
    return {"type": "link", "value": value}


def test_lists_become_longer_shorter_and_empty_everywhere(site: Any):
    people = [make_organizer(site.organizers["en"], name) for name in ("First", "Second", "Third")]
    morning = {"key": "a", "starts_at": "2027-05-03T07:00:00+00:00", "status": "scheduled"}
    full = {
        "gcm_objectives": ["7", "13"],
        "audiences": ["open-to-all"],
        "areas": ["002", "404"],
        "languages": [{"language": "ar", "kind": "interpretation"}],
        "dates": [morning, {**morning, "key": "b", "starts_at": "2027-05-04T07:00:00+00:00"}],
        "resources": json.dumps([agenda("Agenda"), agenda("Map")]),
    }
    event = make_event(site.events["en"], timezone="UTC", organizers=people[:2], **full)
    french = translated(event, "fr")

    def publish(links: Any, **values: Any) -> None:
        page = again(event)
        for name, value in values.items():
            setattr(page, name, value)
        link_class = EventPage.organizer_links.rel.related_model
        page.organizer_links = [
            link_class(organizer=organizer.translation_key, role=role, sort_order=place)
            for place, (organizer, role) in enumerate(links)
        ]
        page.save_revision().publish()
        assert facts(again(french)) == facts(again(event))
        assert facts(again(french).get_latest_revision_as_object()) == facts(again(event))

    publish([(people[2], "lead"), (people[0], "host"), (people[1], "partner")])
    publish([(people[1], "lead"), (people[2], "host")], gcm_objectives=["13"])
    publish([(people[2], "lead")], dates=full["dates"][1:], resources=json.dumps([agenda("Map")]))
    publish([], **{name: "[]" if name == "resources" else [] for name in full})
    assert facts(again(french))["organizer_links"] == []
    assert facts(again(french))["resources"] == []


def facts(page: Any) -> dict[str, Any]:
    names = ("gcm_objectives", "audiences", "areas", "languages", "dates", "starts_at", "ends_at")
    return {
        **{name: getattr(page, name) for name in names},
        "organizer_links": [(x.organizer, x.role) for x in page.organizer_links.all()],
        "resources": [(x.id, x.block_type, dict(x.value)) for x in page.resources],
    }


def test_material_written_without_ids_is_the_same_in_every_language(site: Any):
    event = make_event(site.events["en"])
    french = translated(event, "fr")
    page = again(event)
    page.resources = [("link", agenda("Agenda")["value"])]
    page.save()
    assert facts(again(french)) == facts(again(event))
    assert len(facts(again(french))["resources"]) == 1


@pytest.mark.parametrize(
    ("model", "name"),
    [
        (GcmTalkPage, "interpretation_booth"),
        (TownHallPage, "venue"),
        (LegacyMeetingPage, "location"),
    ],
)
def test_a_class_of_the_site_shares_its_own_facts(
    model: Any, name: str, site: Any, editor_client: Any
):
    event = make_event(site.events["en"], model, timezone="UTC", **{name: "Left"})
    french = translated(event, "fr")
    Editor.of(editor_client, event).fill(**{name: "Right"}).publish()
    assert getattr(again(french), name) == "Right"
    page = again(french)
    setattr(page, name, "Wrong")
    page.save()
    assert getattr(again(french), name) == "Right"


def test_rows_and_relations_of_a_site_follow_in_their_order(site: Any):
    pictures = [
        Image.objects.create(title=title, file=get_test_image_file()) for title in ("One", "Two")
    ]
    event = make_event(site.events["en"], TownHallPage)
    french = translated(event, "fr")

    def publish(names: list[str], shown: list[Any]) -> None:
        page = again(event)
        page.speakers = [TownHallSpeaker(name=each, sort_order=n) for n, each in enumerate(names)]
        page.pictures = shown
        page.save_revision().publish()
        found = again(french)
        assert [each.name for each in found.speakers.all()] == names
        assert set(found.pictures.all()) == set(shown)
        draft = found.get_latest_revision_as_object()
        assert [each.name for each in draft.speakers.all()] == names

    publish(["Ada", "Bela", "Chen"], pictures)
    publish(["Chen", "Ada", "Bela"], pictures[1:])
    publish(["Bela", "Dora"], pictures[:1])
    publish([], [])


def test_tags_are_a_fact_of_every_version_like_any_other(site: Any, editor_client: Any):
    """A draft has its own, a sibling those that are published, and its form says them."""
    event = make_event(site.events["en"], TownHallPage)
    french = translated(event, "fr")
    page = again(event)
    page.tags.set(["housing", "harbour"])
    draft = page.save_revision()
    assert set(again(event).get_latest_revision_as_object().tags.names()) == {"housing", "harbour"}
    assert not again(french).tags.exists()
    draft.publish()
    sibling = again(french).get_latest_revision_as_object()
    assert set(sibling.tags.names()) == {"housing", "harbour"}
    sibling.tags.set(["logement"])
    sibling.save_revision().publish()
    assert set(again(french).tags.names()) == {"housing", "harbour"}
    assert "tags" in Editor.of(editor_client, event).data
    form = Editor.of(editor_client, french)
    assert "tags" not in form.data
    assert "harbour" in form.html
    page.tags.clear()
    page.save_revision().publish()
    assert not again(french).tags.exists()
