"""The ways of going live that Wagtail's own admin has, at its hooks."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from wagtail_migration_events.admin.subtrees import pages_below
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.translation.event_class import is_event
from wagtail_migration_events.translation.gate.missing import (
    what_is_missing,
    what_is_missing_of,
    what_keeps_back,
)
from wagtail_migration_events.translation.gate.newest_words import write_words
from wagtail_migration_events.translation.gate.obstacle import in_sentences
from wagtail_migration_events.translation.gate.telling import say_what_is_missing


def ask_before_publishing(request: HttpRequest, page: Any) -> HttpResponse | None:
    """For Wagtail's hook ``before_publish_page``: publish now, or at the date in the form.

    What was typed has just been saved as a draft.
    """
    missing = what_is_missing(page)
    if not missing:
        return None
    say_what_is_missing(request, [page], missing, saved=True)
    return redirect("wagtailadmin_pages:edit", page.pk)


def ask_before_publishing_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """For Wagtail's hook ``before_bulk_action``: all of it, or none."""
    if action_type != "publish" or not all(isinstance(each, base_page_model()) for each in objects):
        return None
    pages = [*objects, *_drafts_below(request, objects, action)]
    missing = what_is_missing_of(pages, writes_words=True)
    if missing:
        say_what_is_missing(request, pages, missing)
        back = get_valid_next_url_from_request(request)
        return redirect(back or reverse("wagtailadmin_explore_root"))
    for page in pages:
        write_words(page, request.user)
    return None


def _drafts_below(request: HttpRequest, pages: list[Any], action: Any) -> list[Any]:
    """Return what Wagtail publishes along: drafts below, of those that the user may publish."""
    if not action.cleaned_form.cleaned_data.get("include_descendants"):
        return []
    drafts = [page.pk for page in pages_below(pages) if not page.live]
    rows = base_page_model().objects.filter(pk__in=drafts)
    return [row for row in rows if row.permissions_for_user(request.user).can_publish()]


def say_what_approval_waits_for(request: HttpRequest, page: Any) -> None:
    """For Wagtail's hook ``after_edit_page``: the last approval has not published a page."""
    if "action-workflow-action" not in request.POST or not is_event(page):
        return
    state = page.current_workflow_state or page.workflow_states.order_by("pk").last()
    if state is None or state.status != state.STATUS_APPROVED:
        return
    missing = what_keeps_back(type(page)._default_manager.get(pk=page.pk), request.user)
    if missing:
        words = _("Approved, and not live yet. %(missing)s")
        messages.warning(request, words % {"missing": in_sentences(missing)})
