"""What keeps a page from being saved or published that is not open in an editor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.locks import BaseLock
from wagtail.models import WorkflowState

#: Functions that know why the newest version of a page must not go live yet. Each is given the
#: page as it is stored, and returns a sentence in the active language, or "".
GATES: list[Callable[[Any], str]] = []


def against_saving(page: Any, user: Any = None) -> str:
    """Return why a new version of a page must not be made now; "" if it may.

    A lock keeps people out, also of what is done to many pages. To publish would end a review,
    and what waits for its hour would go live later without the change.

    :param page: as it is stored.
    :param user: by default a program, to which every lock applies.
    """
    lock = page.get_lock()
    if user is not None and lock is not None and lock.for_user(user):
        return strip_tags(str(lock.get_message(user) or lock.get_description(user)))
    state = page.current_workflow_state
    if state is not None:
        if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
            return _("Its reviewers have asked for changes. Submit it again, or cancel the review.")
        return _("It is in review. Let the review end, or cancel it.")
    if page.approved_schedule:
        return _("A version of it waits for its hour. Cancel that first.")
    if user is None and lock is not None:
        return strip_tags(str(BaseLock.get_description(lock, None)))
    return ""


def against_publishing(page: Any) -> str:
    """Return why the newest version of a page must not go live yet; "" if it may."""
    return " ".join(filter(None, (gate(page) for gate in GATES)))
