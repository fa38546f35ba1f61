"""Hand in, approve, refuse and cancel the way people do it: through Wagtail's addresses."""

from __future__ import annotations

import io
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from tests.editing import Editor
from wagtail_migration_events.translation.models import LanguageSettings

LANGUAGES = ("fr", "ar")
PUBLISH = ("add_page", "change_page", "publish_page")


def set_up() -> None:
    """Make the groups of every language and their workflow, as who runs the site does."""
    call_command("events_setup_groups", stdout=io.StringIO())


def of_language(language: str) -> LanguageSettings:
    return LanguageSettings.objects.get(locale__language_code=language)


def group_with(name: str, pages: list[Any], rights: tuple[str, ...]) -> Group:
    group = Group.objects.create(name=name)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=rights
    ):
        for page in pages:
            GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    return group


def log_in(name: str, *groups: Group, superuser: bool = False) -> Client:
    """Make somebody who is in some groups, and open a browser for them."""
    make = get_user_model().objects
    user = (make.create_superuser if superuser else make.create_user)(name, f"{name}@x.org", name)
    user.groups.add(*groups)
    client = Client()
    client.force_login(user)
    client.user = user  # type: ignore[attr-defined]
    return client


def person_of(role: str, site: Any) -> Client:
    """Make the person of a role, such as ``translator-fr``, as the groups are set up."""
    kind, _, language = role.partition("-")
    if kind == "admin":
        return log_in(role, superuser=True)
    if language:
        return log_in(role, getattr(of_language(language), f"{kind}s"))
    pages = list(site.home.values()) if kind == "editor" else []
    return log_in(role, group_with(role, pages, PUBLISH if pages else ()))


def fresh(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk)


def start_review(page: Any, client: Any) -> Any:
    """Start what the menu item "Submit" starts; return the page."""
    page = fresh(page)
    page.get_latest_revision() or page.save_revision(user=client.user)
    page = fresh(page)
    page.get_workflow().start(page, client.user)
    return fresh(page)


def act(client: Any, page: Any, name: str, state: Any = None, comment: str = "") -> Any:
    """Answer a review, as in the panel on the admin's first page."""
    state = state or Page.objects.get(pk=page.pk).current_workflow_task_state
    pk = state.pk if state is not None else 0
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, name, pk])
    return client.post(url, {"comment": comment})


def send(client: Any, page: Any, action: str, **values: Any) -> Any:
    """Press a button of Wagtail's editor of a page."""
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    if client.get(url).status_code != 200:
        return client.post(url, {action: action})
    editor = Editor.of(client, page).fill(**values)
    return client.post(url, {**editor.data, action: action})


def status_of(page: Any) -> str:
    """Return how the last review of a page stands: "" if it has had none."""
    state = fresh(page).workflow_states.order_by("pk").last()
    return state.status if state is not None else ""
