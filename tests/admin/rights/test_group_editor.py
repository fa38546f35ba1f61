"""Wagtail's editor of user groups, with our permission among those on pages."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission

from tests.editing import form_data
from wagtail_migration_events.admin.rights.fact_permissions import FACTS_PERMISSION

pytestmark = pytest.mark.django_db


def held(group: Any) -> set[tuple[int, str]]:
    rows = GroupPagePermission.objects.filter(group=group)
    return set(rows.values_list("page", "permission__codename"))


def form_of(client: Any, group: Any) -> tuple[str, BeautifulSoup, dict[str, Any]]:
    url = reverse("wagtailusers_groups:edit", args=[group.pk])
    response = client.get(url)
    assert response.status_code == 200
    soup = BeautifulSoup(response.content, "html.parser")
    form = next(each for each in soup.find_all("form") if each.find(attrs={"name": "name"}))
    return url, soup, form_data(form)


def test_an_administrator_ticks_it_for_a_page(site: Any, editor_client: Any):
    group = Group.objects.create(name="Duty officers")
    url, _soup, data = form_of(editor_client, group)
    page = site.home["fr"]
    data |= {
        "page_permissions-TOTAL_FORMS": "1",
        "page_permissions-0-page": str(page.pk),
        "page_permissions-0-permissions": [FACTS_PERMISSION, "add_page"],
    }
    assert editor_client.post(url, data).status_code == 302
    assert held(group) == {(page.pk, FACTS_PERMISSION), (page.pk, "add_page")}


def test_it_stays_when_the_group_is_saved_again_and_goes_when_it_is_unticked(
    site: Any, editor_client: Any
):
    group = Group.objects.create(name="Duty officers")
    test_page = site.home["fr"]
    right = Permission.objects.get(codename=FACTS_PERMISSION)
    GroupPagePermission.objects.create(group=group, page=test_page, permission=right)
    url, _soup, data = form_of(editor_client, group)
    assert data["page_permissions-0-permissions"] == [FACTS_PERMISSION]
    editor_client.post(url, data)
    assert held(group) == {(test_page.pk, FACTS_PERMISSION)}
    del data["page_permissions-0-permissions"]
    editor_client.post(url, data)
    assert held(group) == set()


def test_every_box_stands_under_its_own_heading(site: Any, editor_client: Any):
    group = Group.objects.create(name="Duty officers")
    _url, soup, _data = form_of(editor_client, group)
    table = soup.find(id="id_page_permissions-FORMS").parent
    headings = [cell["title"] for cell in table.find("thead").find_all("th")[1:]]
    template = soup.find(id="id_page_permissions-EMPTY_FORM_TEMPLATE")
    boxes = [box["value"] for box in template.find_all("input", {"type": "checkbox"})]
    boxes = [box for box in boxes if box != "on"]
    pairs = dict(zip(headings, boxes, strict=True))
    assert pairs["Change facts of events in all languages"] == FACTS_PERMISSION
    assert pairs["Publish any page"] == "publish_page"
    assert pairs["Edit any page"] == "change_page"
