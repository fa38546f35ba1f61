"""What keeps somebody from saving or publishing a page that is not open in an editor."""

from __future__ import annotations

from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState


def against_saving(page: Any, user: Any) -> str:
    """Return why a new version of a page must not be made now; "" if it may.

    A lock keeps people out, also of what is done to many pages. To publish would end a review,
    and what waits for its hour would go live later without the change.

    :param page: as it is stored.
    """
    lock = page.get_lock()
    if lock is not None and lock.for_user(user):
        return strip_tags(str(lock.get_message(user) or lock.get_description(user)))
    state = page.current_workflow_state
    if state is not None:
        if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
            return _("Its reviewers have asked for changes. Submit it again, or cancel the review.")
        return _("It is in review. Let the review end, or cancel it.")
    if page.approved_schedule:
        return _("A version of it waits for its hour. Cancel that first.")
    return ""
