"""Events that need attention, drafts, and parts below their umbrella, as an editor meets them."""

from __future__ import annotations

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse
from django.utils import timezone

from tests.admin.listing.test_event_listing import listing, titles, user_with
from tests.adopter.models import GcmTalkPage
from tests.factories import make_event, make_organizer, translated
from wagtail_migration_events.admin.attention import (
    askable_checks,
    needing_attention,
    reasons_of,
)
from wagtail_migration_events.events.readiness.check import CHECKS
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
WELL = {
    "summary": "Words.",
    "gcm_objectives": ["1"],
    "attendance_mode": "in_person",
    "country": "756",
}


def faulty_events(parent):
    """One event for each check, of which that check only finds something; by its name."""
    now = timezone.now()
    soon, past = {"starts_at": now + DAY, "ends_at": now + 2 * DAY}, {"ends_at": now - 20 * DAY}
    past["starts_at"] = now - 21 * DAY
    faults = {
        "no_summary": {"summary": ""},
        "no_objective": {"gcm_objectives": []},
        "registration_after_event": {"registration_closes_at": now + 9 * DAY},
        "date_passed": {**past, "event_status": "tentative"},
        "join_link": {"registration_url": "https://us02web.zoom.us/j/123"},
        "no_place": {"country": ""},
        "no_recording": {**past, "attendance_mode": "online"},
    }
    return {
        name: make_event(parent, title=name, **{**WELL, **soon, **values})
        for name, values in faults.items()
    }


def test_what_the_checks_find_is_found_among_all_events_and_said(site, editor_client):
    parent, now = site.events["en"], timezone.now()
    events = faulty_events(parent)
    make_event(parent, title="well", **WELL, starts_at=now + DAY)
    make_event(parent, title="old", starts_at=now - 800 * DAY, ends_at=now - 799 * DAY)
    pages = base_page_model().objects.all()
    for name, event in events.items():
        assert list(needing_attention(pages, [name]).values_list("pk", flat=True)) == [event.pk], (
            name
        )
        found = [check.name for check in askable_checks() if list(check.find(event))]
        assert found == [name]
        assert reasons_of([event]) == {event.pk: [str(CHECKS[name].label)]}
    shown = listing(editor_client, attention="any").select("tbody [id^=page_]")
    assert sorted(each.get_text(strip=True) for each in shown) == sorted(events)
    page = listing(editor_client, attention=["no_place", "join_link"])
    cells = [row.find_all("td")[-1].get_text(strip=True) for row in page.select("tbody tr")]
    assert sorted(cells) == ["Place", "Registration link"]
    with override_settings(
        WAGTAIL_MIGRATION_EVENTS_PUBLISH_CHECKS=dict.fromkeys(events, "off"),
        WAGTAIL_MIGRATION_EVENTS_REQUIRED_FIELDS=("venue", "areas", "resources"),
    ):
        assert needing_attention(pages).count() == len(events) + 1


def test_a_language_that_is_promised_and_missing_is_found(site):
    from wagtail.models import Locale

    from wagtail_migration_events.translation.site_settings import (
        LanguageSettings,
        TranslationSettings,
    )

    whole, half = (make_event(site.events["en"], title=title, **WELL) for title in ("a", "b"))
    translated(whole, "fr")
    settings = TranslationSettings.for_site(site.site)
    settings.save()
    french = Locale.objects.get(language_code="fr")
    LanguageSettings.objects.update_or_create(
        site_settings=settings, locale=french, defaults={"is_required": True}
    )
    found = needing_attention(base_page_model().objects.all(), ["missing_languages"])
    assert list(found.values_list("pk", flat=True)) == [half.pk]


def home(client):
    return BeautifulSoup(client.get(reverse("wagtailadmin_home")).content, "html.parser")


def rows(page, name):
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row.find_all("td")]
        for row in page.select(f"#{name}-section tbody tr")
    ]


