"""What takes place in the next two weeks, on the home page of the admin."""

from __future__ import annotations

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.admin.listing.test_event_listing import user_with
from tests.factories import make_event, translated

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
HOME = "wagtailadmin_home"


def panel(client):
    response = client.get(reverse(HOME))
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").find(id="next_two_weeks-section")


def rows(client):
    """Each event in the panel as the texts of its cells."""
    shown = panel(client)
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row.find_all("td")]
        for row in (shown.select("tbody tr") if shown else [])
    ]


def coming(site, title, days, **values):
    starts_at = (timezone.now() + days * DAY).replace(minute=0, second=0, microsecond=0)
    values.setdefault("ends_at", starts_at + DAY / 4)
    return make_event(site.events["en"], title=title, starts_at=starts_at, **values)


def test_what_is_coming_is_listed_in_order_of_time(site, editor_client):
    coming(site, "Week", 10, event_status="postponed", live=False)
    forum = coming(site, "Forum", -1, ends_at=timezone.now() + DAY, timezone="Africa/Nairobi")
    translated(forum, "fr", live=False)
    coming(site, "Review", 15)
    coming(site, "Talk", -3)
    make_event(site.events["en"], title="Undated")
    first, second = rows(editor_client)
    assert (first[0], second[0]) == ("Forum", "Week")
    assert (first[2], second[2]) == ("Scheduled", "Postponed")
    assert first[3] == "en English: Live fr Draft French: Draft"
    link = panel(editor_client).select_one("tbody a")
    assert link["href"] == reverse("wagtailadmin_pages:edit", args=[forum.pk])


def test_of_several_dates_the_next_one_is_shown_in_the_zone_of_the_event(site, editor_client):
    zone = dt.timezone(dt.timedelta(hours=3))
    day = (timezone.now() + 3 * DAY).astimezone(zone).replace(hour=21, minute=0, second=0)
    dates = [
        {"starts_at": (day + days * DAY).isoformat(timespec="seconds")} for days in (-20, 0, 20)
    ]
    make_event(site.events["en"], title="Week", dates=dates, timezone="Africa/Nairobi")
    ((_title, when, _status, _languages),) = rows(editor_client)
    assert f"{day:%-d %B}" in when
    assert "21:00" in when


def test_one_sees_only_the_events_one_may_see(site, client, django_user_model):
    event = coming(site, "Week", 2)
    translated(event, "fr", title="Semaine")
    coming(site, "Forum", 3)
    client.force_login(user_with(django_user_model, site.home["fr"]))
    assert [row[0] for row in rows(client)] == ["Semaine"]
    client.force_login(user_with(django_user_model, name="nobody"))
    assert panel(client) is None


def test_there_is_no_panel_where_nothing_is_coming(site, editor_client):
    coming(site, "Review", 15)
    assert panel(editor_client) is None


def test_the_number_of_queries_does_not_depend_on_the_number_of_events(site, editor_client):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            number = len(rows(editor_client))
        return len(captured), number

    empty, _none = queries()
    coming(site, "Week", 2)
    queries()
    one, _row = queries()
    for number in range(11):
        coming(site, "Forum", number + 1)
    assert queries() == (one, 10)
    assert one - empty < 16
    assert "More upcoming events" in panel(editor_client).select_one("tfoot").get_text()
