"""The window in which an organizer is chosen or made, and the warning of one made twice."""

from __future__ import annotations

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission

from tests.editing import Editor, form_data
from tests.factories import make_event, make_organizer, translated
from wagtail_migration_events.organizers.fields import NAMESPACE
from wagtail_migration_events.pages.models import OrganizerPage
from wagtail_migration_events.vocabularies.registry import get_vocabulary

pytestmark = pytest.mark.django_db


def opened(client: Any, name: str, *args: Any, **query: str) -> str:
    response = client.get(reverse(f"{NAMESPACE}:{name}", args=args), query)
    assert response.status_code == 200, response
    content = response.content.decode()
    return str(json.loads(content)["html"]) if name == "choose" else content


def titles(html: str) -> list[str]:
    cells = BeautifulSoup(html, "html.parser").select("a[data-chooser-modal-choice]")
    return [cell.get_text(strip=True) for cell in cells]


def may(django_user_model: Any, client: Any, *places: tuple[Any, str]) -> Any:
    user = django_user_model.objects.create_user("somebody")
    group = Group.objects.create(name="somebody")
    user.groups.add(group)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for page, codename in places:
        right = Permission.objects.get(codename=codename)
        GroupPagePermission.objects.create(group=group, page=page, permission=right)
    client.force_login(user)
    return client


class Creating:
    """The form for a new organizer in the window."""

    def __init__(self, client: Any) -> None:
        self.client, self.url = client, reverse(f"{NAMESPACE}:create")
        soup = BeautifulSoup(opened(client, "choose"), "html.parser")
        self.data = form_data(soup.find(attrs={"data-chooser-modal-creation-form": True}))

    def send(self, **values: str) -> dict[str, Any]:
        values = {f"organizer-{name}": value for name, value in values.items()}
        response = self.client.post(self.url, {**self.data, **values})
        return dict(json.loads(response.content))


def test_an_organizer_is_found_by_name_acronym_and_code_in_any_language(site: Any, editor_client):
    places = site.organizers["en"]
    iom = make_organizer(places, "International Organization for Migration", acronym="IOM")
    translated(iom, "fr", title="Organisation internationale pour les migrations", acronym="OIM")
    make_organizer(places, "Économie et Société", code="eco-soc", live=False)
    make_organizer(places, "Group of IOM")
    assert titles(opened(editor_client, "choose")) == [
        "Économie et Société", "Group of IOM", "International Organization for Migration (IOM)",
    ]  # fmt: skip
    for text in ("iom", "oim", "organisation migr", "Migration"):
        found = titles(opened(editor_client, "choose_results", q=text))
        assert found[0] == "International Organization for Migration (IOM)", text
    for text in ("eco-soc", "economie"):
        assert titles(opened(editor_client, "choose_results", q=text)) == ["Économie et Société"]
    for text in ("%", "\x00", "zzz" * 9999):
        opened(editor_client, "choose_results", q=text)
    chosen = json.loads(opened(editor_client, "chosen", iom.pk))["result"]
    assert (chosen["id"], chosen["title"]) == (
        str(iom.pk), "International Organization for Migration (IOM)",
    )  # fmt: skip
    for nonsense in ("x", "9" * 40, str(site.home["en"].pk)):
        url = reverse(f"{NAMESPACE}:chosen", args=[nonsense])
        assert editor_client.get(url, follow=True).status_code == 404
    several = reverse(f"{NAMESPACE}:chosen_multiple")
    asked = {"id": ["x", "9" * 40, str(site.home["en"].pk), str(iom.pk)]}
    (only,) = json.loads(editor_client.get(several, asked).content)["result"]
    assert only == chosen


def test_one_is_made_where_it_is_missed_and_told_once_what_it_resembles(site: Any, editor_client):
    make_organizer(site.organizers["en"], "International Labour Organization", acronym="ILO")
    creating = Creating(editor_client)
    number = OrganizerPage.objects.count()
    for wrong in ({"title": ""}, {"title": "turned \u202e"}, {"title": "A", "place": "77"}):
        assert creating.send(**wrong)["step"] == "reshow_creation_form", wrong
    answer = creating.send(title="International Labor Organisation")
    assert answer["step"] == "reshow_creation_form"
    assert "International Labour Organization (ILO)" in answer["htmlFragment"]
    assert OrganizerPage.objects.count() == number
    answer = creating.send(title="International Labor Organisation", warned="1", acronym="IL2")
    page = OrganizerPage.objects.get(pk=answer["result"]["id"])
    assert answer["result"]["title"] == "International Labor Organisation (IL2)"
    assert (page.live, page.code, page.slug, page.owner.username) == (True, "il2", "il2", "admin")
    assert page.get_parent().pk == site.organizers["en"].pk
    assert page.latest_revision.user.username == "admin"
    draft = creating.send(title="Body", publish="")
    assert not OrganizerPage.objects.get(pk=draft["result"]["id"]).live


