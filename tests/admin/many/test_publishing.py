"""Many events are published, unpublished and exported, each in all its languages."""

from __future__ import annotations

import csv
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.log_actions import LogContext
from wagtail.models import GroupPagePermission

from tests.admin.many.ticking import address, has_answer, rows_of
from tests.factories import MAY_3, make_event, make_organizer, translated
from wagtail_migration_events.admin.many.publishing import PUBLISH
from wagtail_migration_events.pages.models import EventPage
from wagtail_migration_events.runs.working import work_now

pytestmark = pytest.mark.django_db
YES = {"confirmed": "1"}


def live(page: Any) -> list[str]:
    pages = EventPage.objects.filter(translation_key=page.translation_key, live=True)
    return sorted(pages.values_list("locale__language_code", flat=True))


def test_all_languages_are_unpublished_or_none_of_an_event(site: Any, editor_client: Any):
    week, forum, draft = (
        make_event(site.events["en"], title=title, live=title != "Draft", starts_at=MAY_3)
        for title in ("Week", "Forum", "Draft")
    )
    french = [translated(page, "fr") for page in (week, forum)]
    EventPage.objects.filter(pk=french[1].pk).update(locked=True)
    url = address("unpublish_events", [french[0], forum, draft])
    preview = editor_client.get(url)
    rows = rows_of(preview)
    assert rows["Week"] == "Will change To be unpublished: English, French."
    assert rows["Forum"].startswith("Refused")
    assert "French" in rows["Forum"]
    assert rows["Draft"] == "Stays as it is"
    assert has_answer(preview)
    editor_client.post(url)
    assert live(week) == ["en", "fr"], "nobody has said yes"
    assert editor_client.post(url, YES).status_code == 302
    assert [live(page) for page in (week, forum)] == [[], ["en", "fr"]]


def test_each_page_has_its_publication_in_its_own_history(site: Any, editor_client: Any):
    page = make_event(site.events["en"], title="Week", live=False, starts_at=MAY_3)
    french = translated(page, "fr", live=False)
    with LogContext(user=editor_client.user):
        work_now(PUBLISH, [str(page.translation_key)], {}, editor_client.user)
    editor_client.post(address("unpublish_events", [page]), YES)
    assert live(page) == []
    for each in (page, french):
        history = editor_client.get(reverse("wagtailadmin_pages:history", args=[each.pk]))
        actions = {entry.action for entry in history.context_data["object_list"]}
        assert {"wagtail.publish", "wagtail.unpublish"} <= actions


def test_the_core_publishes_what_is_new_in_each_language(site: Any, editor_client: Any):
    page = make_event(site.events["en"], title="Week", live=False, starts_at=MAY_3)
    translated(page, "fr", live=False)
    locked = translated(page, "ar", live=False)
    EventPage.objects.filter(pk=locked.pk).update(locked=True)
    things = [str(page.translation_key)]
    assert PUBLISH.foresee is not None
    (foreseen,) = PUBLISH.foresee(things, {}, editor_client.user)
    assert (foreseen.outcome, live(page)) == ("done", [])
    assert foreseen.words.startswith("To be published: English, French. Arabic:")
    (done,) = work_now(PUBLISH, things, {}, editor_client.user)
    assert done.words.startswith("Published: English, French. Arabic:")
    assert live(page) == ["en", "fr"]
    (locked_only,) = work_now(PUBLISH, things, {}, editor_client.user)
    assert locked_only.outcome == "refused"


def test_facts_of_what_one_may_see_are_exported_once_for_each_event(
    site: Any, client: Any, django_user_model: Any
):
    iom = make_organizer(site.organizers["en"], "IOM", code="iom")
    week, secret = (
        make_event(site.events["en"], title=title, areas=["404"], organizers=[(iom, "host")])
        for title in ("=Week()", "Secret")
    )
    french = translated(week, "fr")
    user = django_user_model.objects.create_user("claire")
    group = Group.objects.create(name="claire")
    user.groups.add(group)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    right = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
    for page in (week, french):
        GroupPagePermission.objects.create(group=group, page=page, permission=right)
    client.force_login(user)
    url = address("event_export", [week, french, secret])
    assert "Secret" not in client.get(url).content.decode()
    response = client.post(url, {"format": "csv"})
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    (row,) = csv.DictReader(text.splitlines())
    assert (row["title"], row["areas"], row["organizers"]) == ("'=Week()", "404", "iom:host")
    book = client.post(url, {"format": "xlsx"})
    assert book["Content-Disposition"].endswith('filename="events.xlsx"')
    assert client.post(url, {"format": "exe"}).context_data["form"].errors
