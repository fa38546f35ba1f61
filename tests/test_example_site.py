"""The example site as it runs in production: its settings, its health address, its policy."""

from __future__ import annotations

import json
import os
import re
import runpy
import subprocess
import sys
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from csp.middleware import CSPMiddleware
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpResponse
from django.test import AsyncClient, Client
from django.urls import path

from example_site.content_policy import policy_of_the_admin
from example_site.health import health
from example_site.middleware import PageLocaleMiddleware
from example_site.urls import handler500  # noqa: F401 - what Django asks of the addresses below
from tests.docs.markdown_blocks import ROOT

SETTINGS = "example_site.settings.production"
ENVIRONMENT = {
    "SECRET_KEY": "of-fifty-characters-and-more-than-those-you-would-guess",
    "ALLOWED_HOSTS": "events.example.org, www.example.org",
    "DATABASE_URL": "postgres://events@127.0.0.1:1/events",
    "REDIS_URL": "redis://127.0.0.1:1/0",
}


def fail(request: Any) -> HttpResponse:
    raise OperationalError if "away" in request.path else ValueError


urlpatterns = [path("away/", fail), path("broken/", fail)]


def settings_with(monkeypatch: pytest.MonkeyPatch, **changes: str) -> dict[str, Any]:
    for name, value in (ENVIRONMENT | changes).items():
        monkeypatch.setenv(name, value)
    return runpy.run_module(SETTINGS)


@pytest.mark.parametrize(
    "changes",
    [
        *({name: ""} for name in ENVIRONMENT),
        {"SECRET_KEY": "short"},
        {"ALLOWED_HOSTS": "*"},
        {"DATABASE_URL": "sqlite:///production.sqlite3"},
    ],
    ids=str,
)
def test_production_does_not_start_with_what_is_missing_or_insecure(
    changes: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ImproperlyConfigured, match=next(iter(changes))):
        settings_with(monkeypatch, **changes)


def test_djangos_checks_for_production_find_nothing() -> None:
    # The browser of other tests needs this, and no site may have it.
    here = {
        name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"
    }
    done = subprocess.run(
        [sys.executable, "example_site/manage.py", "check", "--deploy", "--fail-level=WARNING"],
        cwd=ROOT,
        env=here | ENVIRONMENT | {"DJANGO_SETTINGS_MODULE": SETTINGS},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def answer(rf: Any) -> tuple[int, dict[str, str]]:
    response = health(rf.get("/health/"))
    assert "no-store" in response.headers["Cache-Control"]
    return response.status_code, json.loads(response.content)


@pytest.mark.django_db
def test_health_costs_two_queries(rf: Any, django_assert_num_queries: Any) -> None:
    answer(rf)
    with django_assert_num_queries(2):
        assert answer(rf) == (200, {"database": "ok", "schema": "ok", "cache": "ok"})


@pytest.mark.django_db
def test_health_says_that_schema_migrations_are_pending(rf: Any) -> None:
    newest = MigrationRecorder.Migration.objects.filter(app="wagtail_migration_events").last()
    newest.delete()
    assert answer(rf) == (503, {"database": "ok", "schema": "pending", "cache": "ok"})


def test_health_says_that_the_database_is_away_and_not_why(
    rf: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(recorder: MigrationRecorder) -> Any:
        raise OperationalError("db.example.org: password authentication failed")

    monkeypatch.setattr(MigrationRecorder, "applied_migrations", refuse)
    assert answer(rf) == (503, {"database": "down", "schema": "down", "cache": "ok"})


def test_pages_are_served_while_redis_is_away(
    rf: Any, client: Any, site: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.CACHES = settings_with(monkeypatch)["CACHES"]
    for page in (site.events["en"], site.organizers["fr"]):
        assert client.get(page.url).status_code == 200
    assert answer(rf) == (200, {"database": "ok", "schema": "ok", "cache": "down"})


def test_the_admin_alone_may_run_what_stands_inside_a_page(
    rf: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    production = settings_with(monkeypatch)
    settings.CONTENT_SECURITY_POLICY = production["CONTENT_SECURITY_POLICY"]
    settings.ADMIN_POLICY = production["ADMIN_POLICY"]
    served = CSPMiddleware(policy_of_the_admin(lambda request: HttpResponse()))

    def policy(path: str) -> str:
        return str(served(rf.get(path)).headers["Content-Security-Policy"])

    assert "unsafe" not in policy("/en/events/")
    assert "script-src 'self' 'unsafe-inline'" in policy("/admin/pages/")


@pytest.mark.parametrize("server", ["gunicorn", "uvicorn"])
def test_a_reader_is_asked_to_come_back_while_the_database_is_away(
    server: str, settings: Any
) -> None:
    settings.ROOT_URLCONF = __name__
    if server == "gunicorn":
        get = Client(raise_request_exception=False).get
    else:
        get = async_to_sync(AsyncClient(raise_request_exception=False).get)
    away, broken = get("/away/"), get("/broken/")
    assert (away.status_code, away.headers["Retry-After"]) == (503, "30")
    assert "no-store" in away.headers["Cache-Control"]
    assert "Please try again" in away.content.decode()
    assert broken.status_code == 500
    assert "Retry-After" not in broken.headers


def test_no_cache_keeps_answers_of_the_api_apart_by_what_browsers_speak(rf: Any) -> None:
    answer = PageLocaleMiddleware(lambda request: HttpResponse(headers={"Vary": "Authorization"}))
    for asked, vary in (
        ("/api/events/", "Authorization"),
        ("/api/v3/events/changes/", "Authorization"),
        ("/api/v2/pages/", "Authorization, Accept-Language"),
    ):
        assert answer(rf.get(asked))["Vary"] == vary


def test_the_reference_client_keeps_to_the_content_policy_of_the_site():
    """Whoever serves it with that policy, as we do its pages, finds nothing refused."""
    client = ROOT / "example_site/client"
    html = (client / "index.html").read_text()
    files = re.findall(r'(?:src|href)="([^"]*)"', html)
    assert files
    assert [name for name in files if not (client / name).is_file()] == []
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", html)
