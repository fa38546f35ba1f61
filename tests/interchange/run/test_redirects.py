"""From where an event stood before to its page; in the world that has Wagtail's redirects."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps

from tests.interchange.building import import_rows, make_row
from wagtail_migration_events.interchange.record import ImportRecord

INSTALLED = apps.is_installed("wagtail.contrib.redirects")
OLD = "http://localhost/old/node-11?b=2&a=1"


@pytest.fixture
def index(site: Any) -> Any:
    return site.events["en"]


def redirects() -> Any:
    return apps.get_model("wagtailredirects", "Redirect").objects.all()


def notes(outcomes: Any) -> str:
    return " ".join(note for outcome in outcomes for note in outcome.notes)


@pytest.mark.skipif(INSTALLED, reason="the world without redirects")
def test_a_site_without_redirects_imports_all_the_same(index: Any) -> None:
    assert "redirect" not in notes(import_rows(index, make_row(url=OLD)))
    assert ImportRecord.objects.get().page is not None


if INSTALLED:

    def test_an_old_address_leads_to_the_page(index: Any) -> None:
        assert "/old/node-11" in notes(import_rows(index, make_row(url=OLD), dry_run=True))
        assert not redirects().exists()
        assert "/old/node-11" in notes(import_rows(index, make_row(url=OLD)))
        (redirect,) = redirects()
        assert redirect.old_path == "/old/node-11?a=1&b=2"
        assert redirect.site == index.get_site()
        assert redirect.redirect_page == ImportRecord.objects.get().page
        import_rows(index, make_row(url=OLD))
        assert redirects().count() == 1

    def test_a_path_of_the_site_is_an_old_address_too(index: Any) -> None:
        import_rows(index, make_row(id="11", url="/old/node/11/"), source="intranet")
        assert redirects().get().old_path == "/old/node/11"

    def test_a_redirect_that_is_there_is_never_written_over(index: Any) -> None:
        redirects().create(old_path="/old/node-11?a=1&b=2", redirect_link="/elsewhere/")
        assert "stays" in notes(import_rows(index, make_row(url=OLD)))
        assert redirects().get().redirect_link == "/elsewhere/"

    @pytest.mark.parametrize(
        "address",
        [
            "https://elsewhere.example/old/node-11",
            "http://localhost/list#the-third",
            "http://localhost/",
            "//elsewhere.example/old",
            "/\\elsewhere.example/old",
            f"/old/{'x' * 255}",
            "http://[localhost/old",
        ],
    )
    def test_other_hosts_and_parts_of_pages_get_none(index: Any, address: str) -> None:
        import_rows(index, make_row(id="11", url=address), source="intranet")
        assert ImportRecord.objects.get().page is not None
        assert not redirects().exists()

    def test_a_page_is_not_led_to_itself(index: Any) -> None:
        path = f"{index.get_url()}a-talk-on-data"
        import_rows(index, make_row(id="11", url=path), source="intranet")
        assert ImportRecord.objects.get().page.slug == "a-talk-on-data"
        assert not redirects().exists()
