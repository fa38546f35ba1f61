"""What `visible()` shows is what Wagtail would serve, on trees that nobody would plant by hand."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group, User
from django.core.management import call_command
from django.db import connection, transaction
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page, PageViewRestriction

from tests.factories import make_event, make_organizer, make_page
from wagtail_migration_events.groups.visibility import (
    has_passed_restrictions,
    visible,
)
from wagtail_migration_events.occurrences.filters import EventFilters, When
from wagtail_migration_events.occurrences.rows import IndexedOccurrence
from wagtail_migration_events.occurrences.scope import Scope
from wagtail_migration_events.occurrences.search import EventSearch
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


def test_what_has_expired_is_hidden_before_wagtail_takes_it_down(site: Any):
    gone, still_there = make_event(site.events["en"]), make_event(site.events["en"])
    for page, hours in ((gone, -1), (still_there, 1)):
        expires = timezone.now() + dt.timedelta(hours=hours)
        EventPage.objects.filter(pk=page.pk).update(expire_at=expires)
    pks = [gone.pk, still_there.pk]
    assert list(visible(EventPage.objects.filter(pk__in=pks))) == [still_there]
    rows = IndexedOccurrence.objects.filter(Scope("en").condition(), page__in=pks)
    assert [row.page_id for row in rows] == [still_there.pk]


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


# --- Trees that Hypothesis plants ---

PAST, SOON = -dt.timedelta(hours=1), dt.timedelta(hours=1)
node = st.fixed_dictionaries(
    {
        "parent": st.integers(0, 30),
        "alias_of": st.none() | st.integers(0, 30),
        "live": st.sampled_from([True, True, True, False]),
        "expires": st.sampled_from([None, None, None, PAST, SOON]),
        "closed": st.sampled_from([None, None, None, "login", "groups", "password"]),
    }
)


class Grove:
    """Events below and beside each other, with what a search sees of them through the index."""

    def __init__(self, root: Any, nodes: list[dict[str, Any]], group: Any) -> None:
        self.pages = [make_event(root, starts_at=timezone.now() + dt.timedelta(days=1))]
        for number, each in enumerate(nodes):
            self.pages.append(self._plant(number, **each))
        for page, each in zip(self.pages[1:], nodes, strict=True):
            expires = each["expires"] and timezone.now() + each["expires"]
            Page.objects.filter(pk=page.pk).update(live=each["live"], expire_at=expires)
            if each["closed"]:
                restrict(page, each["closed"], group if each["closed"] == "groups" else None)
        self.pages = [Page.objects.get(pk=page.pk) for page in self.pages]

    def _plant(self, number: int, parent: int, alias_of: int | None, **_later: Any) -> Any:
        place = Page.objects.get(pk=self.pages[parent % len(self.pages)].pk)
        if alias_of is None:
            return make_event(place)
        source = EventPage.objects.get(pk=self.pages[alias_of % len(self.pages)].pk)
        return source.create_alias(parent=place, update_slug=f"alias-{number}")

    def served_to(self, request: Any) -> set[int]:
        """What Wagtail would serve, if it had taken down at once what has expired."""
        now = timezone.now()
        return {
            page.pk
            for page in self.pages
            if page.live
            and not (page.expire_at and page.expire_at <= now)
            and all(
                request and restriction.accept_request(request)
                for restriction in page.get_view_restrictions()
            )
        }

    def shown_to(self, request: Any) -> set[int]:
        pks = [page.pk for page in self.pages]
        return set(visible(Page.objects.filter(pk__in=pks), request).values_list("pk", flat=True))

    def indexed_for(self, request: Any) -> set[int]:
        rows = IndexedOccurrence.objects.filter(Scope("en", request).condition())
        rows = rows.filter(page__in=[page.pk for page in self.pages])
        return set(rows.values_list("page_id", flat=True))

    def found_by(self, request: Any) -> set[Any]:
        """The keys of the events that a search finds; an alias is the event that it mirrors."""
        search = EventSearch(EventFilters(When.ALL), Scope("en", request))
        return {event.key for event in search.events}


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(nodes=st.lists(node, min_size=1, max_size=9), data=st.data())
def test_lists_and_index_show_what_wagtail_serves_on_any_tree(nodes: Any, data: Any, site: Any):
    with transaction.atomic():
        group = Group.objects.create(name="Delegates")
        delegate = User.objects.create_user("delegate")
        delegate.groups.add(group)
        grove = Grove(site.events["en"], nodes, group)
        passwords = PageViewRestriction.objects.filter(restriction_type="password")
        visitors = [
            None,
            request_of(),
            request_of(User.objects.create_user("member")),
            request_of(delegate),
            request_of(passed=tuple(passwords.values_list("pk", flat=True)[:1])),
            request_of(User.objects.create_superuser("root")),
        ]
        keys = dict(IndexedOccurrence.objects.values_list("page_id", "key"))
        for visitor in visitors:
            served = grove.served_to(visitor)
            assert grove.shown_to(visitor) == grove.indexed_for(visitor) == served
            assert grove.found_by(visitor) == {keys[pk] for pk in served}
        transaction.set_rollback(True)


# --- Answers that depend on who asks ---


@pytest.fixture
def closed(site: Any) -> Any:
    """An event for those who know its password, and what else a visitor could ask for."""
    page = make_event(site.events["en"], title="Closed meeting")
    restrict(page, "password")
    return page


ADDRESSES = ("event", "index", "organizer")


def address(site: Any, kind: str) -> str:
    if kind == "event":
        return make_event(site.events["en"], title="Public meeting").url
    if kind == "organizer":
        return make_organizer(site.organizers["en"]).url
    return site.events["en"].url


@pytest.mark.parametrize("kind", ADDRESSES)
def test_who_has_typed_a_password_gets_answers_that_nobody_keeps(
    kind: str, closed: Any, site: Any, client: Any
):
    url = address(site, kind)
    assert "no-store" not in client.get(url).get("Cache-Control", "")
    restriction = PageViewRestriction.objects.get(page=closed.pk)
    args = [restriction.pk, closed.pk]
    typed = {"password": "open sesame", "return_url": closed.url}
    response = client.post(reverse("wagtailcore_authenticate_with_password", args=args), typed)
    assert response.status_code == 302
    for asked in (url, closed.url):
        response = client.get(asked)
        assert response.status_code == 200
        assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))


@pytest.mark.parametrize("kind", ADDRESSES)
def test_who_is_logged_in_gets_answers_that_nobody_keeps(kind: str, site: Any, client: Any):
    restrict(make_event(site.events["en"]))
    url = address(site, kind)
    client.force_login(User.objects.create_user("member"))
    assert {"private", "no-store"} <= set(client.get(url)["Cache-Control"].split(", "))
