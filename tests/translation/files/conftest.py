"""An event with text of every kind, in draft in French and Arabic, and people with rights."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import GroupPagePermission

from tests.built_once import again, for_a_module
from tests.factories import make_event
from tests.translation.translating import body_of, submit

PARAGRAPH = (
    '<p data-block-key="x1">Read <b>the <i>whole</i> programme</b> at '
    '<a href="https://example.org/programme?a=1&amp;b=2">our site</a><br/>'
    "or write &lt;here&gt;.</p>"
    '<p data-block-key="x2">=SUM(A1) of {number} cities</p>'
)
#: The languages in whose trees each has which rights.
ROLES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "coordinator": (("en",), ("change_page", "submit")),
    "editor": (("en",), ("change_page",)),
    "translator-fr": (("fr",), ("change_page",)),
    "translator-ar": (("ar",), ("change_page",)),
    "nobody": ((), ("submit",)),
}


@for_a_module
def _event(site: Any, editor_client: Any, on_commit: Any) -> Any:
    page = make_event(
        site.events["en"],
        title="Forum of cities",
        summary="Two lines:\r\nthe second & last, \u00a0with 🌍.",
        body=body_of(
            [
                {"type": "heading", "value": "Programme", "id": "b1"},
                {"type": "paragraph", "value": PARAGRAPH, "id": "b2"},
            ]
        ),
    )
    submit(editor_client, page, "fr", "ar", on_commit=on_commit)
    return page


@pytest.fixture
def event(_event: Any, editor_client: Any) -> Any:
    return again(_event)


@pytest.fixture
def person(site: Any, django_user_model: Any) -> Callable[[str], Client]:
    """Make a person of the role, logged in."""

    def make(role: str) -> Client:
        user = django_user_model.objects.create_user(role, f"{role}@example.org", role)
        group = Group.objects.create(name=role)
        user.groups.add(group)
        languages, rights = ROLES[role]
        wanted = ["access_admin", *(["submit_translation"] if "submit" in rights else [])]
        group.permissions.add(*Permission.objects.filter(codename__in=wanted))
        for permission in Permission.objects.filter(
            codename__in=rights, content_type__app_label="wagtailcore"
        ):
            for language in languages:
                GroupPagePermission.objects.create(
                    group=group, page=site.home[language], permission=permission
                )
        client = Client()
        client.force_login(user)
        client.user = user  # type: ignore[attr-defined]
        return client

    return make
