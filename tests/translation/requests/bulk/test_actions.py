"""Asking for, assigning and reminding of the translations of many events at once."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale

from tests.factories import make_event, translated
from tests.status_steps import messages
from tests.translation import people
from tests.translation.gates import in_review
from tests.translation.spring import MAY_31
from wagtail_migration_events.admin.many import events_action
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.runs.run import BackgroundRun, Outcome
from wagtail_migration_events.translation.models import TranslationRequest
from wagtail_migration_events.translation.requests.asking import Wish, ask_for
from wagtail_migration_events.translation.requests.signals import What, requests_changed

pytestmark = [
    pytest.mark.localize,
    pytest.mark.django_db,
    pytest.mark.usefixtures("on_april_1"),
]
MATRIX = reverse("wagtail_migration_events_translations:index")


@pytest.fixture
def events(site: Any) -> list[Any]:
    titles = ("Forum", "Week")
    return [make_event(site.events["en"], title=title, starts_at=MAY_31) for title in titles]


@pytest.fixture
def told() -> Any:
    heard: list[tuple[str, int]] = []

    def listen(requests: list[Any], what: str, **kwargs: Any) -> None:
        heard.append((what, len(requests)))

    requests_changed.connect(listen)
    yield heard
    requests_changed.disconnect(listen)


def locales(*codes: str) -> list[Locale]:
    return list(Locale.objects.filter(language_code__in=codes))


def address(action: str, *pages: Any, back: str = MATRIX) -> str:
    meta = base_page_model()._meta
    url = reverse("wagtail_bulk_action", args=[meta.app_label, meta.model_name, action])
    return f"{url}?{urlencode([*(('id', page.pk) for page in pages), ('next', back)])}"


def said(client: Any) -> list[str]:
    """The messages that are shown next, as text."""
    texts = (BeautifulSoup(each, "html.parser").get_text(" ") for each in messages(client))
    return [" ".join(text.split()) for text in texts]


def asked(event: Any) -> set[str]:
    rows = TranslationRequest.objects.filter(group=event.translation_key)
    return set(rows.values_list("locale__language_code", flat=True))


def titles_in(html: str) -> list[str]:
    """The titles in the list of what was chosen."""
    items = BeautifulSoup(html, "html.parser").select("main .nice-padding > ul > li")
    return [item.get_text(strip=True) for item in items]


def test_several_events_are_asked_for_whichever_of_their_pages_is_ticked(
    events: list[Any], editor_client: Any, site: Any
):
    french = translated(events[0], "fr")
    url = address("request_translations", french, events[1], site.home["en"])
    html = editor_client.get(url).content.decode()
    assert sorted(titles_in(html)) == ["Forum", "Week"]
    shown = " ".join(html.split())
    assert "1 page is left alone" in shown
    answer = {"languages": ["fr", "ar"], "note": "Soon", "due_on": "2027-05-01"}
    response = editor_client.post(url, answer)
    assert (response.status_code, response.url) == (302, MATRIX)
    assert [asked(event) for event in events] == [{"ar"}, {"ar", "fr"}]
    rows = TranslationRequest.objects.all()
    assert {(row.note, row.due_on) for row in rows} == {("Soon", dt.date(2027, 5, 1))}
    assert sorted(said(editor_client)) == [
        "“Forum”: Requested: Arabic. Is live and up to date: French",
        "“Week”: Requested: Arabic, French",
    ]


def test_the_languages_by_which_the_matrix_was_filtered_are_chosen(
    events: list[Any], editor_client: Any
):
    url = address("request_translations", *events, back=f"{MATRIX}?language=fr&language=ru")
    form = editor_client.get(url).context_data["form"]
    assert form.initial["languages"] == ["fr", "ru"]


def test_a_form_without_languages_asks_for_nothing(events: list[Any], editor_client: Any):
    url = address("request_translations", *events)
    response = editor_client.post(url, {"due_on": "2026-01-01", "note": "\u202e"})
    assert response.status_code == 200
    assert set(response.context_data["form"].errors) == {"languages", "due_on", "note"}
    assert not TranslationRequest.objects.exists()
    for odd in ("id=x", f"id={10**30}", "id=all&childOf=x", "id=all&childOf=0"):
        for action in ("request_translations", "translation_files", "event_status"):
            nothing = f"{address(action)}&{odd}"
            assert editor_client.get(nothing, follow=True).status_code == 404, nothing


def test_many_are_asked_for_in_a_run_that_says_what_became_of_each(
    events: list[Any], editor_client: Any, on_commit: Any, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(events_action, "DONE_AT_ONCE", 3)
    ask_for([events[0]], locales("fr", "ar"))
    url = address("request_translations", *events)
    with on_commit(execute=True):
        response = editor_client.post(url, {"languages": ["fr", "ar"]})
    run = BackgroundRun.objects.get()
    assert response.url == reverse("wagtail_migration_events_runs:run", args=[run.pk])
    assert sorted(run.rows.values_list("label", "outcome", "words")) == [
        ("Forum", Outcome.UNCHANGED, "Was requested before: Arabic, French"),
        ("Week", Outcome.DONE, "Requested: Arabic, French"),
    ]
    assert editor_client.get(response.url).status_code == 200


def test_what_is_asked_for_together_is_told_together(
    site: Any, editor_client: Any, django_user_model: Any, on_commit: Any, told: Any,
    monkeypatch: pytest.MonkeyPatch,
):  # fmt: skip
    monkeypatch.setattr(events_action, "DONE_AT_ONCE", 3)
    events = [make_event(site.events["en"], title=f"Talk {number}") for number in range(21)]
    with on_commit(execute=True):
        editor_client.post(address("request_translations", *events), {"languages": ["fr"]})
    marie = django_user_model.objects.create_superuser("marie")
    with on_commit(execute=True):
        given = {"assignee": f"person-{marie.pk}"}
        editor_client.post(address("assign_translations", *events), given)
    assert told == [(What.ASKED, 21), (What.ASSIGNED, 21)]


def test_what_others_may_not_ask_for_is_left_alone_also_when_a_right_goes_meanwhile(
    events: list[Any], site: Any, client: Any, django_user_model: Any, on_commit: Any,
    monkeypatch: pytest.MonkeyPatch,
):  # fmt: skip
    user = django_user_model.objects.create_user("marie")
    group = Group.objects.create(name="some")
    user.groups.add(group)
    rights = Permission.objects.filter(codename__in=["access_admin", "submit_translation"])
    group.permissions.add(*rights)
    change = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
    held = GroupPagePermission.objects.create(group=group, page=events[0], permission=change)
    client.force_login(user)
    url = address("request_translations", *events)
    assert titles_in(client.get(url).content.decode()) == ["Forum"]
    monkeypatch.setattr(events_action, "DONE_AT_ONCE", 0)
    with on_commit() as waiting:
        client.post(url, {"languages": ["fr"]})
    held.delete()
    for work in waiting:
        work()
    (row,) = BackgroundRun.objects.get().rows.all()
    assert (row.label, row.outcome) == ("Forum", Outcome.REFUSED)
    assert row.words == "You have no right to do this with this event."
    assert not TranslationRequest.objects.exists()


def test_what_was_asked_for_is_given_to_somebody_or_to_nobody(
    events: list[Any], editor_client: Any, told: Any, on_commit: Any
):
    ask_for(events, locales("fr", "ar"))
    url = address("assign_translations", *events)
    me = editor_client.user
    with on_commit(execute=True):
        editor_client.post(url, {"languages": ["fr"], "assignee": f"person-{me.pk}"})
    rows = TranslationRequest.objects.order_by("locale__language_code")
    assert [row.person for row in rows] == [None, None, me, me]
    assert (What.ASSIGNED, 2) in told
    assert editor_client.post(url, {"assignee": "person-0"}).status_code == 200
    assert editor_client.post(url, {}).status_code == 200
    editor_client.post(url, {"assignee": "nobody"})
    assert {row.person for row in TranslationRequest.objects.all()} == {None}


def test_who_is_given_what_they_have_no_right_to_begin_is_named(
    events: list[Any], site: Any, editor_client: Any
):
    french = people.team("French translators", [site.home["fr"]])
    answer = {"languages": ["fr", "ar"], "assignee": f"team-{french.pk}"}
    people.member("amina", french)
    editor_client.post(address("request_translations", *events), answer)
    named = "French translators has no right to pages in these languages: Arabic"
    assert said(editor_client) == [f"“Forum”, “Week”: Requested: Arabic, French. {named}"]
    me = f"person-{editor_client.user.pk}"
    editor_client.post(address("assign_translations", *events), {**answer, "assignee": me})
    assert "no right" not in said(editor_client)[0]
    editor_client.post(address("assign_translations", *events), answer)
    assert said(editor_client) == [f"“Forum”, “Week”: Arabic, French. {named}"]


def test_those_who_have_something_to_translate_are_reminded(
    events: list[Any], editor_client: Any, told: Any, on_commit: Any
):
    ask_for([events[0]], locales("fr"), wish=Wish(person=editor_client.user))
    ask_for([events[1]], locales("fr"))
    url = address("remind_translators", *events)
    with on_commit(execute=True):
        assert editor_client.get(url).status_code == 200
    assert not [what for what, _ in told if what == What.REMINDED]
    with on_commit(execute=True):
        editor_client.post(url, {})
    assert [number for what, number in told if what == What.REMINDED] == [1]
    assert sorted(said(editor_client)) == ["“Forum”: French", "“Week”: Unchanged"]


def test_who_has_handed_in_what_they_were_asked_for_is_not_reminded(
    events: list[Any], editor_client: Any, told: Any, on_commit: Any
):
    ask_for(events, locales("fr"), wish=Wish(person=editor_client.user))
    in_review(translated(events[0], "fr", live=False), editor_client.user)
    with on_commit(execute=True):
        editor_client.post(address("remind_translators", *events), {})
    assert [number for what, number in told if what == What.REMINDED] == [1]
    assert sorted(said(editor_client)) == ["“Forum”: Unchanged", "“Week”: French"]
