"""The Events listing in the admin, as people with different rights see it."""

from __future__ import annotations

import datetime as dt
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission

from tests.factories import MAY_3, make_event, make_organizer, translated
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.page_model import page_models_with

pytestmark = pytest.mark.django_db


def listing(client, **parameters):
    response = client.get(reverse("wagtail_migration_events:index"), parameters)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


COLUMNS = (
    "", "Title", "When", "Type of event", "Organizers", "Event status", "Translation", "Published"
)  # fmt: skip


def rows(client, **parameters):
    """The listing as text: a dict of column heading to cell for each row."""
    table = listing(client, **parameters).find("table", class_="listing")
    if table is None:
        return []
    headings = [cell.get_text(" ", strip=True) for cell in table.find("thead").find_all("th")]
    for heading, column in zip(headings, COLUMNS, strict=True):
        assert heading.startswith(column)
    return [
        {
            column: " ".join(cell.get_text(" ").split())
            for column, cell in zip(COLUMNS, row.find_all("td"), strict=True)
        }
        for row in table.find("tbody").find_all("tr")
    ]


def titles(client, **parameters):
    names = ("Week", "Forum", "Review", "Talk", "Semaine")
    shown = [row["Title"] for row in rows(client, **parameters)]
    return [next((name for name in names if name in title), title) for title in shown]