def test_who_may_add_none_is_offered_none(site: Any, client: Any, django_user_model: Any):
    make_organizer(site.organizers["en"], "IOM")
    somebody = may(django_user_model, client, (site.events["en"], "add_page"))
    html = opened(somebody, "choose")
    assert titles(html) == ["IOM"]
    assert "data-chooser-modal-creation-form" not in html
    answer = somebody.post(reverse(f"{NAMESPACE}:create"), {"organizer-title": "Mine"})
    assert answer.status_code == 302
    assert not OrganizerPage.objects.filter(title="Mine").exists()


def test_who_may_not_publish_makes_a_draft(site: Any, client: Any, django_user_model: Any):
    somebody = may(django_user_model, client, (site.organizers["fr"], "add_page"))
    creating = Creating(somebody)
    assert "organizer-publish" not in creating.data
    french, english = site.organizers["fr"].pk, str(site.organizers["en"].pk)
    assert creating.data["organizer-place"] == str(french)
    assert creating.send(title="Ours", place=english)["step"] == "reshow_creation_form"
    answer = creating.send(title="Ours", publish="on")
    page = OrganizerPage.objects.get(pk=answer["result"]["id"])
    assert (page.live, page.locale.language_code) == (False, "fr")


def test_its_own_form_warns_too_and_does_not_hinder(site: Any, editor_client):
    parent = site.organizers["en"]
    iom = make_organizer(parent, "International Organization for Migration", acronym="IOM")
    editor = Editor.adding(editor_client, parent, OrganizerPage)
    assert "Is it one of these?" not in editor.html
    editor.fill(title="International Organisation for Migration").save_draft()
    made = editor.saved()
    assert "Is it one of these?" in Editor.of(editor_client, made).html
    french = translated(iom, "fr")
    html = opened(editor_client, "resembling", title=french.title, key=str(iom.translation_key))
    assert "Organisation for Migration" in html
    assert f"/{iom.pk}/edit" not in html
    assert opened(editor_client, "resembling", title="Quite another").strip() == ""


def test_a_full_event_in_six_languages_is_opened_in_at_most_sixty_queries(
    site: Any, editor_client: Any
):
    organizers = [make_organizer(site.organizers["en"], f"Body {n}") for n in range(10)]
    days = [
        {"key": f"k{n}", "starts_at": f"2027-05-{n + 1:02}T09:00:00+00:00", "ends_at": None,
         "status": "scheduled"} for n in range(12)
    ]  # fmt: skip
    umbrella = make_event(site.events["en"])
    event = make_event(
        site.events["en"], organizers=organizers, dates=days,
        areas=list(get_vocabulary("areas").terms())[:40], event_type="gcm-talk",
        audiences=["youth"], part_of=[str(umbrella.translation_key)],
    )  # fmt: skip
    for language in ("ar", "zh-hans", "fr", "ru", "es"):
        translated(event, language, live=False)
    url = reverse("wagtailadmin_pages:edit", args=[event.pk])
    editor_client.get(url)
    with CaptureQueriesContext(connection) as captured:
        html = editor_client.get(url).content.decode()
        asked = [each["sql"] for each in captured.captured_queries]
    assert len(asked) <= 60, asked
    assert all(f"Body {n}" in html for n in range(10))


def test_a_crowd_of_organizers_is_shown_again_as_it_was_sent(site: Any, editor_client: Any):
    organizer = make_organizer(site.organizers["en"])
    editor = Editor.blank(editor_client, site.events["en"]).fill(title="Crowd")
    for _number in range(40):
        editor.add_organizer(organizer)
    assert editor.save_draft().status_code == 200
    assert "listed already" in str(editor.organizer_errors[1])
