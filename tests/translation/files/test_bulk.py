"""Many events at once: a zip file with a folder for each language, out and back."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.urls import reverse
from wagtail.models import Page

from tests.factories import make_event, make_page
from tests.translation.files.sending import FILES, filled, told, upload, words
from tests.translation.translating import in_language, submit

pytestmark = [pytest.mark.localize, pytest.mark.django_db]


@pytest.fixture
def other(site: Any, editor_client: Any, on_commit: Any) -> Any:
    page = make_event(site.events["en"], title="لقاء / المدن: 2026?", summary="Words")
    submit(editor_client, page, "fr", on_commit=on_commit)
    return page


def address(*pages: Any) -> str:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "translation_files"])
    return f"{url}?" + "&".join(f"id={page.pk}" for page in pages)


def exported(client: Any, *pages: Any, name: str = "xlsx", to: Any = ("ar", "fr")) -> ZipFile:
    response = client.post(address(*pages), {"languages": to, "format": name})
    assert response.status_code == 200, response
    assert response["Content-Type"] == "application/zip", response.content.decode()[:3000]
    return ZipFile(BytesIO(response.content))


def test_ticked_events_go_out_and_come_back(event: Any, other: Any, editor_client: Any):
    archive = exported(editor_client, event, other)
    names = archive.namelist()
    assert [name.partition("/")[0] for name in names] == ["ar", "contents.txt", "fr", "fr"]
    assert any(name.startswith("fr/forum-of-cities-") for name in names)
    assert any(name.startswith("fr/لقاء-المدن-2026-") for name in names)
    assert "not in ar" in archive.read("contents.txt").decode("utf-8-sig")
    packed = BytesIO()
    with ZipFile(packed, "w") as back:
        for name in names:
            content = archive.read(name)
            if name.startswith("fr/forum"):
                content = filled(content, {"Programme": "Déroulement"})
            elif name.startswith("fr/"):
                content = filled(content, {"Words": "Mots"})
            back.writestr(name, content)
    said = told(upload(editor_client, packed.getvalue(), "translations.zip"))
    assert said.count("Saved: 1.") == 2
    assert said.count("Saved: 0.") == 1
    assert "contents.txt" not in said
    assert words(event, "fr")["Programme"][0] == "Déroulement"
    assert words(other, "fr")["Words"][0] == "Mots"


@pytest.mark.parametrize("name", ["xlsx", "po", "xlf"])
def test_the_same_texts_make_the_same_bytes(name: str, event: Any, other: Any, editor_client: Any):
    data = {"languages": ["fr", "ar"], "format": name}
    pages = address(event, other)
    assert editor_client.post(pages, data).content == editor_client.post(pages, data).content


def test_only_what_one_may_translate_goes_out(
    event: Any, other: Any, site: Any, person: Any, editor_client: Any
):
    plain = make_page(Page, site.home["fr"], title="About secrets")
    client = person("translator-fr")
    french = in_language(event, "fr"), in_language(other, "fr")
    shown = client.get(address(event, plain, *french)).content.decode()
    assert "About secrets" not in shown
    assert "1 page is left out" in shown
    assert 'value="ar"' not in shown
    names = exported(client, *french, to=["fr"]).namelist()
    assert {name.partition("/")[0] for name in names} == {"fr"}
    refused = client.post(address(*french), {"languages": ["ar"], "format": "xlsx"})
    assert "Select a valid choice" in refused.content.decode()
    nobody = person("nobody").get(address(event, other)).content.decode()
    assert "2 pages are left out" in nobody
    assert event.title not in nobody


def test_what_is_not_yours_in_an_archive_is_left(event: Any, person: Any, editor_client: Any):
    archive = exported(editor_client, event)
    packed = BytesIO()
    with ZipFile(packed, "w") as back:
        for name in archive.namelist():
            back.writestr(name, filled(archive.read(name), {"Programme": "Words"}))
    said = told(upload(person("translator-fr"), packed.getvalue(), "x.zip"))
    assert "Saved: 1." in said
    assert "You may not edit the page that it belongs to." in said
    assert (words(event, "ar"), words(event, "fr")["Programme"][0]) == ({}, "Words")


def test_an_export_asks_as_often_for_many_events_as_for_one(
    event: Any,
    other: Any,
    editor_client: Any,
    site: Any,
    on_commit: Any,
    django_assert_max_num_queries: Any,
):
    data = {"languages": ["fr", "ar"], "format": "po"}
    pages = [event]
    for number in range(5):
        page = make_event(site.events["en"], title=f"Event {number}")
        submit(editor_client, page, "fr", on_commit=on_commit)
        pages.append(page)
    editor_client.post(address(*pages), data)
    with django_assert_max_num_queries(30) as few:
        editor_client.post(address(event), data)
    with django_assert_max_num_queries(len(few.captured_queries) + len(pages)):
        editor_client.post(address(*pages), data)


def test_the_list_of_events_leads_to_bringing_back(site: Any, editor_client: Any):
    explorer = reverse("wagtailadmin_explore", args=[site.events["en"].pk])
    assert reverse(f"{FILES}:upload") in editor_client.get(explorer).content.decode()