def test_the_home_page_shows_what_one_may_edit_and_begins_a_new_event(
    site, client, editor_client, django_user_model
):
    place = {**WELL, "country": "", "starts_at": timezone.now() + DAY}
    week = make_event(site.events["en"], title="Week", **place)
    make_event(site.events["fr"], title="Semaine", **place)
    claire = user_with(django_user_model, site.home["fr"])
    draft = make_event(site.events["fr"], title="Talk", live=False, owner=claire, **WELL)
    draft.save_revision(user=claire)
    week.save_revision(user=claire)  # once; they may not edit it any more
    page = home(editor_client)
    assert [row[0] for row in rows(page, "needs_attention")] == ["Week", "Semaine"]
    assert rows(page, "needs_attention")[0][2] == "Place"
    assert rows(page, "my_event_drafts") == []
    assert page.select('a[href*="choose_parent"]')
    client.force_login(claire)
    page = home(client)
    assert [row[0] for row in rows(page, "needs_attention")] == ["Semaine"]
    assert [row[0] for row in rows(page, "my_event_drafts")] == ["Talk"]
    assert not page.select('a[href*="choose_parent"]')
    client.force_login(user_with(django_user_model, name="nobody"))
    assert not rows(home(client), "needs_attention")


def test_parts_are_folded_below_their_umbrella_while_nothing_narrows_the_list(
    site, client, editor_client, django_user_model
):
    week = make_event(site.events["en"], title="Week", **WELL)
    key = str(week.translation_key)
    forum = make_event(site.events["fr"], title="Forum", part_of=[key], **WELL)
    make_event(site.events["en"], title="Talk", part_of=[str(forum.translation_key)], **WELL)
    circle = make_event(site.events["en"], title="Review", **WELL)
    circle.part_of = [str(circle.translation_key)]  # as an import may leave it
    circle.save(clean=False)
    assert sorted(titles(editor_client)) == ["Review", "Week"]
    folded = listing(editor_client).select_one("details")
    assert folded.summary.get_text(strip=True) == "1 part"
    assert [each.get_text(strip=True) for each in folded.select("li a")] == ["Forum"]
    everything = folded.select("a")[-1]["href"]
    assert "Talk" not in titles(editor_client)
    shown = editor_client.get(everything)
    assert "Forum" in shown.content.decode()
    assert titles(editor_client, part_of=key) == ["Forum"]
    assert sorted(titles(editor_client, published="live")) == ["Forum", "Review", "Talk", "Week"]
    for value in ("x", "00000000-0000-0000-0000-000000000007"):
        assert "Week" in listing(editor_client, part_of=value).get_text()  # refused at the filter
    client.force_login(user_with(django_user_model, site.home["fr"]))
    assert titles(client) == ["Forum"]  # the umbrella is nothing that they may see


def test_the_explorer_has_the_same_columns_below_an_index_of_events(site, editor_client):
    organizer = make_organizer(site.organizers["en"], "Office")
    for number in range(3):
        make_event(site.events["en"], title=f"Talk {number}", organizers=[organizer], **WELL)
    url = reverse("wagtailadmin_explore", args=[site.events["en"].pk])
    page = BeautifulSoup(editor_client.get(url).content, "html.parser")
    headings = [cell.get_text(" ", strip=True) for cell in page.select("table.listing thead th")]
    for name in ("When", "Organizers", "Event status", "Translation", "Published"):
        assert any(heading.startswith(name) for heading in headings), name
    assert "Office" in page.select_one("table.listing tbody").get_text()
    for query in ("?ordering=event_start", "?attention=any&search_all=1", "?q=talk"):
        assert editor_client.get(url + query).status_code == 200
    above = reverse("wagtailadmin_explore", args=[site.home["en"].pk])
    page = BeautifulSoup(editor_client.get(above).content, "html.parser")
    assert "When" not in page.select_one("table.listing thead").get_text()


def test_a_list_with_parts_asks_at_most_thirty_times_too(site, editor_client):
    organizer = make_organizer(site.organizers["en"], "Office")
    for _ in range(3):
        week = make_event(site.events["en"], organizers=[organizer], event_type="gcm-talk", **WELL)
        for model in (EventPage, EventPage, GcmTalkPage):
            make_event(site.events["en"], model, part_of=[str(week.translation_key)], **WELL)
    listing(editor_client)
    with CaptureQueriesContext(connection) as captured:
        page = listing(editor_client)
    assert len(page.select("table.listing tbody tr")) == 3
    assert len(captured) <= 30, [each["sql"] for each in captured]
