"""What to look at before an event is published, asked anew while somebody writes it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from wagtail_migration_events.events.editor.readiness_panel import READINESS_URL, results_to_show
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.page_model import base_pages_with

#: Digits of a primary key.
LONGEST_KEY = 18


def readiness_urls() -> list[Any]:
    """For Wagtail's hook ``register_admin_urls``."""
    return [path("event-readiness/", readiness, name=READINESS_URL)]


@never_cache
@require_GET
def readiness(request: HttpRequest) -> HttpResponse:
    """Answer with a fragment of HTML that says what was found in the newest version of an event;
    ``?page=`` is its primary key."""
    pk = request.GET.get("page", "")
    if not (pk.isascii() and pk.isdigit() and len(pk) <= LONGEST_KEY):
        raise Http404
    page = base_pages_with(EventPageMixin).filter(pk=int(pk)).first()
    if page is None:
        raise Http404
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    event = page.specific.get_latest_revision_as_object()
    template = "wagtail_migration_events/admin/readiness_results.html"
    return render(request, template, {"results": results_to_show(event)})