def user_with(django_user_model, page=None, permission="change_page", name="claire"):
    """Somebody who may open the admin, and do one thing at and below ``page``."""
    user = django_user_model.objects.create_user(name, password=name)
    group = Group.objects.create(name=name)
    user.groups.add(group)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    if page is not None:
        right = Permission.objects.get(codename=permission, content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(group=group, page=page, permission=right)
    return user


def test_a_row_says_when_what_who_and_in_which_languages(site, editor_client):
    iom = make_organizer(site.organizers["en"], "International Organization", acronym="IOM")
    event = make_event(
        site.events["en"],
        title="Forum",
        organizers=[iom, make_organizer(site.organizers["en"], "Office, Fund and Programme")],
        starts_at=MAY_3,
        timezone="Europe/Zurich",
        event_type="gcm-talk",
        event_status="postponed",
    )
    translated(event, "ar", title="منتدى")
    translated(event, "fr", live=False)
    (row,) = rows(editor_client)
    assert "Forum" in row["Title"]
    assert "3 May 2027" in row["When"]
    assert "15:00" in row["When"]
    assert row["Type of event"] == "GCM Talk"
    assert row["Organizers"] == "IOM, Office, Fund and Programme"
    assert row["Event status"] == "Postponed"
    assert row["Translation"] == "ar Arabic: Live en English: Live fr Draft French: Draft"
    assert "live" in row["Published"].lower()


def test_bare_events_of_every_class_are_listed_once(site, editor_client):
    from tests.adopter.models import GcmTalkPage, LegacyMeetingPage, TownHallPage

    for model in (None, GcmTalkPage, LegacyMeetingPage, TownHallPage):
        make_event(site.events["en"], model)
    listed = rows(editor_client)
    assert len(listed) == 4
    assert {row["Organizers"] for row in listed} == {""}


def test_a_listed_event_with_several_dates_says_how_many(site, editor_client):
    dates = [{"starts_at": f"2027-05-0{day}T07:00Z"} for day in (3, 4, 5)]
    make_event(site.events["en"], dates=dates)
    assert "3 dates" in rows(editor_client)[0]["When"]


def test_events_are_ordered_by_when_in_both_directions_undated_ones_last(site, editor_client):
    from tests.adopter.models import TownHallPage

    make_event(site.events["en"], title="Review")
    make_event(site.events["en"], title="Week", starts_at=MAY_3)
    make_event(
        site.events["en"], TownHallPage, title="Forum", starts_at=MAY_3 + dt.timedelta(days=1)
    )
    assert titles(editor_client) == ["Forum", "Week", "Review"]
    assert titles(editor_client, ordering="event_start") == ["Week", "Forum", "Review"]
    assert titles(editor_client, ordering="title") == ["Forum", "Review", "Week"]
    assert titles(editor_client, ordering="password") == ["Forum", "Week", "Review"]


def test_search_finds_an_event_by_its_title_in_any_language(site, editor_client):
    event = make_event(site.events["en"], title="Week", starts_at=MAY_3)
    translated(event, "fr", title="Semaine")
    make_event(site.events["en"], title="Forum")
    assert titles(editor_client, q="week") == ["Week"]
    assert titles(editor_client, q="semaine") == ["Week"]
    assert titles(editor_client, q="semaine", ordering="event_start") == ["Week"]
    assert titles(editor_client, q="nothing") == []
    results = editor_client.get(reverse("wagtail_migration_events:index_results"), {"q": "week"})
    assert "Week" in results.content.decode()


def test_one_language_can_be_listed(site, editor_client):
    event = make_event(site.events["en"], title="Week")
    translated(event, "fr", title="Semaine")
    make_event(site.events["en"], title="Forum")
    assert titles(editor_client, locale="fr") == ["Semaine"]
    assert titles(editor_client, locale="fr", q="sem") == ["Semaine"]


def test_the_source_of_facts_stands_for_the_event(site, editor_client):
    event = make_event(site.events["fr"], title="Semaine")
    translated(event, "en", title="Week")
    assert titles(editor_client) == ["Semaine"]


@pytest.mark.parametrize("who", ["superuser", "moderator", "editor"])
def test_the_list_asks_at_most_thirty_times_whoever_asks_and_however_many_there_are(
    site, admin_client, client, django_user_model, who
):
    organizers = [make_organizer(site.organizers["en"]) for _ in range(3)]
    asking = admin_client
    if who != "superuser":
        user = user_with(django_user_model, site.home["en"].get_parent(), "change_page")
        if who == "moderator":
            group = user.groups.get()
            for name in ("add_page", "publish_page", "lock_page"):
                right = Permission.objects.get(codename=name, content_type__app_label="wagtailcore")
                GroupPagePermission.objects.create(
                    group=group, page=site.home["en"].get_parent(), permission=right
                )
            group.permissions.add(Permission.objects.get(codename="submit_translation"))
        client.force_login(user)
        asking = client

    def add(number):
        for _ in range(number):
            make_event(
                site.events["en"], organizers=organizers, starts_at=MAY_3, event_type="gcm-talk"
            )

    def queries():
        listing(asking)
        with CaptureQueriesContext(connection) as captured:
            listing(asking)
        return [query["sql"] for query in captured]

    add(3)
    few = queries()
    add(12)
    many = queries()
    assert len(many) == len(few), many
    assert len(few) <= 30, few


def test_a_row_offers_what_wagtails_own_list_offers(site, admin_client):
    """One by one: the menu is made in another way, of what the same hooks say."""
    from wagtail.admin.templatetags.wagtailadmin_tags import page_listing_buttons
    from wagtail.admin.ui.components import Component

    event = make_event(site.events["en"], title="Week", starts_at=MAY_3)
    translated(event, "fr")
    url = reverse("wagtail_migration_events:index")
    request = admin_client.get(url).wsgi_request
    expected = page_listing_buttons({"request": request}, event, request.user, next_url=url)
    menu = next(each for each in expected["buttons"] if isinstance(each, Component))

    def entries(soup):
        return [
            (link["href"], link.get("rel"), link.get_text(" ", strip=True), str(link.svg))
            for link in soup.select(".w-dropdown__content a")
        ]

    shown = listing(admin_client).select_one("td.title")
    wanted = BeautifulSoup(menu.render_html({"request": request}), "html.parser")
    assert entries(shown) == entries(wanted)
    assert len(entries(wanted)) > 10
    # wagtail-localize and simple_translation each have an entry of their own.
    by_localize = apps.is_installed("wagtail_localize")
    assert ("Translate this page" if by_localize else "Translate") in shown.get_text()
    assert shown.select_one("button")["aria-label"] == "More options for 'Week'"


def test_the_header_offers_the_ready_made_class_and_the_menu_beside_it_the_others(
    site, editor_client
):
    header = listing(editor_client).select_one("header")
    buttons = [
        link
        for link in header.select("a[href*='choose_parent']")
        if "w-header-button" in link["class"]
    ]
    assert [parse_qs(urlsplit(link["href"]).query)["type"] for link in buttons] == [
        ["wagtail_migration_events_pages.eventpage"]
    ]
    assert len(header.select("a[href*='choose_parent']")) > 1


def test_the_bar_offers_what_is_done_to_events_first_and_publishing_once(site, editor_client):
    make_event(site.events["en"])
    bar = listing(editor_client).select_one("[data-bulk-action-footer]")
    actions = [urlsplit(link["href"]).path.rstrip("/").split("/")[-1] for link in bar.select("a")]
    assert actions[0] == "event_status"
    assert {"publish_sets", "unpublish_events", "move", "delete"} <= set(actions)
    assert not {"publish", "unpublish"} & set(actions)
    explorer = editor_client.get(reverse("wagtailadmin_explore", args=[site.events["en"].pk]))
    assert reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) in (
        explorer.content.decode()
    )


