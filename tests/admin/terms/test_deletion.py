"""Deleting a term: refused while it is in use, with where."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission

from tests.factories import make_event
from wagtail_migration_events.vocabularies.site.terms import EventType

pytestmark = pytest.mark.django_db


def delete_url(*codes: str) -> str:
    pks = EventType.objects.filter(code__in=codes).values_list("pk", flat=True)
    if len(codes) == 1:
        return reverse("wagtailsnippets_wagtail_migration_events_eventtype:delete", args=pks)
    bulk = reverse("wagtail_bulk_action", args=["wagtail_migration_events", "eventtype", "delete"])
    return bulk + "?next=/admin/&" + "&".join(f"id={pk}" for pk in pks)


def page_url(page: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


@pytest.mark.parametrize("codes", [["webinar"], ["webinar", "holiday"]])
@pytest.mark.parametrize("method", ["get", "post"])
def test_deleting_a_term_in_use_is_refused_with_the_pages(
    site: Any, editor_client: Any, codes: list[str], method: str
) -> None:
    page = make_event(site.events["en"], title="A <b>talk</b>", event_type="webinar")
    before = EventType.objects.count()
    response = getattr(editor_client, method)(delete_url(*codes))
    html = response.content.decode()
    assert response.status_code == (200 if method == "get" else 409)
    assert "“Webinar” is in use" in html
    assert f'<a href="{page_url(page)}">A &lt;b&gt;talk&lt;/b&gt;</a>' in html
    assert EventType.objects.count() == before


def test_a_draft_counts_as_use(site: Any, editor_client: Any) -> None:
    page = make_event(site.events["en"])
    page.event_type = "webinar"
    page.save_revision()
    assert page_url(page) in editor_client.get(delete_url("webinar")).content.decode()


@pytest.mark.parametrize("codes", [["holiday"], ["holiday", "launch"]])
def test_terms_that_nobody_uses_are_deleted_after_asking(
    site: Any, editor_client: Any, codes: list[str]
) -> None:
    address = delete_url(*codes)
    assert "Yes, delete" in editor_client.get(address).content.decode()
    assert editor_client.post(address).status_code == 302
    assert not EventType.objects.filter(code__in=codes).exists()


def test_pages_that_the_editor_may_not_edit_are_counted_and_not_named(
    site: Any, client: Any, django_user_model: Any
) -> None:
    ours = make_event(site.events["fr"], title="Our talk", event_type="webinar")
    make_event(site.events["en"], title="A secret talk", event_type="webinar")
    group = Group.objects.create(name="French editors")
    group.permissions.add(
        Permission.objects.get(codename="access_admin"),
        Permission.objects.get(codename="delete_eventtype"),
    )
    change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    GroupPagePermission.objects.create(
        group=group, page=site.events["fr"].page_ptr, permission=change
    )
    user = django_user_model.objects.create_user("editor-fr", password="x")
    user.groups.add(group)
    client.force_login(user)

    html = client.get(delete_url("webinar")).content.decode()
    assert page_url(ours) in html
    assert "1 page that you may not edit" in html
    assert "A secret talk" not in html


def test_the_usage_view_of_a_term_names_the_pages(site: Any, editor_client: Any) -> None:
    make_event(site.events["en"], title="The talk", event_type="webinar")
    term = EventType.objects.get(code="webinar")
    address = reverse("wagtailsnippets_wagtail_migration_events_eventtype:usage", args=[term.pk])
    assert "The talk" in editor_client.get(address).content.decode()
