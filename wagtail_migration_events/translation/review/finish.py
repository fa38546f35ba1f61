"""What becomes of a page whose workflow ends well."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.actions.publish_revision import PublishPermissionError

from wagtail_migration_events.groups.serving.public_page import PublicPageMixin
from wagtail_migration_events.translation.gate.missing import what_is_missing


def around_finishing(original: Any, workflow_state: Any, user: Any = None) -> None:
    """Around ``WorkflowState.on_finish``: publish what may go live; else leave it approved.

    Wagtail undoes an approval when whoever gives it may not publish. An event or organizer that
    is approved stays so, and waits for somebody who may, or, where Wagtail refuses to save it, for
    somebody who mends it.
    """
    page = workflow_state.content_object
    page = getattr(page, "specific", page)
    if not isinstance(page, PublicPageMixin):
        original(workflow_state, user=user)
        return
    if what_is_missing(page):
        return
    try:
        with transaction.atomic():
            original(workflow_state, user=user)
    except (PublishPermissionError, ValidationError):
        return  # approved, and waiting