# --- Rights ---


def test_an_editor_of_the_french_pages_sees_only_those(site, client, django_user_model):
    event = make_event(site.events["en"], title="Week")
    french = translated(event, "fr", title="Semaine")
    make_event(site.events["en"], title="Forum")
    client.force_login(user_with(django_user_model, site.home["fr"]))
    assert titles(client) == ["Semaine"]
    assert titles(client, q="week") == []
    states = listing(client).select("td ul .w-status")
    assert [each.get("href") for each in states] == [
        None,  # the English page, which they may not edit
        reverse("wagtailadmin_pages:edit", args=[french.pk]),
    ]


def test_nobody_gets_in_without_a_right_to_pages(site, client, django_user_model):
    url = reverse("wagtail_migration_events:index")
    assert client.get(url).status_code == 302
    client.force_login(user_with(django_user_model))
    assert client.get(url).status_code == 302
    assert url not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_those_who_may_add_events_are_offered_each_class(site, client, django_user_model):
    client.force_login(user_with(django_user_model, site.home["fr"], "add_page"))
    links = {link.get("href", "") for link in listing(client, locale="fr").find_all("a")}
    types = {parse_qs(urlsplit(link).query)["type"][0] for link in links if "type=" in link}
    assert types == {
        model._meta.label_lower
        for model in page_models_with(EventPageMixin)
        if model.allowed_parent_page_models()
    }
    assert "wagtail_migration_events_pages.eventpage" in types


def test_those_who_may_not_add_events_are_offered_none(site, client, django_user_model):
    client.force_login(user_with(django_user_model, site.home["fr"]))
    assert "type=wagtail" not in str(listing(client))


# --- Where a new event goes ---


def test_the_parent_of_a_new_event_is_asked_for_its_class(site, editor_client):
    url = reverse("wagtail_migration_events:choose_parent")
    for name in ("wagtail_migration_events_pages.eventpage", ""):
        response = editor_client.get(url, {"type": name} if name else {})
        assert response.status_code == 200
    chosen = editor_client.post(
        f"{url}?type=wagtail_migration_events_pages.eventpage",
        {"parent_page": site.events["fr"].pk},
    )
    added = ("wagtail_migration_events_pages", "eventpage", site.events["fr"].pk)
    assert chosen.url == reverse("wagtailadmin_pages:add", args=added)


@pytest.mark.parametrize("name", ["auth.user", "wagtailcore.page", "x", "x.y", "a.b.c", "\x00"])
def test_a_class_that_is_no_event_is_not_found(site, editor_client, name):
    url = reverse("wagtail_migration_events:choose_parent")
    assert editor_client.get(url, {"type": name}, follow=True).status_code == 404


def test_the_listing_is_shown_in_arabic(site, editor_client):
    from wagtail.users.models import UserProfile

    profile = UserProfile.get_for_user(editor_client.user)
    profile.preferred_language = "ar"
    profile.save()
    organizers = [make_organizer(site.organizers["en"], name) for name in ("First", "Second")]
    make_event(site.events["en"], title="Week", starts_at=MAY_3, organizers=organizers)
    html = listing(editor_client)
    assert html.find("html")["dir"] == "rtl"
    assert "First، Second" in html.get_text()
    label = html.select_one("[data-listing-page-title] .w-status--label")
    assert label.get_text() == "الإنجليزية"
