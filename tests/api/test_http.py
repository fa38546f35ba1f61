"""How the API behaves as a server, whatever it is asked for."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail import VERSION
from wagtail.models import PageViewRestriction

from tests.factories import make_event
from wagtail_migration_events.api.standalone import events_api

pytestmark = pytest.mark.django_db
LIST = "/api/events/"
SOON = timezone.now() + dt.timedelta(days=1)


@pytest.fixture
def private(site: Any) -> Any:
    event = make_event(site.events["en"], title="Private", starts_at=SOON)
    PageViewRestriction.objects.create(page=event, restriction_type="login")
    return event


def test_what_has_not_changed_is_not_sent_again(site: Any, client: Any):
    event = make_event(site.events["en"], title="Talk", starts_at=SOON)
    first = client.get(LIST)
    assert "public" in first["Cache-Control"]
    assert "Authorization" in first["Vary"]
    with CaptureQueriesContext(connection) as queries:
        again = client.get(LIST, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, len(queries)) == (304, b"", 1)
    event.title = "Lecture"
    event.save_revision().publish(log_action=True)
    changed = client.get(LIST, headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200
    assert b"Lecture" in changed.content


def test_every_address_knows_head_and_options_and_changes_nothing(site: Any, client: Any):
    event = make_event(site.events["en"], title="Talk", starts_at=SOON)
    document = client.get(f"{LIST}openapi.json").json()
    for path in document["paths"]:
        address = path.replace("{key}", str(event.translation_key))
        if "{" in address or "find" in address:
            continue
        got, head = client.get(address), client.head(address)
        assert (head.status_code, head.content) == (got.status_code, b""), address
        assert head["Content-Type"] == got["Content-Type"]
        options = client.options(address)
        assert (options.status_code, options["Allow"]) == (204, "GET, HEAD, OPTIONS")
        for method in (client.post, client.put, client.delete, client.patch, client.trace):
            refused = method(address)
            assert (refused.status_code, refused["Allow"]) == (405, options["Allow"])
            assert refused["Content-Type"] == "application/problem+json"
            assert refused.json()["status"] == 405


def test_every_address_refuses_a_parameter_that_it_does_not_know(site: Any, client: Any):
    event = make_event(site.events["en"], title="Talk", starts_at=SOON)
    for path, operations in events_api.get_openapi_schema(path_prefix="api/events/")[
        "paths"
    ].items():
        address = path.replace("{key}", str(event.translation_key))
        needed = {
            each["name"]: each.get("example") or each["schema"]["examples"][0]
            for each in operations["get"]["parameters"]
            if each["required"] and each["in"] == "query"
        }
        response = client.get(address, {**needed, "nonsense": "1"})
        if "{" in address or response.status_code == 404:
            continue  # it needs a page or a token that there is
        assert response.status_code == 422, address
        assert "nonsense" in json.dumps(response.json()["errors"]), address


def test_a_session_shows_no_more_than_the_public_sees(private: Any, client: Any, admin_user: Any):
    client.force_login(admin_user)
    response = client.get(LIST)
    assert response.json()["count"] == 0
    assert client.get(f"{LIST}{private.translation_key}/").status_code == 404
    assert "public" in response["Cache-Control"]
    assert client.session["_auth_user_id"] == str(admin_user.pk)


def test_a_password_typed_before_opens_nothing_here(site: Any, client: Any):
    event = make_event(site.events["en"], title="Closed", starts_at=SOON)
    restriction = PageViewRestriction.objects.create(
        page=event, restriction_type="password", password="x"
    )
    client.post(
        f"/_util/authenticate_with_password/{restriction.pk}/{event.pk}/", {"password": "x"}
    )
    session = client.session
    session["passed_page_view_restrictions"] = [restriction.pk]
    session.save()
    assert client.get(LIST).json()["count"] == 0


@pytest.mark.skipif(VERSION < (8, 0), reason="Wagtail 7.4 has no API tokens.")
def test_a_token_of_wagtail_shows_what_its_user_may_see_and_no_cache_keeps_it(
    private: Any, client: Any, admin_user: Any
):
    from wagtail.models import APIToken

    _token, secret = APIToken.create_token(user=admin_user, name="Front end")
    response = client.get(LIST, headers={"authorization": f"Bearer {secret}"})
    assert response.json()["count"] == 1
    assert "no-store" in response["Cache-Control"]
    wrong = client.get(LIST, headers={"authorization": "Bearer nonsense"})
    assert wrong.json()["count"] == 0


def test_a_site_that_caches_nothing_gets_answers_without_validators(
    site: Any, client: Any, settings: Any
):
    settings.WAGTAIL_MIGRATION_EVENTS_PAGE_MAX_AGE = 0
    assert "ETag" not in client.get(LIST)


def test_an_answer_names_its_language_whatever_the_browser_speaks(site: Any, client: Any):
    event = make_event(site.events["en"], title="Talk", starts_at=SOON, event_status="cancelled")
    spoken = {"accept-language": "ru"}
    first = client.get(LIST, {"locale": "ar"}, headers=spoken)
    assert first["Content-Language"] == "ar"
    again = client.get(LIST, {"locale": "ar"}, headers={**spoken, "if-none-match": first["ETag"]})
    assert (again.status_code, again["Content-Language"]) == (304, "ar")
    files = f"{LIST}{event.translation_key}/event.ics"
    assert "Annul" in client.get(files, {"locale": "fr"}).content.decode()


def test_what_is_wrong_is_said_in_the_language_of_the_answer(site: Any, client: Any):
    browser = {"accept-language": "ru"}
    for address, status, words in (
        ("?locale=fr&when=some", 422, "Écrivez l’une de ces valeurs"),
        ("?locale=fr&limit=some", 422, "Saisissez un nombre entier"),
        ("?locale=fr&limit=", 422, "Saisissez un nombre entier"),
        (f"?locale=fr&limit={'9' * 5000}", 422, "Saisissez un nombre entier"),
        ("?locale=fr&limit=101", 422, "100"),
        ("?locale=fr&offset=-1", 422, "Assurez-vous que cette valeur est supérieure ou égale à 0"),
        ("?locale=fr&fallback=perhaps", 422, ": true, false."),
        ("?locale=fr&ordering=title", 422, ": listed, starts_at, -starts_at."),
        (f"find/?locale=fr&path={'x' * 3000}", 422, "comporte au plus 2000 caractères"),
        ("find/?locale=fr", 422, "Ce champ est obligatoire"),
        ("find/?locale=fr&path=/no/page/", 404, "Il n’y a"),
        ("nothing/here/?locale=fr", 404, "API"),
        ("draft/?locale=fr&content_type=x&token=y", 404, "Ce brouillon n’existe pas"),
        ("?locale=de&limit=some", 422, "Enter a whole number."),
        ("?locale=de", 422, "“de” is no language of this site."),
    ):
        refused = client.get(f"{LIST}{address}", headers=browser)
        said = json.dumps(refused.json(), ensure_ascii=False)
        assert refused.status_code == status, said
        assert words in said
        assert refused["Content-Language"] == ("en" if "=de" in address else "fr")


def test_a_site_says_where_its_api_is_if_not_at_the_host_that_was_asked(
    site: Any, client: Any, settings: Any
):
    for title in ("Talk", "Later"):
        make_event(site.events["en"], title=title, starts_at=SOON)
    asked = {"from": str(SOON.date()), "to": str(SOON.date()), "limit": "1"}

    def hosts() -> set[str]:
        response = client.get(f"{LIST}occurrences/", asked)
        [found] = response.json()["items"]
        following = response["Link"].strip("<").split(">")[0]
        return {urlsplit(address).netloc for address in (following, found["href"])}

    assert hosts() == {"testserver"}
    settings.WAGTAILAPI_BASE_URL = "https://api.example.org"
    assert hosts() == {"api.example.org"}


def test_text_that_no_database_can_hold_is_not_found(site: Any, client: Any):
    for address in ("organizers/%00/", "organizers/a%00b/", "vocabularies/%00/", "%00/"):
        assert client.get(f"{LIST}{address}").status_code == 404, address
