"""The screens on which an event's status is changed, as people with different rights see them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission, PageLogEntry

from tests.editing import Editor, utc
from tests.factories import MAY_3, make_event, make_page, translated
from tests.status_steps import StatusForm, address, change, messages, undo, undo_address
from wagtail_migration_events.admin.rights.fact_permissions import FACTS_PERMISSION
from wagtail_migration_events.events.status_change.change import StatusAction
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db
ACTIONS = [action.value for action in StatusAction]


def again(page: Any) -> Any:
    return EventPage.objects.get(pk=page.pk)


@pytest.fixture
def event(site: Any) -> Any:
    event = make_event(
        site.events["en"], title="Secret forum", starts_at=MAY_3, timezone="Europe/Zurich"
    )
    translated(event, "fr", title="Forum secret")
    return event


@pytest.fixture
def log_in(client: Any, django_user_model: Any) -> Any:
    """Log in somebody who may open the admin, and holds permissions on one page."""

    def logged_in(page: Any = None, *codenames: str) -> Any:
        name = "-".join(codenames) or "guest"
        user = django_user_model.objects.create_user(name, password=name)
        group = Group.objects.create(name=name)
        user.groups.add(group)
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        for codename in codenames:
            right = Permission.objects.get(codename=codename)
            GroupPagePermission.objects.create(group=group, page=page, permission=right)
        client.force_login(user)
        client.user = user
        return client

    return logged_in


def test_a_translator_with_the_permission_on_the_french_tree_cancels_for_all(
    site: Any, event: Any, log_in: Any
):
    client = log_in(site.home["fr"], FACTS_PERMISSION, "change_page")
    french = event.get_translations().get()
    message = change(client, french, "cancel", reason="Flood")
    assert "Forum secret" in message
    assert again(event).event_status == again(french).event_status == "cancelled"
    undo(client, message)
    assert again(event).event_status == again(french).event_status == "scheduled"


@pytest.mark.parametrize("action", ACTIONS)
def test_without_permission_every_screen_is_closed_and_names_nothing(
    site: Any, event: Any, log_in: Any, editor_client: Any, action: str
):
    undo_url = undo_address(change(editor_client, event, "cancel"))
    before = EventPage.objects.filter(pk=event.pk).values().get()
    client = log_in(site.home["fr"], "publish_page", "change_page")
    for url in (address(event, action), undo_url):
        for send in (client.get, client.post):
            response = send(url)
            assert (response.status_code, response.url) == (302, reverse("wagtailadmin_home"))
            assert "Secret" not in messages(client)[-1]
            response = send(url, headers={"x-requested-with": "XMLHttpRequest"})
            assert response.status_code == 403
            assert "Secret" not in response.content.decode()
    assert EventPage.objects.filter(pk=event.pk).values().get() == before


def test_strangers_are_asked_to_log_in(client: Any, event: Any):
    response = client.post(address(event, "cancel"), {"reason": ""})
    assert response.status_code == 302
    assert response.url.startswith(reverse("wagtailadmin_login"))
    assert again(event).event_status == "scheduled"


def test_what_is_no_event_is_not_found(site: Any, event: Any, editor_client: Any):
    missing = address(event, "cancel").replace(str(event.pk), "987654")
    undo_url = reverse("wagtail_migration_events_status:undo", args=[UUID(int=0)])
    for url in (
        address(event, "explode"),
        address(site.events["en"], "cancel"),
        missing,
        undo_url,
    ):
        assert editor_client.get(url, follow=True).status_code == 404


@pytest.mark.parametrize("action", ACTIONS)
def test_opening_a_form_changes_nothing(event: Any, editor_client: Any, action: str):
    before = EventPage.objects.filter(pk=event.pk).values().get()
    entries = PageLogEntry.objects.count()
    query = "?reason=Flood&new_start_date=2027-06-07&new_start_time=15:00"
    StatusForm(editor_client, event, action, query)
    assert EventPage.objects.filter(pk=event.pk).values().get() == before
    assert PageLogEntry.objects.count() == entries


def test_the_form_says_what_will_happen(event: Any, editor_client: Any):
    text = StatusForm(editor_client, event, "cancel").text
    assert "shown as cancelled" in text
    assert "in all 2 languages at once: English, French" in text
    assert "drafts stay drafts" in text
    assert "Why, in English" in text
    assert "Zurich (Switzerland)" in StatusForm(editor_client, event, "postpone").text


def test_it_warns_that_readers_see_nothing_of_an_unpublished_page(event: Any, editor_client: Any):
    again(event).unpublish()
    text = StatusForm(editor_client, event, "cancel").text
    assert "readers see nothing of it until it is published" in text


WRONG = [
    ("reschedule", {}, "new_start", "This field is required."),
    ("reschedule", {"new_start_time": "10:00"}, "new_start", "Enter the date as well"),
    ("reschedule", {"new_start_date": "soon"}, "new_start", "Enter a valid date, such as"),
    ("reschedule", {"new_start_date": "9999-12-31"}, "new_start", "year between"),
    (
        "reschedule",
        {"new_start_date": "2027-06-07", "new_end_date": "2027-06-06"},
        "new_start",
        "The end is before the start.",
    ),
    (
        "reschedule",
        {
            "new_start_date": "2027-06-07",
            "new_start_time": "10:00",
            "new_end_date": "2027-06-07",
        },
        "new_end",
        "Enter the hour of the end",
    ),
    ("postpone", {"new_end_date": "2027-06-07"}, "new_start", "Enter a start"),
    (
        "postpone",
        {"new_start_date": "2027-03-28", "new_start_time": "02:30"},
        "new_start",
        "does not exist",
    ),
    ("cancel", {"reason": "evil \u202e text"}, "reason", "control characters"),
    ("cancel", {"reason": "x" * 5001}, "reason", "at most 5000"),
    ("move_online", {"livestream_url": "javascript:alert(1)"}, "livestream_url", "https://"),
    ("move_online", {"livestream_url": "https://a:b@example.org"}, "livestream_url", "password"),
]


@pytest.mark.parametrize(("action", "values", "field", "message"), WRONG)
def test_what_makes_no_sense_is_refused_at_its_field(
    event: Any, editor_client: Any, action: str, values: Any, field: str, message: str
):
    form = StatusForm(editor_client, event, action)
    form.send(**values)
    assert message in " ".join(form.errors[field])
    assert again(event).event_status == "scheduled"


def test_a_list_of_dates_needs_its_new_start_with_an_hour(site: Any, editor_client: Any):
    event = make_event(
        site.events["en"], dates=[{"starts_at": "2027-05-03T13:00:00+00:00"}], timezone="UTC"
    )
    form = StatusForm(editor_client, event, "reschedule")
    assert "new_end_date" not in form.data
    form.send(new_start_date="2027-06-07")
    assert "list of dates" in form.errors["new_start"][0]


def test_the_history_tells_action_reason_and_what_was_before(event: Any, editor_client: Any):
    message = change(editor_client, event, "cancel", reason="Flood <b>")
    undo(editor_client, message)
    entries = PageLogEntry.objects.filter(page=event.pk, action__contains="events.status")
    done, undone = entries.order_by("pk")
    assert done.user == undone.user == editor_client.user
    assert str(done.message) == (
        "Cancel event, in all languages. Before: Scheduled, 3 May 2027, 15:00 Central European "
        "Summer Time (UTC+2). Reason: Flood <b>"
    )
    assert str(undone.message) == "Undone: Cancel event"
    history = editor_client.get(reverse("wagtailadmin_pages:history", args=[event.pk]))
    assert "Flood &lt;b&gt;" in history.content.decode()


def test_titles_are_text_in_messages(site: Any, editor_client: Any):
    event = make_event(site.events["en"], title="<script>alert(1)</script>")
    message = change(editor_client, event, "cancel")
    assert "<script>" not in message
    assert "&lt;script&gt;" in message


def test_titles_and_venues_are_text_in_the_form(site: Any, editor_client: Any):
    evil = "<script>alert(1)</script>"
    umbrella = make_event(site.events["en"], title=f"A {evil}", venue=f"B {evil}")
    part(umbrella, site.events["en"], f"C {evil}")
    html = StatusForm(editor_client, umbrella, "move_online").response.content.decode()
    assert evil not in html
    assert html.count("&lt;script&gt;alert(1)") >= 3


@pytest.mark.parametrize("address_after", ["https://evil.example/", "//evil.example", ""])
def test_an_unsafe_address_leads_back_to_the_editor(
    event: Any, editor_client: Any, address_after: str
):
    response = StatusForm(editor_client, event, "cancel").send(next=address_after)
    assert response.url == reverse("wagtailadmin_pages:edit", args=[event.pk])


def test_one_comes_back_to_where_one_was(event: Any, editor_client: Any):
    listing = reverse("wagtail_migration_events:index")
    form = StatusForm(editor_client, event, "cancel", f"?next={listing}")
    assert form.send().url == listing
    undo_url = undo_address(messages(editor_client)[-1])
    assert editor_client.post(undo_url).url == listing


def hrefs(client: Any, url: str) -> list[str]:
    soup = BeautifulSoup(client.get(url).content, "html.parser")
    return [link["href"].split("?")[0] for link in soup.find_all("a", href=True)]


def test_the_editor_of_every_page_of_the_group_offers_all_four(
    event: Any, editor_client: Any, django_user_model: Any
):
    other = django_user_model.objects.create_superuser("other")
    EventPage.objects.update(locked=True, locked_by=other)
    for page in (event, *event.get_translations()):
        found = hrefs(editor_client, reverse("wagtailadmin_pages:edit", args=[page.pk]))
        assert {address(page, action) for action in ACTIONS} <= set(found)


def test_the_rows_of_the_events_listing_offer_all_four(event: Any, editor_client: Any):
    found = hrefs(editor_client, reverse("wagtail_migration_events:index"))
    assert {address(event, action) for action in ACTIONS} <= set(found)


def test_who_may_not_is_offered_nothing(site: Any, event: Any, log_in: Any):
    client = log_in(site.home["en"], "change_page")
    for url in (
        reverse("wagtailadmin_pages:edit", args=[event.pk]),
        reverse("wagtail_migration_events:index"),
    ):
        assert not [each for each in hrefs(client, url) if "event-status" in each]


def test_other_pages_have_no_such_buttons(site: Any, editor_client: Any):
    found = hrefs(editor_client, reverse("wagtailadmin_pages:edit", args=[site.home["en"].pk]))
    assert not [each for each in found if "event-status" in each]


@pytest.fixture
def umbrella(event: Any) -> Any:
    return event


def part(umbrella: Any, parent: Any, title: str, **values: Any) -> Any:
    values = {"starts_at": MAY_3, "timezone": "Europe/Zurich", **values}
    return make_event(parent, title=title, part_of=[str(umbrella.translation_key)], **values)


def boxes(form: StatusForm) -> dict[str, str]:
    found = form.soup.find_all("input", {"name": "parts"})
    assert not [box for box in found if box.has_attr("checked")]
    return {box.parent.get_text(" ", strip=True): box["value"] for box in found}


def test_parts_are_ticked_one_by_one(site: Any, umbrella: Any, editor_client: Any):
    ticked = part(umbrella, site.events["en"], "Morning")
    french = translated(ticked, "fr", title="Matinée")
    left = part(umbrella, site.events["en"], "Evening")
    over = part(umbrella, site.events["en"], "Long ago", starts_at=utc(2020, 5, 3, 9))
    form = StatusForm(editor_client, umbrella, "cancel")
    titles = [title.split(" (")[0] for title in boxes(form)]
    assert titles == ["Morning", "Evening"]
    form.send(reason="Flood", parts=[str(ticked.pk)])
    statuses = [again(page).event_status for page in (umbrella, ticked, french, left, over)]
    assert statuses == ["cancelled", "cancelled", "cancelled", "scheduled", "scheduled"]
    message = messages(editor_client)[-1]
    assert "So is 1 part." in message
    undo(editor_client, message)
    statuses = [again(page).event_status for page in (umbrella, ticked, french)]
    assert statuses == ["scheduled"] * 3


def test_parts_move_as_far_as_the_umbrella(site: Any, umbrella: Any, editor_client: Any):
    morning = part(umbrella, site.events["en"], "Morning", starts_at=utc(2027, 5, 4, 7))
    form = StatusForm(editor_client, umbrella, "reschedule")
    for name, group in (("parts", "Parts of this event"), ("new_start_date", "New start")):
        field = form.form.select_one(f"[name={name}]")
        assert field.find_parent(role="group")["aria-label"] == group
    assert form.soup.select("link[href*='admin/when.css']")  # date and hour side by side
    form.send(new_start_date="2027-06-07", new_start_time="15:00", parts=[str(morning.pk)])
    assert again(morning).starts_at == utc(2027, 6, 8, 7)
    assert again(morning).event_status == "rescheduled"


def test_a_part_of_whole_days_moves_by_days_of_the_calendar(
    site: Any, umbrella: Any, editor_client: Any
):
    fair = part(
        umbrella, site.events["en"], "Fair", date_precision="day", starts_at=utc(2027, 5, 4)
    )
    form = StatusForm(editor_client, umbrella, "reschedule")
    form.send(new_start_date="2027-05-03", new_start_time="08:00", parts=[str(fair.pk)])
    assert again(fair).starts_at == utc(2027, 5, 4)
    form = StatusForm(editor_client, umbrella, "reschedule")
    form.send(new_start_date="2027-05-04", new_start_time="01:00", parts=[str(fair.pk)])
    assert again(fair).starts_at == utc(2027, 5, 5)


def test_a_part_in_another_language_gets_no_reason_in_this_one(
    site: Any, umbrella: Any, editor_client: Any
):
    french = part(umbrella, site.events["fr"], "Matinée")
    form = StatusForm(editor_client, umbrella, "cancel")
    form.send(reason="Flood", parts=[str(french.pk)])
    assert (again(umbrella).status_reason, again(french).status_reason) == ("Flood", "")
    assert again(french).event_status == "cancelled"


def test_no_draft_is_named_to_those_who_may_not_read_it(
    event: Any, editor_client: Any, log_in: Any
):
    event.draft_title = event.title = "Not to be told"
    event.save_revision()
    french = event.get_translations().get()
    client = log_in(french, "change_page", FACTS_PERMISSION)
    StatusForm(client, french, "cancel").send()
    message = messages(client)[-1]
    assert "Forum secret" in message
    page = client.get(undo_address(message)).content.decode()
    assert "Not to be told" not in message + page


def test_a_part_without_a_date_cannot_move(site: Any, umbrella: Any, editor_client: Any):
    undated = part(umbrella, site.events["en"], "Some day", starts_at=None)
    form = StatusForm(editor_client, umbrella, "reschedule")
    form.send(new_start_date="2027-06-07", new_start_time="15:00", parts=[str(undated.pk)])
    assert "not known how far" in form.errors["parts"][0]
    assert again(umbrella).event_status == "scheduled"


def test_parts_that_one_may_not_change_are_neither_named_nor_changed(
    site: Any, umbrella: Any, log_in: Any
):
    elsewhere = make_page(type(site.events["en"]), site.home["en"], title="Elsewhere")
    hidden = part(umbrella, elsewhere, "Hidden part")
    client = log_in(umbrella, FACTS_PERMISSION)
    form = StatusForm(client, umbrella, "cancel")
    assert "Hidden part" not in form.response.content.decode()
    assert form.send(parts=[str(hidden.pk)]).status_code == 302
    assert again(umbrella).event_status == "cancelled"
    assert again(hidden).event_status == "scheduled"


def test_the_forms_lead_to_undo_as_long_as_it_is_possible(event: Any, editor_client: Any):
    def offered() -> Any:
        return StatusForm(editor_client, event, "reschedule").soup.find("a", string="Undo")

    assert offered() is None
    change(editor_client, event, "cancel")
    assert editor_client.post(offered()["href"]).status_code == 302
    assert again(event).event_status == "scheduled"
    assert offered() is None
    change(editor_client, event, "cancel")
    assert offered()
    Editor.of(editor_client, event).fill(venue="Palais").publish()
    assert offered() is None


def test_undo_of_parts_needs_the_right_to_each(
    site: Any, umbrella: Any, editor_client: Any, log_in: Any
):
    elsewhere = make_page(type(site.events["en"]), site.home["en"], title="Elsewhere")
    hidden = part(umbrella, elsewhere, "Hidden part")
    form = StatusForm(editor_client, umbrella, "cancel")
    form.send(parts=[str(hidden.pk)])
    url = undo_address(messages(editor_client)[-1])
    client = log_in(umbrella, FACTS_PERMISSION)
    assert StatusForm(client, umbrella, "cancel").soup.find("a", string="Undo") is None
    assert client.post(url).url == reverse("wagtailadmin_home")
    assert again(hidden).event_status == again(umbrella).event_status == "cancelled"
