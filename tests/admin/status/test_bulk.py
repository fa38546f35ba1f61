"""One status for several events, through Wagtail's bulk actions."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission

from tests.factories import MAY_3, make_event, translated
from tests.status_steps import messages, undo
from wagtail_migration_events.admin.many import events_action
from wagtail_migration_events.admin.rights.fact_permissions import FACTS_PERMISSION
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.pages.models import EventPage
from wagtail_migration_events.runs.run import BackgroundRun

pytestmark = pytest.mark.django_db
YES = {"confirmed": "1"}
LISTING = reverse("wagtail_migration_events:index")


def again(page: Any) -> Any:
    return EventPage.objects.get(pk=page.pk)


def address(*pages: Any) -> str:
    meta = base_page_model()._meta
    url = reverse("wagtail_bulk_action", args=[meta.app_label, meta.model_name, "event_status"])
    query = [("id", page.pk) for page in pages]
    return f"{url}?{urlencode([*query, ('next', LISTING)])}"


@pytest.fixture
def events(site: Any) -> list[Any]:
    made = [
        make_event(site.events["en"], title=title, starts_at=MAY_3, timezone="UTC")
        for title in ("Forum", "Week")
    ]
    for event in made:
        translated(event, "fr")
    return made


def test_several_events_are_cancelled_in_all_languages_and_undone_together(
    site: Any, events: list[Any], editor_client: Any
):
    french = [event.get_translations().get() for event in events]
    url = address(*events, french[0])
    assert editor_client.get(url).status_code == 200
    answer = {"action": "cancel", "reason": "Flood"}
    preview = BeautifulSoup(editor_client.post(url, answer).content, "html.parser")
    rows = [row.get_text(" ", strip=True) for row in preview.select("table.listing tbody tr")]
    assert [("Will change" in row, "Cancelled" in row) for row in rows] == [(True, True)] * 2
    assert {again(page).event_status for page in (*events, *french)} == {"scheduled"}
    response = editor_client.post(url, {**answer, "confirmed": "1"})
    assert (response.status_code, response.url) == (302, LISTING)
    assert {again(page).event_status for page in (*events, *french)} == {"cancelled"}
    message = messages(editor_client)[-1]
    assert "2 events are now: Cancelled" in message
    undo(editor_client, message)
    assert {again(page).event_status for page in (*events, *french)} == {"scheduled"}


def test_each_event_has_it_in_its_own_history(events: list[Any], editor_client: Any):
    editor_client.post(address(*events), {"action": "cancel", **YES})
    for page in events:
        history = editor_client.get(reverse("wagtailadmin_pages:history", args=[page.pk]))
        assert "Before: Scheduled" in history.content.decode()


def test_many_are_changed_in_a_run_and_undone_together(
    events: list[Any], editor_client: Any, on_commit: Any, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(events_action, "DONE_AT_ONCE", 1)
    EventGroup.objects.filter(pk=events[0].translation_key).update(adopted=False)
    third = translated(events[1], "ru")
    again(events[1]).copy(update_attrs={"slug": "third"}, keep_live=True, copy_revisions=False)
    pages = [*events, EventPage.objects.get(slug="third")]
    with on_commit(execute=True):
        response = editor_client.post(address(*pages, third), {"action": "cancel", **YES})
    run = BackgroundRun.objects.get()
    assert sorted(run.rows.values_list("outcome", flat=True)) == ["done", "done", "refused"]
    assert [again(page).event_status for page in pages[1:]] == ["cancelled"] * 2
    soup = BeautifulSoup(editor_client.get(response.url).content, "html.parser")
    undo(editor_client, str(soup.find("main")))
    assert {again(page).event_status for page in pages} == {"scheduled"}


def test_a_reason_never_stands_where_another_language_is_expected(
    events: list[Any], editor_client: Any
):
    french = events[0].get_translations().get()
    answer = {"action": "cancel", "reason": "Inondation"}
    response = editor_client.post(address(french), answer)
    assert response.status_code == 200
    assert "edited in another language" in " ".join(response.content.decode().split())
    assert again(events[0]).event_status == "scheduled"
    editor_client.post(address(french), {"action": "cancel", **YES})
    assert again(events[0]).event_status == again(french).event_status == "cancelled"


def test_a_form_without_an_answer_changes_nothing(events: list[Any], editor_client: Any):
    response = editor_client.post(address(*events), {"reason": "evil \u202e text"})
    assert response.status_code == 200
    assert set(response.context_data["form"].errors) == {"action", "reason"}
    assert {again(event).event_status for event in events} == {"scheduled"}


def test_who_moves_events_online_decides_whether_the_venue_stays(
    events: list[Any], editor_client: Any
):
    for event in events:
        event.venue = "Palais"
        event.save_revision().publish()
    soup = BeautifulSoup(editor_client.get(address(*events)).content, "html.parser")
    assert soup.find("input", attrs={"name": "drop_venue"}).has_attr("checked")
    editor_client.post(address(events[0]), {"action": "move_online", **YES})
    editor_client.post(address(events[1]), {"action": "move_online", "drop_venue": "on", **YES})
    assert [again(event).venue for event in events] == ["Palais", ""]


def test_what_one_may_not_change_is_neither_named_nor_changed(
    site: Any, events: list[Any], client: Any, django_user_model: Any
):
    mine, secret = events
    user = django_user_model.objects.create_user("claire", password="claire")
    group = Group.objects.create(name="claire")
    user.groups.add(group)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    right = Permission.objects.get(codename=FACTS_PERMISSION)
    GroupPagePermission.objects.create(group=group, page=mine, permission=right)
    client.force_login(user)
    secret.title = "Secret week"
    secret.save_revision().publish()
    url = address(mine, secret, site.home["en"])
    text = client.get(url).content.decode()
    assert "Forum" in text
    assert "Secret" not in text
    assert "2 pages are left alone" in text
    client.post(url, {"action": "cancel", "reason": "", **YES})
    assert (again(mine).event_status, again(secret).event_status) == ("cancelled", "scheduled")


def test_events_that_are_not_adopted_are_left_alone(events: list[Any], editor_client: Any):
    EventGroup.objects.filter(pk=events[0].translation_key).update(adopted=False)
    editor_client.post(address(*events), {"action": "cancel", "reason": "", **YES})
    assert [again(event).event_status for event in events] == ["scheduled", "cancelled"]
    assert "not been adopted yet" in messages(editor_client)[0]


def test_the_events_listing_offers_it(events: list[Any], editor_client: Any):
    soup = BeautifulSoup(editor_client.get(LISTING).content, "html.parser")
    assert soup.select("a[href*='event_status'], [data-bulk-action-type='event_status']") or (
        "/event_status/" in str(soup)
    )
