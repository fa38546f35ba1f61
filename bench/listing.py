"""The Events listing, with Wagtail's explorer of the same pages in the same run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.contrib.auth import get_permission_codename, get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.admin.viewsets.pages import page_viewset_registry
from wagtail.models import GroupPagePermission

from bench.cases import Case, Plan, Subject, at_most_queries, at_most_times
from bench.finding import seed
from bench.seeding import plant_site
from wagtail_migration_events.groups.page_model import base_page_model

EXPLORER = "Wagtail's explorer"
LISTING = "Events listing"
FILTERED = "Events listing, filtered"
ATTENTION = "Events listing, needs attention"
SEARCH = "Events listing, searched"
COLUMNS = "explorer with the columns of events"
HOME = "home page with its panels"


def subject(plan: Plan) -> Subject:
    """Ask for what an editor opens first, among ten times as many events as the plan says, which
    is 10,000 if nobody says otherwise, in all its languages."""
    seed(plan, 10 * plan.events)
    client = an_editor()
    index = plant_site(plan.languages)[plan.languages[0]]
    explorer = reverse("wagtailadmin_explore", args=[index.pk])
    listing = reverse("wagtail_migration_events:index")
    got = partial(opened, client)
    cases = [
        Case(EXPLORER, _as_wagtail_has_it(got(explorer))),
        Case(LISTING, got(listing)),
        Case(FILTERED, got(f"{listing}?objective=13&objective=2&area=002&published=live")),
        Case(SEARCH, got(f"{listing}?q=event+777")),
        Case(ATTENTION, got(f"{listing}?attention=any")),
        Case(COLUMNS, got(explorer)),
        Case(HOME, got(reverse("wagtailadmin_home"))),
    ]
    bounds = [
        at_most_queries(LISTING, 30),
        at_most_queries(LISTING, 5, more_than=EXPLORER),
        at_most_queries(ATTENTION, 12, more_than=EXPLORER),
        at_most_times(LISTING, 1, unit=EXPLORER),
    ]
    return Subject(cases, bounds)


def an_editor() -> Client:
    user, made = get_user_model().objects.get_or_create(username="bench-an-editor")
    if made:
        user.groups.add(_editors())
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    return client


def _editors() -> Group:
    """Return who may do everything with pages, but not submit them to wagtail-localize, which
    would ask twice for each row, here as in the explorer."""
    group = Group.objects.create(name="Bench editors")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    root = base_page_model().get_first_root_node()
    for name in ("add", "change", "publish"):
        codename = get_permission_codename(name, base_page_model()._meta)
        right = Permission.objects.get(codename=codename, content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(group=group, page=root, permission=right)
    return group


def opened(client: Client, url: str) -> Callable[[Any], Any]:
    def get(_prepared: Any) -> Any:
        response = client.get(url)
        if response.status_code != 200:
            raise AssertionError(f"{url} answered {response.status_code}")
        return response

    return get


def _as_wagtail_has_it(get: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def run(prepared: Any) -> Any:
        with _no_columns_of_events():
            return get(prepared)

    return run


@contextmanager
def _no_columns_of_events() -> Iterator[None]:
    parents = page_viewset_registry.values_by_parent_model
    there = dict(parents)
    for model in list(parents):
        if model.__module__.startswith("wagtail_migration_events"):
            del parents[model]
    try:
        yield
    finally:
        parents.clear()
        parents.update(there)
