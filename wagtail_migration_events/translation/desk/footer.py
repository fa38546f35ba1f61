"""What a translator or a reviewer may do with a translation as a whole."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from wagtail_migration_events.translation.desk.page_editor import Action, workflow_actions


def footer_actions(page: Any, user: Any, locked: bool) -> dict[str, Any]:
    """Return what stands in the footer beside "Save", and whether there is no way to go on.

    While a page is in review, nobody is offered to publish it past the reviewers.
    """
    rights, state = page.permissions_for_user(user), page.current_workflow_state
    found = [] if locked else workflow_actions(page, user)
    can_publish, can_submit = rights.can_publish(), False
    if not locked and not page.workflow_in_progress:
        can_submit = rights.can_submit_for_moderation()
        if can_submit:
            asked = state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES
            label = _("Submit for review again") if asked else _("Submit for review")
            found.append(Action("action-submit", label, "resubmit"))
        if can_publish:
            found.append(Action("action-publish", _("Publish"), "upload"))
    if state is not None and state.user_can_cancel(user):
        found.append(Action("action-cancel-workflow", _("Cancel the review"), "error"))
    return {
        "actions": found,
        "ends_here": not (locked or can_publish or can_submit or page.workflow_in_progress),
    }
