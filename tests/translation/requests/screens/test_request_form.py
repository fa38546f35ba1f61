"""Asking for the translations of one event on its own screen, and beginning one of them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Locale

from tests.editing import form_data
from tests.factories import make_event, translated
from tests.status_steps import messages
from tests.translation import people
from tests.translation.spring import MAY_31
from wagtail_migration_events.translation.models import (
    LanguageSettings,
    TranslationRequest,
    TranslationSettings,
)
from wagtail_migration_events.translation.requests.asking import Wish, ask_for

pytestmark = [
    pytest.mark.localize,
    pytest.mark.django_db,
    pytest.mark.usefixtures("on_april_1"),
]


@pytest.fixture
def event(site: Any) -> Any:
    return make_event(site.events["en"], title="Forum", starts_at=MAY_31)


@pytest.fixture
def team() -> Group:
    return people.team("French translators")


def locale(code: str) -> Locale:
    return Locale.objects.get(language_code=code)


def rows(event: Any) -> dict[str, TranslationRequest]:
    found = TranslationRequest.objects.filter(group=event.translation_key)
    return {row.locale.language_code: row for row in found.select_related("locale")}


def said(client: Any) -> list[str]:
    """The messages that are shown next, as text."""
    texts = (BeautifulSoup(each, "html.parser").get_text(" ") for each in messages(client))
    return [" ".join(text.split()) for text in texts]


def address(event: Any) -> str:
    return reverse("wagtail_migration_events_requests:ask", args=[event.pk])


class Screen:
    """The form, open in a browser without JavaScript."""

    def __init__(self, client: Any, event: Any) -> None:
        self.client, self.url = client, address(event)
        response = client.get(self.url)
        assert response.status_code == 200
        self.soup = BeautifulSoup(response.content, "html.parser")
        self.data = form_data(self.soup.select_one("form#w-editor-form"))

    @property
    def text(self) -> str:
        return " ".join(self.soup.main.get_text(" ").split())

    def send(self, **values: Any) -> Any:
        """Send it with other values, by field and language: ``ask_fr="on"``, ``note="..."``."""
        for name, value in values.items():
            field, _, code = name.rpartition("_")
            is_common = name in ("note", "due_on")
            self.data[name if is_common else f"{field}_{locale(code).pk}"] = value
        return self.client.post(self.url, self.data)


def test_languages_are_asked_for_as_the_settings_of_the_site_say(
    event: Any, team: Group, editor_client: Any, site: Any
):
    ours = TranslationSettings.objects.create(site=site.site, lead_days=5)
    people.member("amina", team, people.team("Who edit French", [site.home["fr"]]))
    LanguageSettings.objects.create(site_settings=ours, locale=locale("fr"), translators=team)
    screen = Screen(editor_client, event)
    assert screen.data["due_on"] == "2027-05-24"
    assert "5 working days before the event" in screen.text
    response = screen.send(ask_fr="on", ask_ar="on", note="Mind the names.")
    assert response.status_code == 302
    assert said(editor_client) == ["Arabic: Requested", "French: Requested"]
    found = rows(event)
    assert set(found) == {"ar", "fr"}
    assert (found["fr"].team, found["fr"].person, found["ar"].team) == (team, None, None)
    assert {row.due_on for row in found.values()} == {dt.date(2027, 5, 24)}
    assert {(row.note, row.due_by_hand) for row in found.values()} == {("Mind the names.", False)}
    assert {row.asked_by for row in found.values()} == {editor_client.user}


def test_who_is_given_what_they_cannot_begin_is_named(
    event: Any, team: Group, editor_client: Any, site: Any, django_user_model: Any
):
    marie = user_with(site.home["fr"])
    to_marie, to_team = f"person-{marie.pk}", f"team-{team.pk}"
    Screen(editor_client, event).send(
        ask_fr="on", assignee_fr=to_marie, ask_es="on", assignee_es=to_marie,
        ask_ar="on", assignee_ar=to_team, ask_ru="on",
    )  # fmt: skip
    assert said(editor_client)[-2:] == [
        "Nobody is in the group French translators, which is to translate: Arabic",
        "marie has no right to pages in these languages: Spanish",
    ]
    marie.groups.add(team)
    Screen(editor_client, event).send(assignee_fr=to_team, note_ar="Soon", due_on_es="2027-05-02")
    assert said(editor_client)[-2:] == [
        "French translators has no right to pages in these languages: Arabic",
        "marie has no right to pages in these languages: Spanish",
    ]
    Screen(editor_client, event).send(note_fr="Mind the names.")
    assert said(editor_client) == ["French: Changed"]


def test_another_person_and_another_day_may_be_chosen_or_none(
    event: Any, team: Group, editor_client: Any, site: Any
):
    ours = TranslationSettings.objects.create(site=site.site)
    LanguageSettings.objects.create(site_settings=ours, locale=locale("fr"), translators=team)
    me = f"person-{editor_client.user.pk}"
    Screen(editor_client, event).send(ask_fr="on", assignee_fr="", ask_es="on", assignee_es=me)
    found = rows(event)
    assert (found["fr"].person, found["fr"].team) == (None, None)
    assert found["es"].person == editor_client.user
    Screen(editor_client, event).send(ask_ru="on", due_on="2027-04-20")
    Screen(editor_client, event).send(ask_ar="on", due_on="")
    found = rows(event)
    assert (found["ru"].due_on, found["ru"].due_by_hand) == (dt.date(2027, 4, 20), True)
    assert (found["ar"].due_on, found["ar"].due_by_hand) == (None, True)


def test_what_was_asked_for_is_changed_or_taken_back(event: Any, team: Group, editor_client: Any):
    ask_for([event], [locale("fr"), locale("ar")], wish=Wish(note="Old"))
    screen = Screen(editor_client, event)
    screen.send(
        assignee_fr=f"team-{team.pk}", due_on_fr="2027-05-01", note_fr="New", withdraw_ar="on"
    )
    found = rows(event)
    assert set(found) == {"fr"}
    french = found["fr"]
    assert (french.team, french.due_on, french.note) == (team, dt.date(2027, 5, 1), "New")


def test_what_somebody_else_has_changed_meanwhile_is_kept(
    event: Any, team: Group, editor_client: Any
):
    ask_for([event], [locale("fr"), locale("ar")], wish=Wish(note="Old"))
    screen = Screen(editor_client, event)
    TranslationRequest.objects.filter(locale=locale("fr")).update(team=team)
    TranslationRequest.objects.filter(locale=locale("ar")).delete()
    screen.send(note_fr="New", note_ar="Newer")
    found = rows(event)
    assert set(found) == {"fr"}
    assert (found["fr"].team, found["fr"].note) == (team, "New")


def test_what_somebody_else_has_asked_for_meanwhile_is_theirs(
    event: Any, team: Group, editor_client: Any, site: Any
):
    ours = TranslationSettings.objects.create(site=site.site)
    for code in ("fr", "ar"):
        LanguageSettings.objects.create(site_settings=ours, locale=locale(code), translators=team)
    screen = Screen(editor_client, event)
    marie = user_with(site.home["fr"])
    for code in ("fr", "ar"):
        ask_for([event], [locale(code)], wish=Wish(person=marie, note="Mine"))
    screen.send(ask_ar="on", ask_es="on", note="Too late")
    assert said(editor_client)[:2] == ["Arabic: Was requested before", "Spanish: Requested"]
    found = rows(event)
    assert {(found[code].person, found[code].note) for code in ("fr", "ar")} == {(marie, "Mine")}
    assert found["es"].note == "Too late"


def test_answers_that_make_no_sense_are_refused_at_their_fields_and_nothing_is_saved(
    event: Any, editor_client: Any
):
    ask_for([event], [locale("fr")])
    screen = Screen(editor_client, event)
    response = screen.send(
        ask_ar="on", due_on="2027-03-01", note="evil \u202e", due_on_fr="soon", assignee_fr="team-0"
    )
    assert response.status_code == 200
    french = locale("fr").pk
    wrong = {"due_on", "note", f"due_on_{french}", f"assignee_{french}"}
    assert set(response.context_data["form"].errors) == wrong
    assert "This day has passed." in response.content.decode()
    assert set(rows(event)) == {"fr"}


def test_what_is_said_of_no_ticked_language_is_refused_and_not_lost(
    event: Any, team: Group, editor_client: Any
):
    tick_some = "Tick the languages whose translation you request."
    tick_this = "Tick this language too, to request its translation."
    for answers, expected in (
        ({}, [tick_some]),
        ({"note": "Please be quick"}, [tick_some]),
        ({"assignee_fr": f"team-{team.pk}"}, [tick_this, tick_some]),
        ({"assignee_fr": f"team-{team.pk}", "ask_es": "on"}, [tick_this]),
    ):
        answer = Screen(editor_client, event).send(**answers)
        text = " ".join(BeautifulSoup(answer.content, "html.parser").main.get_text(" ").split())
        assert [words for words in (tick_this, tick_some) if words in text] == expected
        assert not rows(event)
    assert (
        "Please be quick"
        in Screen(editor_client, event).send(note="Please be quick").content.decode()
    )

    ask_for([event], [locale("fr")], actor=None)
    Screen(editor_client, event).send()
    assert said(editor_client) == ["Nothing was changed."]
    assert tick_some in Screen(editor_client, event).send(note="Please be quick").content.decode()


def test_a_language_that_is_live_is_not_offered(event: Any, editor_client: Any):
    translated(event, "es")
    screen = Screen(editor_client, event)
    assert f"ask_{locale('es').pk}" not in {each.get("name") for each in screen.soup("input")}
    assert "Spanish Live" in screen.text


def user_with(page: Any, *more: str) -> Any:
    return people.member("marie", people.team("some", [page], also=more))


@pytest.mark.parametrize(("tree", "more", "status"), [
    ("en", ["submit_translation"], 200), ("en", [], 302), ("fr", ["submit_translation"], 302),
])  # fmt: skip
def test_only_who_may_submit_and_edit_the_source_may_ask(
    event: Any, site: Any, client: Any, django_user_model: Any, tree: str, more: Any, status: int
):
    french = translated(event, "fr", live=False)
    client.force_login(user_with(site.home[tree], *more))
    assert client.get(address(event)).status_code == status
    asked = {f"ask_{locale('ar').pk}": "on"}
    assert client.post(address(event), asked).status_code == 302
    assert bool(rows(event)) == (status == 200)
    page = event if tree == "en" else french
    editor = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert (address(page) in editor) == (status == 200)


def test_a_page_that_is_no_event_has_no_such_screen(site: Any, editor_client: Any):
    assert editor_client.get(address(site.home["en"]), follow=True).status_code == 404


def test_a_translator_begins_what_was_asked_for(
    event: Any, site: Any, client: Any, django_user_model: Any
):
    wish = Wish(note="Mind the names.", due_on=dt.date(2027, 3, 30))
    ask_for([event], [locale("fr"), locale("ar")], wish=wish)
    client.force_login(user_with(site.home["fr"]))
    urls = {
        code: reverse("wagtail_migration_events_requests:begin", args=[row.pk])
        for code, row in rows(event).items()
    }
    assert client.get(urls["ar"]).status_code == 302
    assert client.post(urls["ar"]).url == reverse("wagtailadmin_home")
    shown = client.get(urls["fr"]).content.decode()
    assert "Mind the names." in shown
    assert "30 March 2027" in shown
    assert event.get_translations().count() == 0
    response = client.post(urls["fr"])
    french = event.get_translations().get()
    assert response.url == reverse("wagtailadmin_pages:edit", args=[french.pk])
    assert not french.live
    assert client.get(urls["fr"]).url == response.url


def test_notes_run_as_their_own_language_does(event: Any, editor_client: Any):
    ask_for([event], [locale("fr")], wish=Wish(note="Mind the names."))
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "request_translations"])
    fields = []
    for url in (address(event), f"{bulk}?id={event.pk}"):
        soup = BeautifulSoup(editor_client.get(url).content, "html.parser")
        fields += soup.select("main textarea")
    assert [field.get("dir") for field in fields] == ["auto"] * 3
    begin = reverse("wagtail_migration_events_requests:begin", args=[rows(event)["fr"].pk])
    soup = BeautifulSoup(editor_client.get(begin).content, "html.parser")
    assert soup.find("dd", dir="auto").get_text(strip=True) == "Mind the names."


def test_the_editor_says_who_has_a_language_and_by_when(event: Any, editor_client: Any):
    ask_for([event], [locale("ru")], wish=Wish(due_on=dt.date(2027, 3, 30)))
    editor = editor_client.get(reverse("wagtailadmin_pages:edit", args=[event.pk]))
    text = " ".join(BeautifulSoup(editor.content, "html.parser").get_text(" ").split())
    assert "Russian Requested by 30 March 2027, overdue" in text
    listing = editor_client.get(reverse("wagtail_migration_events:index")).content.decode()
    assert "Russian: Requested (by 30 March 2027, overdue)" in listing
