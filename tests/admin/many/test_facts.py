"""Facts of many events are changed at once, each as a person would change it in its editor."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import GroupPagePermission, PageLogEntry, Revision, Workflow

from tests.admin.many.ticking import address, has_answer, rows_of, sent_again
from tests.factories import MAY_3, make_event, make_organizer, translated
from tests.status_steps import messages
from wagtail_migration_events.admin.many import events_action
from wagtail_migration_events.admin.runs import run_url
from wagtail_migration_events.events.readiness.check import CHECKS, Finding, Weight, publish_check
from wagtail_migration_events.pages.models import EventPage
from wagtail_migration_events.runs.run import BackgroundRun

pytestmark = pytest.mark.django_db
KENYA = {"how": "add", "areas": ["404"], "gcm_objectives": ["1", "5"]}


def again(page: Any) -> Any:
    return EventPage.objects.get(pk=page.pk)


def event(site: Any, title: str, **values: Any) -> Any:
    return make_event(site.events["en"], title=title, starts_at=MAY_3, timezone="UTC", **values)


def newest(page: Any) -> Any:
    return again(page).get_latest_revision_as_object()


def submit(page: Any, user: Any) -> None:
    Workflow.objects.first().start(page, user)


@pytest.fixture
def blocking() -> Any:
    """The site lets no event called "Unready" be published."""

    @publish_check("unready", label="Unready", weight=Weight.BLOCK)
    def unready(page: Any) -> Any:
        if page.title == "Unready":
            yield Finding("It is not ready.", field="title")

    yield
    del CHECKS["unready"]


def test_each_event_is_foreseen_and_changed_as_its_state_allows(
    site: Any, editor_client: Any, blocking: None
):
    user = editor_client.user
    live = event(site, "Live", areas=["404"], gcm_objectives=["2"])
    french = translated(live, "fr")
    complete = event(site, "Complete", areas=["404"], gcm_objectives=["1", "5"])
    with_draft = event(site, "With draft")
    with_draft.summary, with_draft.venue = "Not yet public", "Secret hall"
    with_draft.save_revision()
    draft = event(site, "Draft", live=False)
    reviewed, locked, unready = (event(site, name) for name in ("Reviewed", "Locked", "Unready"))
    submit(reviewed, user)
    EventPage.objects.filter(pk=locked.pk).update(
        locked=True, locked_at=timezone.now(), locked_by=None
    )
    waiting = event(site, "Waiting", live=False)
    waiting.go_live_at = timezone.now() + dt.timedelta(days=1)
    waiting.save_revision().publish()
    pages = [french, live, complete, with_draft, draft, reviewed, locked, unready, waiting]
    before = Revision.objects.count()
    url = address("event_terms", [*pages, site.home["en"]])
    asked = editor_client.get(url).content.decode()
    assert asked.index('name="gcm_objectives"') < asked.index("With draft")
    assert "1 page is left alone" in asked
    assert "Show what would change" in asked

    preview = editor_client.post(url, KENYA)
    rows = rows_of(preview)
    assert len(rows) == 8, rows
    assert rows["Live"].startswith("Will change GCM objectives, added: 1."), rows["Live"]
    assert "Geographic scope" not in rows["Live"]
    assert rows["Complete"] == "Stays as it is"
    assert "It has a draft, which gets the change too and stays a draft." in rows["With draft"]
    assert "It is a draft, and stays one." in rows["Draft"]
    for title, reason in {
        "Reviewed": "in review",
        "Locked": "locked",
        "Unready": "Mend this first: It is not ready.",
        "Waiting": "scheduled",
    }.items():
        assert rows[title].startswith("Refused"), rows[title]
        assert reason in rows[title], rows[title]
    assert Revision.objects.count() == before

    response = editor_client.post(url, sent_again(preview))
    assert response.status_code == 302
    said = " ".join(messages(editor_client))
    assert "It is not ready." in said
    assert again(live).gcm_objectives == again(french).gcm_objectives == ["1", "2", "5"]
    assert again(live).live_revision == again(live).latest_revision
    assert not again(live).has_unpublished_changes
    actions = PageLogEntry.objects.filter(page=live.pk, user=user).values_list("action", flat=True)
    assert {"wagtail.edit", "wagtail.publish"} <= set(actions)
    stored, version = again(with_draft), newest(with_draft)
    assert (stored.areas, stored.summary, stored.venue) == (["404"], "", "")
    assert stored.has_unpublished_changes
    assert (version.areas, version.summary, version.venue) == (
        ["404"], "Not yet public", "Secret hall",
    )  # fmt: skip
    assert (newest(draft).areas, again(draft).live) == (["404"], False)
    for page in (reviewed, locked, unready, waiting):
        assert newest(page).areas == again(page).areas == [], page.title
    assert again(reviewed).current_workflow_state is not None


def test_terms_are_removed_and_a_type_is_changed(site: Any, editor_client: Any):
    page = event(site, "Forum", areas=["404", "800"], event_type="conference")
    url = address("event_terms", [page])
    nothing = editor_client.post(url, {"how": "add"})
    assert "Choose at least one term." in nothing.content.decode()
    unknown = editor_client.post(url, {"how": "add", "areas": ["999999"]})
    assert unknown.context_data["form"].errors["areas"]
    rows = rows_of(editor_client.post(url, {"how": "remove", "areas": ["404", "826"]}))
    assert "Geographic scope, removed: Kenya." in rows["Forum"]
    editor_client.post(url, {"how": "remove", "areas": ["404", "826"], "confirmed": "1"})
    assert again(page).areas == ["800"]
    same = editor_client.post(url, {"how": "remove", "areas": ["404"]})
    assert rows_of(same)["Forum"] == "Stays as it is"
    assert not has_answer(same)

    url = address("event_type", [page])
    other = next(
        code
        for code in EventPage._meta.get_field("event_type").vocabulary.codes()
        if code != "conference"
    )
    assert "(before: " in rows_of(editor_client.post(url, {"event_type": other}))["Forum"]
    editor_client.post(url, {"event_type": other, "confirmed": "1"})
    assert again(page).event_type == other


def test_an_organizer_is_added_in_a_role_given_another_and_removed(site: Any, editor_client: Any):
    iom, unhcr = (make_organizer(site.organizers["en"], name) for name in ("IOM", "UNHCR"))
    page, other = event(site, "Forum", organizers=[iom]), event(site, "Week")
    french = translated(page, "fr")
    url = address("event_organizers", [page, other])

    def send(how: str, organizer: Any, role: str = "partner") -> dict[str, str]:
        answer = {"how": how, "organizer": str(organizer.pk), "role": role}
        preview = editor_client.post(url, answer)
        rows = rows_of(preview)
        if has_answer(preview):
            assert editor_client.post(url, sent_again(preview)).status_code == 302
        return rows

    def links(of: Any) -> list[tuple[Any, str]]:
        return [(each.organizer, each.role) for each in again(of).organizer_links.all()]

    rows = send("add", unhcr)
    assert rows["Forum"].startswith("Will change Organizer, added: UNHCR (Partner).")
    expected = [(iom.translation_key, "lead"), (unhcr.translation_key, "partner")]
    assert links(page) == links(french) == expected
    assert links(other) == expected[1:]
    send("add", iom, "host")
    assert links(page) == [(iom.translation_key, "host"), *expected[1:]]
    rows = send("remove", unhcr)
    assert links(page) == [(iom.translation_key, "host")]
    assert send("remove", unhcr)["Week"] == "Stays as it is"
    wrong = editor_client.post(url, {"how": "add", "organizer": str(page.pk), "role": "host"})
    assert wrong.context_data["form"].errors["organizer"]


def test_rights_are_those_of_each_event_also_when_one_goes_meanwhile(
    site: Any, client: Any, django_user_model: Any
):
    editable, published, secret = (event(site, name) for name in ("Mine", "Ours", "Secret"))
    user = django_user_model.objects.create_user("claire")
    group = Group.objects.create(name="claire")
    user.groups.add(group)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    held = {
        name: Permission.objects.get(codename=name, content_type__app_label="wagtailcore")
        for name in ("change_page", "publish_page")
    }

    def give(page: Any, name: str) -> Any:
        return GroupPagePermission.objects.create(group=group, page=page, permission=held[name])

    give(editable, "change_page")
    rights = [give(published, name) for name in held]
    client.force_login(user)
    url = address("event_terms", [editable, published, secret])
    shown = client.get(url).content.decode()
    assert "Secret" not in shown
    assert "1 page is left alone" in shown
    rows = rows_of(client.post(url, KENYA))
    assert "You may not publish it: this is saved as a draft." in rows["Mine"]
    assert "Published at once" in rows["Ours"]
    for right in rights:
        right.delete()
    client.post(url, {**KENYA, "confirmed": "1"})
    assert [again(page).areas for page in (editable, published, secret)] == [[], [], []]
    assert [newest(page).areas for page in (editable, published)] == [["404"], []]
    assert again(editable).has_unpublished_changes


def test_many_are_changed_in_a_run_that_reports_each_at_the_same_cost(
    site: Any, editor_client: Any, on_commit: Any, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(events_action, "DONE_AT_ONCE", 2)
    monkeypatch.setattr(events_action, "MOST_SHOWN", 4)
    pages = [event(site, f"Event {number}") for number in range(5)]
    EventPage.objects.filter(pk=pages[4].pk).update(locked=True)

    def queries(count: int) -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert (
                len(rows_of(editor_client.post(address("event_terms", pages[:count]), KENYA)))
                == count
            )
        return len(found)

    queries(1)
    one, two, four = queries(1), queries(2), queries(4)
    assert four - two == 2 * (two - one), (one, two, four)
    assert two - one <= 20

    # All that the listing shows for what it is filtered by, and not the whole site.
    event(site, "Another")
    url = address("event_terms", ["all"], q="Event")
    preview = editor_client.post(url, KENYA)
    assert len(rows_of(preview)) == 4
    assert "And 1 event more" in preview.content.decode()
    with on_commit(execute=True):
        response = editor_client.post(url, sent_again(preview))
    run = BackgroundRun.objects.get()
    assert response.url == run_url(run)
    outcomes = sorted(run.rows.values_list("label", "outcome"))
    assert outcomes == [(f"Event {number}", "done") for number in range(4)] + [
        ("Event 4", "refused")
    ]
    assert "5 of 5 events" in editor_client.get(run_url(run)).content.decode()
    assert EventPage.objects.filter(areas=["404"]).count() == 4
