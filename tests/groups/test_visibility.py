"""What `visible()` shows is what Wagtail would serve, on trees that nobody would plant by hand."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group, User
from django.core.management import call_command
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from tests.factories import make_event, make_page
from wagtail_migration_events.groups.visibility import has_passed_restrictions, visible
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db
VISITORS = ("nobody", "anonymous", "member", "in_group", "password", "superuser")


def request_of(user: Any = None, passed: tuple[int, ...] = ()) -> Any:
    request = RequestFactory().get("/")
    request.user = user or AnonymousUser()
    request.session = {PageViewRestriction.passed_view_restrictions_session_key: list(passed)}
    return request


def restrict(page: Any, kind: str = "login", group: Any = None) -> PageViewRestriction:
    restriction = PageViewRestriction.objects.create(
        page_id=page.pk, restriction_type=kind, password="open sesame"
    )
    if group:
        restriction.groups.add(group)
    return restriction


def plant(chance: random.Random, root: Any, group: Any) -> list[Any]:
    """Plant live pages, drafts, aliases, aliases of aliases, and close some branches."""
    pages = [make_page(Page, root)]
    for number in range(24):
        parent = Page.objects.get(pk=chance.choice(pages).pk)
        if number > 3 and chance.random() < 0.4:
            source = Page.objects.get(pk=chance.choice(pages).pk)
            page = source.create_alias(parent=parent, update_slug=f"alias-{number}")
        else:
            page = make_page(Page, parent, live=chance.random() < 0.85)
        pages.append(page)
    for page in chance.sample(pages, 5):
        kind = chance.choice(["login", "groups", "password"])
        restrict(page, kind, group if kind == "groups" else None)
    return [Page.objects.get(pk=page.pk) for page in pages]


@pytest.mark.parametrize("seed", range(8))
def test_it_agrees_with_wagtail_on_random_trees_for_every_visitor(seed: int, site: Any):
    chance = random.Random(seed)
    group = Group.objects.create(name="Delegates")
    member = User.objects.create_user("member")
    delegate = User.objects.create_user("delegate")
    delegate.groups.add(group)
    pages = plant(chance, site.home["en"], group)
    passwords = PageViewRestriction.objects.filter(restriction_type="password")
    visitors = {
        "nobody": None,
        "anonymous": request_of(),
        "member": request_of(member),
        "in_group": request_of(delegate),
        "password": request_of(passed=tuple(passwords.values_list("pk", flat=True)[:1])),
        "superuser": request_of(User.objects.create_superuser("root")),
    }
    for name in VISITORS:
        request = visitors[name]
        shown = set(visible(Page.objects.all(), request).values_list("pk", flat=True))
        for page in pages:
            restrictions = page.get_view_restrictions()
            passed = all(request and each.accept_request(request) for each in restrictions)
            assert (page.pk in shown) == (page.live and passed), (seed, name, page)


def test_a_restriction_on_an_alias_itself_counts_as_little_as_in_wagtail(site: Any):
    page = make_page(Page, site.home["en"])
    alias = page.create_alias(parent=site.home["en"], update_slug="alias")
    restrict(alias)
    assert set(visible(Page.objects.filter(pk__in=[page.pk, alias.pk]))) == {page, alias}


def test_an_alias_of_an_alias_of_a_closed_page_and_what_lies_below_it_are_closed(site: Any):
    closed = make_page(Page, site.home["en"])
    restrict(closed)
    alias = closed.create_alias(parent=site.home["fr"], update_slug="one")
    second = alias.create_alias(parent=site.home["ar"], update_slug="two")
    below = make_event(second)
    pages = [closed.pk, alias.pk, second.pk, below.pk]
    assert not visible(Page.objects.filter(pk__in=pages)).exists()
    assert not visible(EventPage.objects.filter(pk=below.pk)).exists()


def test_a_page_whose_path_only_begins_alike_stays_visible(site: Any):
    closed = make_page(Page, site.home["en"])
    neighbour = make_page(Page, site.home["en"])
    restrict(closed)
    assert list(visible(Page.objects.filter(pk__in=[closed.pk, neighbour.pk]))) == [neighbour]


def test_two_restrictions_on_one_page_must_both_be_passed(site: Any):
    page = make_page(Page, site.home["en"])
    restrict(page)
    password = restrict(page, "password")
    user = User.objects.create_user("member")
    mine = Page.objects.filter(pk=page.pk)
    assert not visible(mine, request_of(user)).exists()
    assert visible(mine, request_of(user, passed=(password.pk,))).exists()


def test_drafts_unpublished_expired_and_scheduled_pages_never_appear(site: Any):
    soon = timezone.now() + dt.timedelta(days=1)
    past = timezone.now() - dt.timedelta(days=1)
    draft = make_event(site.events["en"], live=False)
    unpublished = make_event(site.events["en"])
    unpublished.unpublish()
    scheduled = make_event(site.events["en"], live=False)
    scheduled.go_live_at = soon
    scheduled.save_revision().publish()
    expiring = make_event(site.events["en"])
    EventPage.objects.filter(pk=expiring.pk).update(expire_at=past)
    call_command("publish_scheduled")
    pks = [page.pk for page in (draft, unpublished, scheduled, expiring)]
    superuser = request_of(User.objects.create_superuser("root"))
    for request in (None, request_of(), superuser):
        assert not visible(EventPage.objects.filter(pk__in=pks), request).exists()


def test_a_branch_of_many_closed_pages_makes_one_condition(site: Any):
    top = make_page(Page, site.home["en"])
    restrict(top)
    for _ in range(5):
        restrict(make_page(Page, top))
    assert str(visible(Page.objects.all()).query).count("LIKE") == 1


def test_the_number_of_queries_does_not_grow_with_restrictions_by_group(site: Any):
    group = Group.objects.create(name="Delegates")
    user = User.objects.create_user("delegate")
    user.groups.add(group)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            list(visible(Page.objects.all(), request_of(User.objects.get(pk=user.pk))))
        return len([query for query in captured if "pageviewrestriction" in query["sql"]])

    restrict(make_page(Page, site.home["en"]), "groups", group)
    few = queries()
    for _ in range(4):
        restrict(make_page(Page, site.home["en"]), "groups", group)
    assert queries() == few


def test_only_a_visitor_who_sees_more_than_the_public_has_passed_restrictions(site: Any):
    page = make_page(Page, site.home["en"])
    user = User.objects.create_user("member")
    assert not has_passed_restrictions(request_of(user))
    restrict(page)
    assert has_passed_restrictions(request_of(user))
    assert not has_passed_restrictions(request_of())


@pytest.mark.parametrize("index", ["events", "organizers"])
def test_a_list_that_shows_closed_pages_is_never_cached_for_others(index: str, site: Any, client):
    page = getattr(site, index)["en"]
    restrict(make_page(Page, site.home["en"]))
    assert "no-store" not in client.get(page.url).get("Cache-Control", "")
    client.force_login(User.objects.create_user("member"))
    assert "no-store" in client.get(page.url)["Cache-Control"]
    assert "private" in client.get(page.url)["Cache-Control"]
