"""The Events listing as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.users.models import UserProfile

from tests.admin.listing.test_event_listing import rows, user_with
from tests.factories import MAY_3, make_event, make_organizer, translated

pytestmark = pytest.mark.django_db


def exported(client, **parameters):
    url = reverse("wagtail_migration_events:index")
    response = client.get(url, {"export": "csv", **parameters})
    assert response.status_code == 200
    text = b"".join(response.streaming_content).decode()
    return list(csv.DictReader(io.StringIO(text)))


def test_what_is_listed_can_be_downloaded_with_the_same_words(site, editor_client):
    organizer = make_organizer(site.organizers["en"], "Office")
    event = make_event(
        site.events["en"],
        title="Forum",
        organizers=[organizer],
        starts_at=MAY_3,
        timezone="Europe/Zurich",
        event_type="gcm-talk",
    )
    translated(event, "fr", live=False)
    make_event(site.events["en"], title="Talk")
    forum, talk = exported(editor_client)
    assert (forum["Title"], talk["Title"]) == ("Forum", "Talk")
    assert "15:00" in forum["When"]
    assert forum["Type of event"] == "GCM Talk"
    assert forum["Organizers"] == "Office"
    assert forum["Event status"] == "Scheduled"
    assert forum["Translation"] == "English: Live, French: Draft"
    assert forum["Published"] == "live"
    assert forum["ID"] == str(event.pk)


def test_of_many_organizers_a_row_names_five_and_the_download_all(site, editor_client):
    names = [f"Office {number}" for number in range(7)]
    organizers = [make_organizer(site.organizers["en"], name) for name in names]
    make_event(site.events["en"], organizers=organizers)
    (row,), (line,) = rows(editor_client), exported(editor_client)
    assert row["Organizers"] == "Office 0, Office 1, Office 2, Office 3, Office 4 …"
    assert line["Organizers"] == ", ".join(names)


def test_a_download_is_in_the_language_and_time_zone_of_the_user(site, editor_client):
    UserProfile.objects.create(
        user=editor_client.user, preferred_language="fr", current_time_zone="Asia/Tokyo"
    )
    make_event(site.events["en"], title="Forum", starts_at=MAY_3, timezone="Europe/Zurich")
    url = reverse("wagtail_migration_events:index")
    csv_file = b"".join(editor_client.get(url, {"export": "csv"}).streaming_content).decode()
    xlsx_file = b"".join(editor_client.get(url, {"export": "xlsx"}).streaming_content)
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_file)).active
    cells = [[cell.value or "" for cell in row] for row in sheet]
    cells[1][-1] = str(cells[1][-1])
    assert list(csv.reader(io.StringIO(csv_file))) == cells
    assert cells[0][0] == "Titre"


def test_a_download_keeps_to_filters_order_and_rights(site, client, django_user_model):
    for title in ("Week", "Forum"):
        make_event(site.events["fr"], title=title, event_type="gcm-talk")
    make_event(site.events["fr"], title="Review")
    make_event(site.events["en"], title="Talk", event_type="gcm-talk")
    client.force_login(user_with(django_user_model, site.home["fr"]))
    found = exported(client, type="gcm-talk", ordering="-title")
    assert [row["Title"] for row in found] == ["Week", "Forum"]


def test_a_title_is_no_formula_in_a_spreadsheet(site, editor_client):
    make_event(site.events["en"], title="=cmd|' /C calc'!A0")
    assert exported(editor_client)[0]["Title"] == "'=cmd|' /C calc'!A0"
    url = reverse("wagtail_migration_events:index")
    response = editor_client.get(url, {"export": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    assert [cell.value for cell in sheet["A"]] == ["Title", "'=cmd|' /C calc'!A0"]


def test_a_download_is_read_in_portions_in_its_order(site, editor_client, monkeypatch):
    from wagtail_migration_events.admin.listing import event_listing

    names = [f"Event {number}" for number in range(7)]
    for name in names:
        make_event(site.events["en"], title=name)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            rows = exported(editor_client, ordering="title")
        assert [row["Title"] for row in rows] == names
        return len(captured)

    queries()
    at_once = queries()
    monkeypatch.setattr(event_listing, "EXPORTED_AT_ONCE", 3)
    assert at_once < queries() < 4 * at_once
