"""What a site wants mended before publishing holds for many pages at once, too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from wagtail_migration_events.admin.page_titles import title_for
from wagtail_migration_events.admin.subtrees import pages_below
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.events.readiness.check import CHECKS, Weight, results, weight_of
from wagtail_migration_events.groups.page_model import base_page_model


def leave_out_unready(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """For Wagtail's hook ``before_bulk_action``: take out of ``objects`` what must be mended first.

    Drafts below a page cannot be taken out, so where one of them is not ready nothing is done.
    """
    if action_type != "publish" or not all(isinstance(each, base_page_model()) for each in objects):
        return None
    if not any(
        weight_of(check, page) == Weight.BLOCK for page in objects for check in CHECKS.values()
    ):
        return None
    takes_below = action.cleaned_form.cleaned_data.get("include_descendants")
    drafts = [page for page in pages_below(objects) if not page.live] if takes_below else []
    if below := dict(_reasons(request.user, drafts)):
        messages.error(request, _told(below, _("Nothing was published. Mend this first:")))
        back = get_valid_next_url_from_request(request) or reverse("wagtailadmin_explore_root")
        return redirect(back)
    if unready := dict(_reasons(request.user, objects)):
        objects[:] = [page for page in objects if page.pk not in unready]
        messages.error(request, _told(unready, _("These were not published. Mend this first:")))
    return None


def blocking_findings(page: Any) -> list[str]:
    """Return what a Site wants mended in the newest version of an event before it is published."""
    if not any(weight_of(check, page) == Weight.BLOCK for check in CHECKS.values()):
        return []
    return findings_in(page.get_latest_revision_as_object())


def findings_in(event: Any) -> list[str]:
    """Return the same of an event as it stands, saved or not."""
    return [each.finding.words for each in results(event, only_blocking=True)]


def _reasons(user: Any, pages: Iterable[Any]) -> Iterator[tuple[int, str]]:
    for page in pages:
        if issubclass(page.specific_class or type(page), EventPageMixin):
            draft = page.specific.get_latest_revision_as_object()
            if words := findings_in(draft):
                yield page.pk, f"{title_for(user, page.specific)}: {' '.join(words)}"


def _told(reasons: dict[int, str], opening: str) -> str:
    rows = format_html_join("", "<li>{}</li>", ((each,) for each in reasons.values()))
    return format_html("{}<ul>{}</ul>", escape(opening), rows)
