"""The matrix of events and languages, as people with different rights see it."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import Locale
from wagtail.users.models import UserProfile

from tests.factories import make_event, translated
from tests.translation import people, translating
from tests.translation.reviewing import person_of, set_up
from tests.translation.spring import APRIL_1, MAY_31
from wagtail_migration_events.events.language_states.state import TranslationState
from wagtail_migration_events.translation.models import LanguageSettings, TranslationRequest
from wagtail_migration_events.translation.requests.asking import Wish, ask_for

pytestmark = [
    pytest.mark.localize,
    pytest.mark.django_db,
    pytest.mark.usefixtures("on_april_1"),
]
MATRIX = reverse("wagtail_migration_events_translations:index")
STATES = [str(each) for each in TranslationState]
LANGUAGES = ("Arabic", "Chinese (Simplified)", "English", "French", "Russian", "Spanish")


@pytest.fixture
def forum(site: Any) -> Any:
    return make_event(site.events["en"], title="Forum", starts_at=MAY_31, timezone="Asia/Bangkok")


@pytest.fixture
def translator(site: Any) -> Any:
    """Somebody who may edit French pages, and nothing else."""
    group = people.team("French translators", [site.home["fr"]])
    return people.member("marie", group, first_name="Marie", last_name="Curie")


def locales(*codes: str) -> list[Locale]:
    return list(Locale.objects.filter(language_code__in=codes))


def soup_of(client: Any, **query: Any) -> BeautifulSoup:
    response = client.get(MATRIX, query)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(tag: Any) -> str:
    for hidden in tag.select(".w-sr-only"):
        hidden.decompose()
    return " ".join(tag.get_text(" ").split()).removesuffix(" Publish all languages")


def matrix(client: Any, **query: Any) -> dict[str, dict[str, str]]:
    """What is in sight: by event and heading of the column."""
    table = soup_of(client, **query).select_one(".event-translations table")
    if table is None:
        return {}
    headings = [words(each).split(" 1-")[0] for each in table.select("thead th")]
    return {
        words(row.select_one("th[scope=row]")): dict(
            zip(headings, (words(cell) for cell in row.select("td, th")), strict=True)
        )
        for row in table.select("tbody tr")
    }


def test_a_row_says_how_far_each_language_is_who_has_it_and_by_when(
    forum: Any, editor_client: Any, translator: Any
):
    translated(forum, "es")
    ask_for([forum], locales("fr"), wish=Wish(person=translator))
    ask_for([forum], locales("ar"), wish=Wish(soon=True))
    ask_for([forum], locales("ru"), wish=Wish(due_on=dt.date(2027, 3, 30)))
    row = matrix(editor_client)["Forum"]
    assert tuple(row)[-6:] == tuple(LANGUAGES)
    assert "20:00" in row["When"]
    assert {name: row[name] for name in LANGUAGES} == {
        "Arabic": "Requested as soon as possible",
        "Chinese (Simplified)": "Not wanted",
        "English": "Live",
        "French": "Requested Marie Curie · by 17 May 2027",
        "Russian": "Requested by 30 March 2027 overdue",
        "Spanish": "Live",
    }


def test_a_cell_leads_to_what_the_user_can_do_there(
    forum: Any, editor_client: Any, translator: Any, client: Any
):
    french = translated(forum, "fr")
    ask_for([forum], locales("ar"))
    week = make_event(forum.get_parent(), title="Week", starts_at=MAY_31)
    ask_for([week], locales("fr"), wish=Wish(team=Group.objects.get(name="French translators")))

    def links(client: Any, event: str) -> dict[str, list[str]]:
        rows = soup_of(client).select("tbody tr")
        row = next(row for row in rows if event in row.select_one("th").text)
        cells = zip(LANGUAGES, row.select("td")[-6:], strict=True)
        return {name: [a["href"].split("?")[0] for a in cell("a")] for name, cell in cells}

    def begin(code: str, event: Any) -> str:
        wanted = TranslationRequest.objects.get(
            group=event.translation_key, locale__language_code=code
        )
        return reverse("wagtail_migration_events_requests:begin", args=[wanted.pk])

    ask = reverse("wagtail_migration_events_requests:ask", args=[forum.pk])
    editor = reverse("wagtailadmin_pages:edit", args=[french.pk])
    found = links(editor_client, "Forum")
    assert (found["French"], found["Chinese (Simplified)"], found["Arabic"]) == (
        [editor],
        [ask],
        [begin("ar", forum), ask],
    )

    wanted = links(editor_client, "Week")["French"]  # of somebody else
    assert wanted == [begin("fr", week), ask.replace(str(forum.pk), str(week.pk))]

    client.force_login(translator)
    assert links(client, "Forum")["French"] == [editor]
    assert links(client, "Forum")["Chinese (Simplified)"] == []
    assert links(client, "Week") == {
        name: [begin("fr", week)] * (name == "French") for name in LANGUAGES
    }


def test_who_has_no_page_to_edit_and_nothing_to_translate_sees_no_event(
    forum: Any, translator: Any, client: Any, django_user_model: Any
):
    client.force_login(translator)
    assert matrix(client) == {}
    nobody = django_user_model.objects.create_user("nobody")
    nobody.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(nobody)
    assert client.get(MATRIX).status_code == 302
    assert (
        'href="/admin/migration-events/translations/"' not in client.get("/admin/").content.decode()
    )


def test_a_title_is_a_secret_until_somebody_may_see_it(
    forum: Any, site: Any, translator: Any, client: Any
):
    week = make_event(site.events["en"], title="Week", starts_at=MAY_31, live=False)
    ask_for([forum], locales("fr"), wish=Wish(person=translator))
    ask_for([week], locales("ar"), wish=Wish(person=translator))  # where they have no right
    forum.title = "Summit"
    forum.save_revision()
    client.force_login(translator)
    assert list(matrix(client)) == ["Forum"]
    assert "Summit" not in client.get(MATRIX).content.decode()
    response = client.get(MATRIX, {"export": "csv"})
    lines = csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode()))
    assert {line["Event"] for line in lines} == {"Forum"}
    ask_for([week], locales("fr"), wish=Wish(person=translator))
    assert list(matrix(client)) == ["Forum", "Week"]


def test_the_upcoming_events_come_first_and_others_when_they_are_asked_for(
    site: Any, forum: Any, editor_client: Any
):
    make_event(site.events["en"], title="Review", starts_at=APRIL_1 - dt.timedelta(days=9))
    make_event(site.events["en"], title="Later")
    assert list(matrix(editor_client)) == ["Forum", "Later"]
    assert list(matrix(editor_client, when="past")) == ["Review"]
    assert list(matrix(editor_client, when="all")) == ["Review", "Forum", "Later"]
    assert list(matrix(editor_client, when="nonsense", state="x", language="tlh")) != []


def test_all_conditions_hold_of_one_and_the_same_language(
    site: Any, forum: Any, editor_client: Any, translator: Any, client: Any
):
    week = make_event(site.events["en"], title="Week", starts_at=MAY_31)
    translated(week, "fr", live=False)
    ask_for([forum], locales("fr"), wish=Wish(person=translator))
    ask_for([week], locales("ar"), wish=Wish(due_on=dt.date(2027, 3, 30)))

    def found(**query: Any) -> list[str]:
        return list(matrix(editor_client, **query))

    assert found(state="requested") == ["Forum", "Week"]
    assert found(state="requested", language="fr") == ["Forum"]
    assert found(state=["requested", "draft"], language="fr") == ["Forum", "Week"]
    assert found(overdue="yes") == ["Week"]
    assert found(overdue="yes", language="fr") == []
    assert found(assignee=f"person-{translator.pk}") == ["Forum"]
    assert found(assignee=f"person-{translator.pk}", state="draft") == []
    assert found(assignee="nobody") == ["Week"]
    assert found(assignee="me") == []
    assert found(q="wee") == ["Week"]
    client.force_login(translator)
    assert list(matrix(client, assignee="me")) == ["Forum"]
    assert tuple(matrix(editor_client, language=["fr", "ar"])["Week"])[-2:] == ("Arabic", "French")


def test_events_are_found_by_objective_and_type(site: Any, editor_client: Any):
    values = {"starts_at": MAY_31, "event_type": "gcm-talk"}
    make_event(site.events["en"], title="Talk", gcm_objectives=["1"], **values)
    make_event(site.events["en"], title="Forum", gcm_objectives=["13"], starts_at=MAY_31)
    assert list(matrix(editor_client, objective="1")) == ["Talk"]
    assert list(matrix(editor_client, objective="13")) == ["Forum"]
    assert list(matrix(editor_client, type="gcm-talk")) == ["Talk"]
    assert list(matrix(editor_client, type="gcm-talk", objective="13")) == []


def test_the_table_that_is_downloaded_has_a_line_for_each_event_and_language(
    forum: Any, editor_client: Any, translator: Any
):
    type(forum).objects.filter(pk=forum.pk).update(draft_title="=cmd()", title="=cmd()")
    ask_for([forum], locales("fr"), wish=Wish(person=translator))
    response = editor_client.get(MATRIX, {"export": "csv", "language": ["fr", "en"]})
    lines = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))
    assert [line["Language"] for line in lines] == ["English", "French"]
    assert {line["Event"] for line in lines} == {"'=cmd()"}
    french = lines[1]
    assert (french["Translation"], french["Assigned to"]) == ("Requested", "Marie Curie")
    assert french["Due on"] == "2027-05-17"
    response = editor_client.get(MATRIX, {"export": "xlsx"})
    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    assert sheet.max_row == 1 + len(LANGUAGES)


def test_in_the_table_what_has_no_day_is_due_as_soon_as_possible_in_the_language_of_its_reader(
    site: Any, editor_client: Any
):
    UserProfile.objects.create(user=editor_client.user, preferred_language="fr")
    soon = timezone.now() + dt.timedelta(days=1)
    ask_for([make_event(site.events["en"], starts_at=soon)], locales("fr"))
    dues = []
    response = editor_client.get(MATRIX, {"export": "csv", "language": ["fr", "es"]})
    lines = csv.reader(io.StringIO(b"".join(response.streaming_content).decode()))
    dues.append([line[4] for line in lines][1:])
    response = editor_client.get(MATRIX, {"export": "xlsx", "language": ["fr", "es"]})
    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    dues.append([cell.value or "" for cell in sheet["E"]][1:])
    assert [sorted(each) for each in dues] == [["", "dès que possible"]] * 2


def queries(client: Any, url: str, **query: Any) -> int:
    client.get(url, query)
    with CaptureQueriesContext(connection) as found:
        assert client.get(url, query).status_code == 200
    return len(found)


def test_the_matrix_takes_fifteen_queries_for_each_role_and_however_many_events(site: Any):
    set_up()
    LanguageSettings.objects.filter(locale__language_code="ru").update(is_required=True)
    roles = ("admin", "editor", "translator-fr", "reviewer-fr")
    people = {role: person_of(role, site) for role in roles}
    team = Group.objects.get(name="Translators (French)")

    def add(number: int) -> None:
        for _ in range(number):
            event = make_event(site.events["en"], summary="Words", starts_at=MAY_31)
            spanish = translated(event, "es")
            spanish.save_revision().publish()
            for each in people.values():
                ask_for([event], locales("fr"), wish=Wish(person=each.user))
            ask_for([event], locales("ar"), wish=Wish(team=team))
            translating.publish_source(event, summary="Other words")
        for each in people.values():
            event = make_event(site.events["en"], summary="Words", starts_at=MAY_31)
            ask_for([event], locales("fr"), wish=Wish(person=each.user))

    def asked() -> dict[tuple[str, str], int]:
        filters = {"all": {}, "missing": {"state": "missing"}, "all states": {"state": STATES}}
        return {
            (role, name): queries(client, MATRIX, **query) - empty[role]
            for role, client in people.items()
            for name, query in filters.items()
        }

    add(1)
    runs = reverse("wagtail_migration_events_runs:index")
    empty = {role: queries(client, runs) for role, client in people.items()}
    few = asked()
    add(3)
    assert "older than the source" in soup_of(people["editor"]).text
    assert len(matrix(people["translator-fr"])) == 2
    assert asked() == few
    assert max(few[role, "all"] for role in roles) <= 15
    assert max(few[role, "missing"] for role in roles) <= 20
    assert max(few.values()) <= 24
