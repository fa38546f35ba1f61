"""Correcting official titles in the admin: who may, what it changes, and what is kept of it."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.core.cache import cache
from django.urls import reverse

from wagtail_migration_events.vocabularies.kept_rows import KeptRows
from wagtail_migration_events.vocabularies.official.footnotes import get_footnote
from wagtail_migration_events.vocabularies.official.title_correction import TitleCorrection
from wagtail_migration_events.vocabularies.registry import get_vocabulary

pytestmark = pytest.mark.django_db
TERMS = "/admin/official-vocabularies/gcm_objectives/?q=13"


def wording_url(*args: str) -> str:
    return reverse("official_vocabularies:wording", args=args)


AR = ("gcm_objectives", "13", "titles", "ar")


@pytest.fixture
def corrector(client: Any, django_user_model: Any) -> Any:
    """A client of somebody with no other right than to correct titles."""
    user = django_user_model.objects.create_user("corrector", password="x")
    codenames = ("access_admin", "correct_official_titles")
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client.force_login(user)
    client.user = user
    return client


def sent(client: Any, address: str, **data: str) -> Any:
    """Send the form at an address, with what it holds for who has seen it."""
    html = BeautifulSoup(client.get(address).content, "html.parser")
    seen = html.select_one("input[name=seen]")
    return client.post(address, {"seen": seen["value"] if seen else "", **data})


def errors_of(response: Any) -> str:
    html = BeautifulSoup(response.content, "html.parser")
    return " ".join(each.text for each in html.select(".error-message, .messages, .help-critical"))


def test_a_corrected_title_stands_everywhere_with_its_history_until_it_is_taken_back(
    corrector: Any, on_commit: Any
) -> None:
    objective = get_vocabulary("gcm_objectives").term
    official = objective("13").label("ar").text
    assert wording_url(*AR) in corrector.get(TERMS).content.decode()

    words = {"text": " عنوان  مؤكد ", "verified": "on", "source": "A/RES/73/195, read in May"}
    with on_commit(execute=True):
        response = sent(corrector, wording_url(*AR), **words)
    assert response.status_code == 302
    label = objective("13").label("ar")
    assert (label.text, label.verified, label.source) == ("عنوان مؤكد", True, words["source"])
    assert get_vocabulary("gcm_objectives").resolve("عنوان مؤكد") == "13"
    html = corrector.get(wording_url(*AR)).content.decode()
    assert "corrector" in html
    assert official in html

    stale = corrector.post(wording_url(*AR), {"seen": "0", "text": "x", "source": "y"})
    assert "meanwhile" in errors_of(stale)
    refused = sent(corrector, wording_url(*AR), take_back="1", **{"back-source": ""})
    assert "required" in errors_of(refused)
    assert objective("13").label("ar").text == "عنوان مؤكد"
    with on_commit(execute=True):
        sent(corrector, wording_url(*AR), take_back="1", **{"back-source": "a mistake"})
    assert objective("13").label("ar").text == official
    said = TitleCorrection.objects.values_list("text", "source", "made_by__username")
    assert list(said) == [
        ("عنوان مؤكد", words["source"], "corrector"),
        ("", "a mistake", "corrector"),
    ]
    assert "Taken back" in corrector.get(wording_url(*AR)).content.decode()


def test_a_language_is_added_and_a_footnote_confirmed(corrector: Any, on_commit: Any) -> None:
    add = reverse("official_vocabularies:new_wording", args=["areas", "404"])
    assert add in corrector.get("/admin/official-vocabularies/areas/?q=kenya").content.decode()
    words = {"kind": "titles", "text": "Quênia", "source": "UNTERM"}
    assert "language tag" in errors_of(corrector.post(add, {**words, "language": "?"}))
    assert "There is a wording" in errors_of(corrector.post(add, {**words, "language": "fr"}))
    hidden = {**words, "language": "pt", "text": "Qu\u202eênia"}
    assert "U+202E" in errors_of(corrector.post(add, hidden))
    with on_commit(execute=True):
        assert corrector.post(add, {**words, "language": "pt_BR"}).status_code == 302
    assert get_vocabulary("areas").term("404").label("pt-br").text == "Quênia"

    to_confirm = reverse("official_vocabularies:to_confirm") + "?q=footnotes"
    note = ("footnotes", "kosovo", "titles", "ru")
    assert wording_url(*note) in corrector.get(to_confirm).content.decode()
    with on_commit(execute=True):
        text = get_vocabulary("areas").term("404").label("ru").text
        sent(corrector, wording_url(*note), text=text, verified="on", source="our lawyer")
    assert (get_footnote("kosovo", "ru").text, get_footnote("kosovo", "ru").language) == (
        text,
        "ru",
    )
    assert wording_url(*note) not in corrector.get(to_confirm).content.decode()


def test_only_who_has_the_right_may_correct(editor_client: Any, django_user_model: Any) -> None:
    assert wording_url(*AR) in editor_client.get(TERMS).content.decode()
    for address in (
        wording_url("gcm_objectives", "99", "titles", "ar"),
        wording_url("gcm_objectives", "13", "aliases", "ar"),
        wording_url("gcm_objectives", "13", "titles", "qaa"),
        wording_url("event_types", "webinar", "titles", "ar"),
    ):
        assert editor_client.get(address, follow=True).status_code == 404
    user = django_user_model.objects.create_user("reader", password="x")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    editor_client.force_login(user)
    assert wording_url(*AR) not in editor_client.get(TERMS).content.decode()
    data = {"seen": "0", "text": "x", "source": "y"}
    assert editor_client.post(wording_url(*AR), data).status_code == 302
    assert not TitleCorrection.objects.exists()
    # It is offered where administrators give rights to groups.
    editor_client.force_login(editor_client.user)
    groups = editor_client.get(reverse("wagtailusers_groups:add")).content.decode()
    assert "Can correct official titles" in groups


def test_another_process_learns_of_a_correction_by_the_stamp_or_within_a_minute(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any, on_commit: Any
) -> None:
    other = KeptRows("TitleCorrection", "text")
    other.assume_none()
    row = {"vocabulary": "areas", "code": "404", "kind": "titles", "language": "pt"}
    TitleCorrection.objects.bulk_create([TitleCorrection(**row, text="Quénia")])
    with django_assert_num_queries(0):
        other.look()
    with on_commit(execute=True):
        TitleCorrection.objects.create(**row, text="Quênia")
    with django_assert_num_queries(0):
        assert other.rows == []  # it has looked a moment ago
    monkeypatch.setattr(other, "_looked_at", float("-inf"))
    assert other.rows == [("Quénia",), ("Quênia",)]

    cache.clear()
    other.assume_none()
    monkeypatch.setattr(other, "_looked_at", float("-inf"))
    monkeypatch.setattr(other, "_read_at", float("-inf"))
    assert len(other.rows) == 2
