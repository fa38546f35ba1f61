"""Editing the site's own vocabularies in the admin."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.urls import reverse
from wagtail.users.models import UserProfile

from wagtail_migration_events.vocabularies.site.terms import Audience, EventType, Workstream

pytestmark = pytest.mark.django_db


def url(view: str, *args: Any, model: str = "eventtype") -> str:
    return reverse(f"wagtailsnippets_wagtail_migration_events_{model}:{view}", args=args)


def sent(code: str = "", **labels: str) -> dict[str, str]:
    return {"code": code, **{f"labels-{tag}": text for tag, text in labels.items()}}


def messages_of(response: Any) -> str:
    html = BeautifulSoup(response.content, "html.parser")
    return " ".join(each.text for each in html.select(".error-message"))


@pytest.mark.parametrize("model", [EventType, Audience, Workstream])
def test_a_vocabulary_lists_its_terms_in_order(editor_client: Any, model: Any) -> None:
    html = editor_client.get(url("list", model=model._meta.model_name)).content.decode()
    first, *_others, last = model.objects.all()
    assert html.index(str(first)) < html.index(str(last))


def test_the_menu_leads_to_every_vocabulary(editor_client: Any) -> None:
    html = editor_client.get(reverse("wagtailadmin_home")).content.decode()
    for address in (url("list"), url("list", model="audience"), "/admin/official-vocabularies/"):
        assert address in html


def test_the_list_says_in_which_languages_a_label_is_missing(editor_client: Any) -> None:
    EventType.objects.create(labels={"en": "Study visit", "fr": "Visite", "ru": "x", "es": "y"})
    html = BeautifulSoup(editor_client.get(url("list")).content, "html.parser")
    row = html.find("td", string=lambda text: bool(text) and "study-visit" in text).parent
    assert "Arabic, Chinese" in row.text


def test_one_form_holds_the_label_in_every_language(editor_client: Any) -> None:
    response = editor_client.post(url("add"), sent(en="Study visit", ar="زيارة دراسية"))
    assert response.status_code == 302
    term = EventType.objects.get(code="study-visit")
    assert term.labels == {"en": "Study visit", "ar": "زيارة دراسية"}
    assert term == EventType.objects.last()


def test_a_term_without_any_label_is_refused_at_the_field(editor_client: Any) -> None:
    response = editor_client.post(url("add"), sent(code="empty"))
    assert "Type the label in at least one language." in messages_of(response)
    assert not EventType.objects.filter(code="empty").exists()


def test_a_label_with_a_hidden_character_is_refused_at_the_field(editor_client: Any) -> None:
    response = editor_client.post(url("add"), sent(en="Study\u202evisit"))
    assert "U+202E" in messages_of(response)
    assert not EventType.objects.filter(code__startswith="study").exists()


def test_a_saved_code_is_shown_but_cannot_be_changed(editor_client: Any) -> None:
    term = EventType.objects.get(code="webinar")
    html = BeautifulSoup(editor_client.get(url("edit", term.pk)).content, "html.parser")
    assert html.find("input", attrs={"name": "code"}).has_attr("readonly")

    response = editor_client.post(url("edit", term.pk), sent("other", en="Webinar"))
    assert "It is “webinar”" in messages_of(response)
    term.refresh_from_db()
    assert term.code == "webinar"


def test_labels_in_languages_the_site_does_not_use_survive_an_edit(
    editor_client: Any, settings: Any
) -> None:
    settings.WAGTAIL_CONTENT_LANGUAGES = [("en", "English")]
    term = EventType.objects.get(code="webinar")
    html = BeautifulSoup(editor_client.get(url("edit", term.pk)).content, "html.parser")
    form = {each["name"]: each["value"] for each in html.select("input[name^=labels-]")}
    editor_client.post(url("edit", term.pk), {**form, "code": "webinar", "labels-en": "Webcast"})
    term.refresh_from_db()
    assert (term.labels["en"], term.labels["fr"]) == ("Webcast", "Webinaire")


def test_terms_are_put_in_order_by_dragging(editor_client: Any) -> None:
    term = EventType.objects.get(code="webinar")
    address = url("reorder", term.pk) + "?position=0"
    assert editor_client.post(address).status_code == 200
    assert EventType.objects.first() == term
    # The same is done by keyboard.
    html = editor_client.get(url("list") + "?ordering=sort_order").content.decode()
    assert "keydown.up->w-orderable#up" in html


def test_the_admin_speaks_the_editors_language(editor_client: Any) -> None:
    profile = UserProfile.get_for_user(editor_client.user)
    profile.preferred_language = "fr"
    profile.save()
    assert "Webinaire" in editor_client.get(url("list")).content.decode()


def test_an_editor_without_permission_cannot_open_a_vocabulary(
    client: Any, django_user_model: Any
) -> None:
    user = django_user_model.objects.create_user("translator", password="x")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    assert client.get(url("list")).status_code == 302
    assert client.get(url("edit", EventType.objects.first().pk)).status_code == 302
