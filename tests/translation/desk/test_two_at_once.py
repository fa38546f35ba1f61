"""Two translators in the same page: nothing is lost, and both are told."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from wagtail.admin.models import EditingSession

from tests.translation.desk.desk_form import Desk, stored_texts
from tests.translation.translating import translate

pytestmark = [pytest.mark.localize, pytest.mark.django_db]


def pinged(desk: Desk) -> str:
    """Return whom the page names, after it has said twice that it is open."""
    url = desk.soup.select_one("form.w-editing-sessions")["data-w-swap-src-value"]
    for _ in range(2):
        answer = desk.client.post(url).json()
        url = answer["ping_url"]
    return BeautifulSoup(answer["html"], "html.parser").get_text(" ", strip=True)


@pytest.fixture
def two(event: Any, editor_client: Any) -> tuple[Desk, Desk]:
    return Desk(editor_client, event, "fr"), Desk(editor_client, event, "fr")


def test_each_is_told_who_else_has_the_page_open(event: Any, editor_client: Any, translator: Any):
    one, other = Desk(editor_client, event, "fr"), Desk(translator, event, "fr")
    assert not EditingSession.objects.exists()  # reading writes nothing
    assert translator.user.username not in pinged(one)
    assert editor_client.user.username in pinged(other)
    assert translator.user.username in pinged(one)


def test_they_write_into_different_fields(event: Any, two: tuple[Desk, Desk]):
    one, other = two
    assert one.type("title", "Forum des villes").press().status_code == 302
    assert other.type("summary", "Résumé").press().status_code == 302
    assert sorted(stored_texts(event, "fr")) == ["summary", "title"]


def test_the_second_of_the_same_field_sees_both_and_decides(event: Any, two: tuple[Desk, Desk]):
    one, other = two
    one.type("title", "Forum des villes").press()
    assert other.type("title", "Forum de cités").press().status_code == 200
    assert stored_texts(event, "fr")["title"][0][0] == "Forum des villes"
    assert other.data[f"text-{other.pk('title')}"] == "Forum de cités"
    assert "Somebody else has saved this text" in other.words_at("title")
    assert "Forum des villes" in other.words_at("title")
    assert other.press().status_code == 302
    assert stored_texts(event, "fr")["title"][0][0] == "Forum de cités"


def test_autosave_does_not_write_over_somebody_else(event: Any, two: tuple[Desk, Desk]):
    one, other = two
    one.type("title", "Forum des villes").press()
    answer = other.type("title", "Forum de cités").autosave().json()
    field = answer["fields"][str(other.pk("title"))]
    assert (field["is_saved"], field["is_conflict"]) == (False, True)
    assert "Forum des villes" in field["html"]
    assert stored_texts(event, "fr")["title"][0][0] == "Forum des villes"


def test_the_same_words_are_no_conflict(event: Any, two: tuple[Desk, Desk]):
    one, other = two
    one.type("title", "Forum des villes").press()
    assert other.type("title", "Forum des villes ").press().status_code == 302


def test_a_tick_does_not_confirm_words_that_somebody_has_changed_since(
    event: Any, editor_client: Any
):
    Desk(editor_client, event, "fr").press("action-machine")
    desk = Desk(editor_client, event, "fr").tick("title")
    translate(editor_client, event, "fr", title="Forum des villes")
    Desk(editor_client, event, "fr").press("action-machine")
    desk.press()
    assert stored_texts(event, "fr")["title"] == [("Forum des villes", "manual", True)]


def test_a_field_that_was_not_touched_does_not_undo_another_translator(
    event: Any, two: tuple[Desk, Desk]
):
    one, other = two
    one.type("title", "Forum des villes").press()
    other.type("summary", "Résumé").press()
    assert stored_texts(event, "fr")["title"][0][0] == "Forum des villes"


def test_own_links_are_not_written_over_either(event: Any, two: tuple[Desk, Desk]):
    one, other = two
    name = f"own-{one.own_pk('registration_url')}"
    one.data[name] = "https://fr.example.org/"
    other.data[name] = "https://other.example.org/"
    assert one.press().status_code == 302
    assert other.press().status_code == 200
    assert "https://fr.example.org/" in other.soup.select_one(f"[name={name}]").parent.get_text()
    assert other.data[name] == "https://other.example.org/"
