"""The browser of the official vocabularies in the admin."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.urls import reverse

from wagtail_migration_events.vocabularies.official import vocabulary as official

pytestmark = pytest.mark.django_db
INDEX = "/admin/official-vocabularies/"


def open_page(client: Any, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def row_of(html: BeautifulSoup, code: str) -> Any:
    return html.find("code", string=code).find_parent("tr")


def test_the_index_leads_to_every_official_vocabulary(editor_client: Any) -> None:
    html = open_page(editor_client, reverse("official_vocabularies:index"))
    links = {link["href"] for link in html.select("table a")}
    names = ("gcm_objectives", "guiding_principles", "sdgs", "areas", "scope_levels")
    assert links == {f"{INDEX}{name}/" for name in names}


def test_a_term_shows_its_titles_in_every_language_with_their_marks(editor_client: Any) -> None:
    row = row_of(open_page(editor_client, f"{INDEX}gcm_objectives/"), "13")
    languages = {each["lang"]: each["dir"] for each in row.select("bdi")}
    assert set(languages) == {"ar", "zh-hans", "en", "fr", "ru", "es"}
    assert (languages["ar"], languages["en"]) == ("rtl", "ltr")
    english = row.select_one("bdi[lang=en]")
    assert english.text.startswith("Use migration detention only")
    mark = english.find_next_sibling("span")
    assert "verified" in mark.text
    assert "A/RES/73/195" in mark.text
    assert mark.select_one("svg") is not None
    unverified = row.select_one("bdi[lang=ar]").find_next_sibling("span")
    assert "unverified" in unverified.text


def test_areas_show_what_they_belong_to(editor_client: Any) -> None:
    row = row_of(open_page(editor_client, f"{INDEX}areas/?q=kenya"), "404")
    assert "Eastern Africa" in row.text
    assert "ECA" in row.text
    assert "Country or area" in row.text


def test_an_associate_member_is_told_from_a_member(editor_client: Any) -> None:
    row = row_of(open_page(editor_client, f"{INDEX}areas/?q=aruba"), "533")
    assert "(associate member)" in row.text


@pytest.mark.parametrize(
    ("query", "codes"),
    [("kenya", ["404"]), ("Кения", ["404"]), ("404", ["404"]), ("kénya-no-such", [])],
)
def test_terms_are_found_by_code_and_by_name_in_any_language(
    editor_client: Any, query: str, codes: list[str]
) -> None:
    html = open_page(editor_client, f"{INDEX}areas/results/?q={query}")
    assert [cell.text for cell in html.select("td.title code")] == codes


def test_long_vocabularies_are_shown_in_pages(editor_client: Any) -> None:
    html = open_page(editor_client, f"{INDEX}areas/?p=2")
    assert len(html.select("tbody tr")) == 25
    assert "Page 2 of" in html.text


def test_a_language_added_by_the_site_is_shown(
    editor_client: Any, settings: Any, tmp_path: Path
) -> None:
    corrections = tmp_path / "corrections.json"
    title = {"text": "Dados", "verified": True, "source": "https://example.org/pt"}
    content = {"gcm_objectives": {"1": {"titles": {"pt": title, "qaa": {"text": "x"}}}}}
    corrections.write_text(json.dumps(content), encoding="utf-8")
    settings.WAGTAIL_MIGRATION_EVENTS_VOCABULARY_CORRECTIONS = (corrections,)
    official.reset()
    row = row_of(open_page(editor_client, f"{INDEX}gcm_objectives/"), "1")
    assert row.select_one("bdi[lang=pt]").text == "Dados"
    assert row.select_one('a[href="https://example.org/pt"]') is not None
    assert "qaa" in row.text


@pytest.mark.parametrize("name", ["event_types", "nothing", "footnotes"])
def test_only_official_vocabularies_are_shown(editor_client: Any, name: str) -> None:
    assert editor_client.get(f"{INDEX}{name}/", follow=True).status_code == 404


def test_nothing_can_be_changed_here(editor_client: Any) -> None:
    assert editor_client.post(f"{INDEX}areas/").status_code == 405


def test_everybody_who_may_open_the_admin_may_read(client: Any, django_user_model: Any) -> None:
    user = django_user_model.objects.create_user("reader", password="x")
    client.force_login(user)
    assert client.get(INDEX).status_code == 302
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(django_user_model.objects.get(pk=user.pk))
    assert client.get(INDEX).status_code == 200
    assert client.get(f"{INDEX}areas/").status_code == 200


def test_visitors_are_asked_to_log_in(client: Any) -> None:
    assert "/admin/login/" in client.get(INDEX)["Location"]
