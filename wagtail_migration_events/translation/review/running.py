"""Publishing a page ends its review, so it is refused while there is one.

Wagtail's own editor asks before it does so. localize's says nothing, nor do Wagtail's actions on
many pages at once.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import WorkflowState

from wagtail_migration_events.admin.subtrees import pages_below
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.groups.serving.public_page import PublicPageMixin
from wagtail_migration_events.translation.review.reviewers import team_in_words
from wagtail_migration_events.translation.review.task import ReviewByLanguageTask

#: So many pages are named in one refusal.
MOST_NAMED = 5


def reviews_that_would_end(pages: Collection[Any]) -> list[SafeString]:
    """Return what is to be said of the reviews that end if some pages are published; safe HTML.

    :param pages: ``None`` stands for one that is not there.
    """
    by_pk = {str(page.pk): page for page in pages if page is not None}
    return [_in_words(by_pk[state.object_id], state) for state in _running(list(by_pk))]


def keep_reviews_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """For Wagtail's hook ``before_bulk_action``."""
    if action_type != "publish" or not all(isinstance(each, base_page_model()) for each in objects):
        return None
    takes_below = action.cleaned_form.cleaned_data.get("include_descendants")
    below = [page for page in pages_below(objects) if not page.live] if takes_below else []
    pages = {str(page.pk): page for page in (*objects, *below)}
    states = _running(list(pages))
    ours = [
        (page, state)
        for state in states
        if isinstance(page := pages[state.object_id].specific, PublicPageMixin)
    ]
    for page, state in ours[:MOST_NAMED]:
        messages.error(request, _in_words(page, state))
    return redirect(action.next_url) if ours else None


def _running(pks: list[str]) -> Any:
    """Return the reviews of pages, also those in which changes were asked for."""
    ends = getattr(settings, "WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH", True)
    if not ends or not getattr(settings, "WAGTAIL_WORKFLOW_ENABLED", True):
        return WorkflowState.objects.none()
    kind = ContentType.objects.get_for_model(base_page_model(), for_concrete_model=False)
    states = WorkflowState.objects.active().filter(base_content_type=kind, object_id__in=pks)
    return states.select_related("current_task_state__task").order_by("pk")


def _in_words(page: Any, state: WorkflowState) -> SafeString:
    if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        words = _(
            "Not published: the reviewers of <b>“{title}”</b> have asked for changes. Submit it "
            "again, or cancel the review first."
        )
    else:
        words = _(
            "Not published: <b>“{title}”</b> is in review with <b>{reviewers}</b>. Let them "
            "approve it, or cancel the review first."
        )
    return format_html(words, title=page.get_admin_display_title(), reviewers=_who(page, state))


def _who(page: Any, state: WorkflowState) -> str:
    task = state.current_task_state.task if state.current_task_state else None
    if task is None:
        return state.workflow.name
    is_ours = isinstance(task.specific_deferred, ReviewByLanguageTask)
    return team_in_words(page) if is_ours else task.name
