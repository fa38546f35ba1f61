"""The addresses of many pages at once are those that Wagtail gives each of them."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpRequest
from wagtail.models import Page, Site

from tests.factories import make_event, translated
from wagtail_migration_events.groups.links.sibling_addresses import addresses_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("with_request", [True, False])
def test_every_page_has_the_address_that_wagtail_gives_it(
    site: Any, rf: Any, settings: Any, with_request: bool
):
    settings.WAGTAIL_ALLOW_UNICODE_SLUGS = True
    first = make_event(site.events["en"], slug="a")
    for slug in ("e", "events", "اجتماع"):
        make_event(site.events["en"], slug=slug)
    translated(first, "fr")
    site_of_its_own = make_event(site.events["en"], slug="umbrella")
    make_event(site_of_its_own, slug="part")
    make_event(site_of_its_own, slug="umbrella")
    Site.objects.create(hostname="umbrella.test", root_page=site_of_its_own)
    nowhere = Page.objects.get(depth=1).add_child(instance=Page(title="Nowhere", slug="nowhere"))
    request: HttpRequest | None = rf.get("/", headers={"host": "localhost"})
    request = request if with_request else None
    pages = list(Page.objects.order_by("-path"))
    expected = {page.pk: page.get_url(request) or "" for page in pages}
    assert addresses_of(pages, request) == expected
    assert addresses_of(reversed(pages), request) == expected
    assert expected[nowhere.pk] == ""
