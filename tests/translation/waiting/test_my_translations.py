"""The page "My translations" and the panel on the home page, as a translator sees them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale

from tests.factories import make_event
from tests.translation import people, translating
from tests.translation.gates import set_gate
from tests.translation.spring import APRIL_1, MAY_31
from wagtail_migration_events.translation.models import TranslationRequest
from wagtail_migration_events.translation.requests.asking import Wish, ask_for
from wagtail_migration_events.translation.site_settings import Gate

pytestmark = [
    pytest.mark.localize,
    pytest.mark.django_db,
    pytest.mark.usefixtures("on_april_1"),
]
URL = "wagtail_migration_events_my_translations"


@pytest.fixture
def event(site: Any) -> Any:
    return make_event(
        site.events["en"],
        title="Forum of cities",
        summary="How cities take part",
        starts_at=MAY_31,
        timezone="Africa/Nairobi",
    )


@pytest.fixture
def french(site: Any) -> Any:
    return people.team("French translators", [site.home["fr"]])


@pytest.fixture
def amina(french: Any) -> Any:
    return people.member("amina", french)


def ask(events: Any, *codes: str, **wish: Any) -> None:
    events = events if isinstance(events, list) else [events]
    ask_for(events, Locale.objects.filter(language_code__in=codes), wish=Wish(**wish))


def request_for(event: Any, code: str = "fr") -> TranslationRequest:
    rows = TranslationRequest.objects.filter(group=event.translation_key)
    return rows.get(locale__language_code=code)


def listed(client: Any, **query: str) -> list[str]:
    """Return the rows of the page as a reader reads them."""
    response = client.get(reverse(URL), query)
    assert response.status_code == 200
    rows = BeautifulSoup(response.content, "html.parser").select("#listing-results tbody tr")
    return [" ".join(row.get_text(" ").split()) for row in rows]


def panel(client: Any) -> str:
    response = client.get(reverse("wagtailadmin_home"))
    found = BeautifulSoup(response.content, "html.parser").select_one("#my_translations-section")
    return " ".join(found.get_text(" ").split()) if found else ""


def test_a_translator_reads_what_waits_until_when_and_from_whom(
    event: Any, amina: Any, french: Any, site: Any
):
    editor = people.member("editor", first_name="Edna", last_name="Editor")
    ask_for(
        [event],
        Locale.objects.filter(language_code="fr"),
        actor=editor,
        wish=Wish(team=french, note="Please keep\nthe acronym"),
    )
    (row,) = listed(people.logged_in(amina))
    for words in (
        "Forum of cities",
        "31 May 2027, 16:00 East Africa Time",  # where the event takes place
        "French",
        "17 May 2027",
        "Requested",
        "Asked by Edna Editor",
        "Please keep the acronym",
        "For everybody in the group “French translators”",
    ):
        assert words in row, row


def test_the_most_urgent_comes_first_and_what_is_done_is_hidden(site: Any, amina: Any, french: Any):
    titles = {"Later": 40, "Sooner": 30, "Over": 20, "Done": 10}
    events = {
        title: make_event(site.events["en"], title=title, starts_at=MAY_31) for title in titles
    }
    for title, days in titles.items():
        due_on = (APRIL_1 + dt.timedelta(days=days)).date()
        ask(events[title], "fr", team=french, due_on=due_on)
    soon = make_event(site.events["en"], title="Tomorrow", starts_at=APRIL_1 + dt.timedelta(days=1))
    ask(soon, "fr", team=french)
    TranslationRequest.objects.filter(pk=request_for(events["Done"]).pk).update(closed_at=APRIL_1)
    with time_machine.travel(APRIL_1 + dt.timedelta(days=28), tick=False):
        client = people.logged_in(amina)
        rows = listed(client)
        done = listed(client, done="true")
        words = panel(client)
    assert [row.split()[0] for row in rows] == ["Tomorrow", "Over", "Sooner", "Later"]
    assert "As soon as possible" in rows[0]
    assert "Overdue" in rows[1]
    assert "Due soon" in rows[2]
    assert "Due" not in rows[3]
    assert [row.split()[0] for row in done] == ["Done"]
    assert "all 4 that wait" in words
    assert words.index("Tomorrow") < words.index("Over") < words.index("Later")


def test_only_what_waits_for_me_is_mine(event: Any, amina: Any, french: Any, site: Any):
    other = people.member("omar", people.team("Arabic translators", [site.home["ar"]]))
    ask(event, "fr", team=french)
    ask(event, "ar", person=other)
    ask(event, "es")
    assert len(listed(people.logged_in(amina))) == 1
    assert "Arabic" in listed(people.logged_in(other))[0]
    nobody = people.logged_in(people.member("nobody", people.team("Readers")))
    assert listed(nobody) == []
    assert panel(nobody) == ""


def test_a_language_can_be_picked(event: Any, site: Any):
    both = people.team("Translators", [site.home["fr"], site.home["es"]])
    client = people.logged_in(people.member("both", both))
    ask(event, "fr", "es", team=both)
    spanish = str(Locale.objects.get(language_code="es").pk)
    assert ["Spanish" in row for row in listed(client, locale=spanish)] == [True]
    assert len(listed(client, locale="nonsense", done="?")) == 2


def test_begin_makes_the_draft_and_opens_its_editor(
    event: Any, amina: Any, french: Any, on_commit: Any
):
    ask(event, "fr", team=french)
    client = people.logged_in(amina)
    assert "Begin" in listed(client)[0]
    form = BeautifulSoup(client.get(reverse(URL)).content, "html.parser").select_one(
        "#listing-results tbody form"
    )
    url = form["action"]
    assert client.get(url).status_code == 200
    with on_commit(execute=True):
        response = client.post(url)
    page = translating.in_language(event, "fr")
    assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert not page.live
    (row,) = listed(client)
    assert "Open" in row
    assert "Begin" not in row
    assert "In translation (0 of" in row
    assert client.post(url).url == response.url


def test_nobody_begins_what_they_may_not(event: Any, amina: Any, french: Any):
    stranger = people.logged_in(people.member("s", people.team("No pages")))
    ask(event, "fr", team=french)
    url = reverse("wagtail_migration_events_requests:begin", args=[request_for(event).pk])
    assert stranger.post(url).url == reverse("wagtailadmin_home")
    TranslationRequest.objects.update(team=people.team("No pages"))
    assert stranger.post(url).status_code == 302  # Wagtail's own answer, with a message
    assert not type(event).objects.filter(locale__language_code="fr").exists()
    (row,) = listed(stranger)
    assert "Forum" not in row
    assert "An event that you may not see" in row
    assert "Begin" not in row
    assert "Forum" not in panel(stranger)
    take = reverse(f"{URL}_take", args=[request_for(event).pk])
    assert stranger.post(take).url == reverse("wagtailadmin_home")
    assert request_for(event).person is None


def test_an_event_that_was_deleted_waits_for_nobody(
    event: Any, editor_client: Any, amina: Any, french: Any, on_commit: Any
):
    ask(event, "fr", team=french)
    with on_commit(execute=True):
        editor_client.post(reverse("wagtailadmin_pages:delete", args=[event.pk]))
    assert not type(event).objects.filter(pk=event.pk).exists()
    client = people.logged_in(amina)
    assert listed(client) == []
    assert panel(client) == ""


def test_one_of_a_group_takes_over_and_the_others_are_told_who(event: Any, amina: Any, french: Any):
    bruno = people.member("bruno", french, first_name="Bruno", last_name="Blanc")
    ask(event, "fr", team=french)
    url = reverse(f"{URL}_take", args=[request_for(event).pk])
    mine, his = people.logged_in(amina), people.logged_in(bruno)
    assert mine.get(url).status_code == 405
    assert his.post(url, {"next": "https://evil.example/"}).url == reverse(URL)
    assert request_for(event).person == bruno
    assert "Take over" not in listed(his)[0]
    assert listed(mine) == []
    answer = mine.post(url, follow=True).content.decode()
    assert "Bruno Blanc has taken this translation already." in answer
    assert request_for(event).person == bruno
    stranger = people.logged_in(people.member("s", people.team("No pages")))
    assert stranger.post(url, follow=True).status_code == 404


def test_what_the_source_has_changed_is_named(
    event: Any, editor_client: Any, amina: Any, french: Any, on_commit: Any
):
    ask(event, "fr", team=french)
    set_gate(event, Gate.READY)  # the machine's words are good enough here
    translating.translate_all(editor_client, event, "fr", on_commit=on_commit)
    client = people.logged_in(amina)
    assert listed(client) == []
    translating.publish_source(event, on_commit=on_commit, title="Forum of towns")
    (row,) = listed(client)
    assert "Live, older than the source" in row
    assert "Changed in the source: Title" in row
    assert "Changed in the source: Title" in panel(client)


def test_titles_are_text(site: Any, amina: Any, french: Any):
    bad = make_event(site.events["en"], title="<script>alert(1)</script>", starts_at=MAY_31)
    ask(bad, "fr", team=french, note="<b>bold</b>")
    client = people.logged_in(amina)
    for url in (reverse(URL), reverse("wagtailadmin_home")):
        assert "<script>alert(1)" not in client.get(url).content.decode()
    assert "<b>bold" not in client.get(reverse(URL)).content.decode()


def test_many_take_as_many_queries_as_few(site: Any, amina: Any, french: Any):
    client = people.logged_in(amina)

    def queries(url: str) -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    def more(number: int) -> None:
        events = [make_event(site.events["en"], starts_at=MAY_31) for _ in range(number)]
        ask(events, "fr", "ar", team=french)

    urls = (reverse(URL), reverse("wagtailadmin_home"))
    empty = [queries(url) for url in urls]
    more(3)
    few = [queries(url) for url in urls]
    more(9)
    assert [queries(url) for url in urls] == few
    assert [after - before for before, after in zip(empty, few, strict=True)] == [14, 14]
