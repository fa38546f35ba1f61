"""Whether readers and editors find everything working, and what readers see."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from mysite.website.models import EventIndexPage, EventPage, HomePage, StandardPage
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Revision, Workflow, WorkflowState


def reader(host: str = "town.example", **who: Any) -> Client:
    return Client(headers={"host": host}, **who)


def editor(name: str = "admin") -> Client:
    client = Client(headers={"host": "town.example"})
    client.force_login(get_user_model().objects.get(username=name))
    return client


def look(again: Iterable[str] = ()) -> dict[str, str]:
    """Return what readers see, by address: of some of the team's own pages, or at the addresses
    that were looked at before."""
    seen = {}
    for address in again or _addresses_of_the_team():
        host, _, path = address.removeprefix("http://").partition("/")
        response = reader(host).get(f"/{path}")
        is_page = response.status_code == 200
        text = response.content.decode() if is_page else response.get("Location")
        seen[address] = f"{response.status_code} {text}"
    return seen


def _addresses_of_the_team() -> list[str]:
    found = []
    for model in (HomePage, StandardPage, EventIndexPage, EventPage):
        pages = Page.objects.type(model).order_by("path")[::7]
        found += [page.full_url for page in pages if page.full_url]
    paths = ("events.json", "old/0", "old/4", "old/link", "api/v2/pages/?limit=20")
    return [*found, *(f"http://town.example/{path}" for path in paths)]


def everything_works() -> None:
    """Draw the screens that name pages, classes, tasks or log entries, and those of their pages."""
    admin = editor()
    wrong = {}
    for address in addresses():
        response = admin.get(address, follow=True)
        if response.status_code != 200:
            wrong[address] = response.status_code
    assert not wrong, wrong


def addresses() -> list[str]:
    found = [reverse("wagtailadmin_home"), reverse("wagtailadmin_explore_root")]
    found += [
        reverse(f"wagtailadmin_reports:{name}")
        for name in (
            "locked_pages",
            "workflow",
            "workflow_tasks",
            "site_history",
            "aging_pages",
            "page_types_usage",
        )
    ]
    found += [
        reverse(name)
        for name in (
            "wagtailadmin_workflows:index",
            "wagtailadmin_workflows:task_index",
            "wagtailusers_groups:index",
            "wagtailredirects:index",
            "wagtailsnippets:index",
            "wagtaillocales:index",
        )
    ]
    found.append(reverse("wagtailadmin_pages:search") + "?q=Event")
    found.append(reverse("wagtailadmin_reports:site_history") + "?export=xlsx")
    for name, rows in (
        ("wagtailadmin_workflows:edit", Workflow.objects),
        ("wagtailusers_groups:edit", Group.objects),
    ):
        found += [reverse(name, args=[row.pk]) for row in rows.order_by("pk")[:3]]
    for redirect in Redirect.objects.all()[:3]:
        found.append(reverse("wagtailredirects:edit", args=[redirect.pk]))
    if apps.is_installed("wagtail_localize"):
        found.append(reverse("wagtail_localize:translations_report"))
    for state in WorkflowState.objects.order_by("pk")[::3]:
        args = [state.object_id, state.pk]
        found.append(reverse("wagtailadmin_pages:workflow_history_detail", args=args))
    for page in some_pages():
        found.append(reverse("wagtailadmin_explore", args=[page.pk]))
        for name in ("edit", "history", "workflow_history", "usage"):
            found.append(reverse(f"wagtailadmin_pages:{name}", args=[page.pk]))
        revision = Revision.page_revisions.filter(object_id=str(page.pk)).first()
        if revision is not None:
            args = [page.pk, revision.pk]
            found.append(reverse("wagtailadmin_pages:revisions_revert", args=args))
    return found


def some_pages() -> list[Page]:
    """Return a page of each class, one with a newer draft if there is one."""
    kinds = Page.objects.filter(depth__gt=1).order_by().values_list("content_type", flat=True)
    return [
        page
        for kind in sorted(set(kinds))
        for page in Page.objects.filter(content_type=kind, depth__gt=1).order_by(
            "-has_unpublished_changes", "pk"
        )[:1]
    ]
