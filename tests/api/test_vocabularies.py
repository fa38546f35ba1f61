"""Vocabularies through the front door of the API."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wagtail_migration_events.vocabularies.registry import all_vocabularies, get_vocabulary
from wagtail_migration_events.vocabularies.site.terms import Audience

pytestmark = pytest.mark.django_db
ROOT = "/api/events/vocabularies/"


def answer(client: Any, path: str = "", **query: Any) -> Any:
    response = client.get(ROOT + path, query)
    assert response.status_code == 200, response.content
    return response.json()


def test_every_vocabulary_is_listed_with_where_its_terms_are(site: Any, client: Any):
    found = answer(client, locale="fr")
    assert found["count"] == len(found["items"]) == len(all_vocabularies())
    by_name = {each["name"]: each for each in found["items"]}
    assert by_name["gcm_objectives"]["is_official"]
    assert not by_name["audiences"]["is_official"]
    assert by_name["gcm_objectives"]["parameters"] == ["objective"]
    assert by_name["areas"]["count"] == len(get_vocabulary("areas"))
    detail = client.get(by_name["scope_levels"]["href"]).json()
    assert [term["code"] for term in detail["items"]] == list(
        get_vocabulary("scope_levels").codes()
    )


def test_a_term_has_all_its_wordings_with_where_they_are_from(site: Any, client: Any):
    found = answer(client, "gcm_objectives/13/", locale="fr")
    term = get_vocabulary("gcm_objectives").term("13")
    assert found["title"]["text"] == term.label("fr").text
    assert found["label"] == term.short_label("fr").text
    wordings = {each["language"]: each for each in found["titles"]}
    assert set(wordings) == set(term.titles)
    for tag, title in term.titles.items():
        said = wordings[tag]
        assert (said["text"], said["verified"], said["source"]) == (
            title.text, title.verified, title.source,
        )  # fmt: skip
    assert wordings["ar"]["direction"] == "rtl"


def test_an_area_has_its_codes_and_what_lies_above_and_below_it(site: Any, client: Any):
    kenya = answer(client, "areas/404/")
    assert (kenya["kind"], kenya["iso2"], kenya["iso3"]) == ("country", "KE", "KEN")
    assert kenya["broader"]
    above = answer(client, f"areas/{kenya['broader'][0]}/")
    assert "404" in above["narrower"]
    assert answer(client, "areas/")["items"]


def test_a_footnote_stands_at_the_term_unless_the_site_prints_none(
    site: Any, client: Any, settings: Any
):
    assert answer(client, "areas/XKX/", locale="ar")["footnote"]["text"]
    assert answer(client, "areas/404/")["footnote"] is None
    settings.WAGTAIL_MIGRATION_EVENTS_KOSOVO_FOOTNOTE = "never"
    assert answer(client, "areas/XKX/")["footnote"] is None


def test_terms_of_the_site_are_told_like_official_ones(site: Any, client: Any):
    Audience.objects.create(code="mayors", labels={"en": "Mayors", "fr": "Maires"})
    found = answer(client, "audiences/mayors/", locale="fr")
    assert (found["label"], found["language"], found["verified"]) == ("Maires", "fr", False)
    assert answer(client, "audiences/mayors/", locale="ar")["is_fallback"]


@pytest.mark.parametrize("path", ["nothing/", "nothing/1/", "gcm_objectives/99/", "areas/%00/"])
def test_what_does_not_exist_is_a_problem_with_status_404(site: Any, client: Any, path: str):
    response = client.get(ROOT + path)
    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["detail"].startswith("There is no such")


def test_a_whole_vocabulary_takes_a_few_queries_and_none_if_nothing_has_changed(
    site: Any, client: Any
):
    first = client.get(f"{ROOT}areas/")
    with CaptureQueriesContext(connection) as captured:
        client.get(f"{ROOT}areas/")
    assert len(captured) <= 5
    again = client.get(f"{ROOT}areas/", headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 304
