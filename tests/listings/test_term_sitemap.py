"""The pages of terms in the sitemap."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from tests.factories import make_event
from tests.groups.links.test_sitemap_urls import entries, urls
from tests.listings.test_term_page import soon

pytestmark = pytest.mark.django_db


def test_the_sitemap_has_the_pages_of_terms_that_have_an_event_to_come_for_everybody(
    client: Any, admin_user: Any, site: Any
):
    client.force_login(admin_user)
    soon(site.events["en"], "Talk", gcm_objectives=["13"], areas=["404"], event_type="webinar")
    long_ago = timezone.now() - dt.timedelta(days=90)
    make_event(site.events["en"], starts_at=long_ago, gcm_objectives=["8"])
    soon(site.events["en"], "Draft", gcm_objectives=["9"], live=False)
    secret = soon(site.events["en"], "Secret", gcm_objectives=["10"])
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    found = entries(client)
    english = site.events["en"].full_url
    terms = {address.removeprefix(english) for address in found if address.startswith(english)}
    assert {"objective/13/", "area/404/", "area/002/", "type/webinar/"} <= terms
    assert {"objective/8/", "objective/9/", "objective/10/", "level/global/"}.isdisjoint(terms)
    thirteen = found[f"{english}objective/13/"]
    assert thirteen["x-default"] == f"{english}objective/13/"
    assert thirteen["fr"] == f"{site.events['fr'].full_url}objective/13/"
    assert thirteen["fr"] in found


def test_the_sitemap_leaves_out_what_says_no_more_than_the_list_itself(client: Any, site: Any):
    index = site.events["en"]
    soon(index, "Talk", gcm_objectives=["13", "8"])
    index.fixed_filters = [{"facet": "objective", "value": "13"}]
    index.save_revision().publish()
    found = [address for address in urls(client) if address.startswith(index.full_url)]
    assert f"{index.full_url}objective/8/" in found
    assert f"{index.full_url}objective/13/" not in found
    PageViewRestriction.objects.create(page=index, restriction_type="login")
    assert not [address for address in urls(client) if address.startswith(index.full_url)]


def test_the_sitemap_asks_no_query_for_a_term(client: Any, site: Any):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get("/sitemap.xml?objective=1")
        return len(captured)

    soon(site.events["en"], "Talk", gcm_objectives=["13"])
    client.get("/sitemap.xml")
    few = queries()
    soon(site.events["en"], "Talk", gcm_objectives=["1", "2", "3"], areas=["404", "276"])
    assert queries() == few
