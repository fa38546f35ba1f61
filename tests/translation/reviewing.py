"""Hand in, approve, refuse and cancel the way people do it: through Wagtail's addresses."""

from __future__ import annotations

import io
from typing import Any

from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from tests.editing import Editor
from tests.translation import people
from wagtail_migration_events.translation.models import LanguageSettings

LANGUAGES = ("fr", "ar")


def set_up() -> None:
    """Make the groups of every language and their workflow, as who runs the site does."""
    call_command("events_setup_groups", stdout=io.StringIO())


def of_language(language: str) -> LanguageSettings:
    return LanguageSettings.objects.get(locale__language_code=language)


def person_of(role: str, site: Any) -> Client:
    """Make the person of a role, such as ``translator-fr``, as the groups are set up."""
    kind, _, language = role.partition("-")
    if kind == "admin":
        return people.logged_in(people.member(role, is_superuser=True))
    if language:
        group = getattr(of_language(language), f"{kind}s")
    else:
        pages = site.home.values() if kind == "editor" else ()
        group = people.team(role, pages, people.PUBLISH)
    return people.logged_in(people.member(role, group))


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
