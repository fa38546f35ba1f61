"""What the translator's view has in common with Wagtail's page editor, done by Wagtail itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.models import EditingSession
from wagtail.admin.ui.editing_sessions import EditingSessionsModule
from wagtail.admin.ui.side_panels import PageStatusSidePanel, StatusSidePanel
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import WorkflowState

from wagtail_migration_events.groups.page_model import base_page_model

ASK_FIRST = "wagtailadmin_pages:collect_workflow_action_data"
#: A key that no session has: Wagtail makes one for whoever asks about it.
NO_SESSION = 0


def know_reviews(page: Any) -> None:
    """Read once where the page is in its review; Wagtail asks a dozen times."""
    states = page.workflow_states.active().select_related("current_task_state__task")
    page._current_workflow_states = list(states)  # as its ``prefetch_workflow_states`` does


def changes_asked(page: Any) -> Any:
    """Return the review, a ``TaskState``, in which changes of the page were asked for; else None.

    Wagtail shows what its reviewer wrote only in the history of the workflow.
    """
    state = page.current_workflow_state
    if state is None or state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        return None
    return state.current_task_state.specific if state.current_task_state else None


def editing_sessions(request: HttpRequest, page: Any) -> EditingSessionsModule:
    """Return the component that says who else has the page open.

    Its first ping makes the session, so that reading a page writes nothing.
    """
    names = base_page_model()._meta
    session = EditingSession(pk=NO_SESSION, user=request.user)
    ping = [names.app_label, names.model_name, page.pk, NO_SESSION]
    return EditingSessionsModule(
        session,
        reverse("wagtailadmin_editing_sessions:ping", args=ping),
        reverse("wagtailadmin_editing_sessions:release", args=[NO_SESSION]),
        [],
        page.latest_revision_id,
    )


def tell_of_comments(request: HttpRequest, page: Any, **changes: Any) -> None:
    """Send the e-mails about comments to those who follow them.

    :param changes: comments and replies under the names that Wagtail's editor has for them.
    """
    kinds = ("new", "deleted", "resolved", "edited")
    nothing: dict[str, Any] = {f"{kind}_comments": [] for kind in kinds}
    nothing |= {f"{kind}_replies": [] for kind in ("new", "deleted", "edited")}
    editor = EditView()
    editor.setup(request)
    editor.page = page
    editor.send_commenting_notifications({**nothing, **changes})


class DeskStatusPanel(PageStatusSidePanel):
    """The side panel with the state of the page, its review and its locks.

    Where the page is used and who may see it is nothing that a translator decides.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.usage_url = None

    def get_status_templates(self, context: dict[str, Any]) -> list[str]:
        return list(StatusSidePanel.get_status_templates(self, context))


def status_panel(request: HttpRequest, page: Any, locale: Any) -> Any:
    """Return the side panel that says what has become of the page, with what it asks read once."""
    if page.latest_revision_id:  # the panel names who has made it
        page.latest_revision = page.revisions.select_related("user").get(pk=page.latest_revision_id)
    scheduled = page.get_scheduled_revision_as_object() if page.approved_schedule else None
    return DeskStatusPanel(
        page,
        request,
        show_schedule_publishing_toggle=False,
        live_object=page,
        scheduled_object=scheduled,
        locale=locale,
        translations=[],
    )


@dataclass(frozen=True)
class Action:
    """What stands in the footer beside "Save"."""

    name: str
    label: str
    icon: str
    #: What the task of the review calls it, and where it asks for a comment first.
    workflow_action: str = ""
    modal_url: str = ""


def workflow_actions(page: Any, user: Any) -> list[Action]:
    """Return what the user may do in the review that the page is in."""
    state = page.current_workflow_task_state
    offered = state.task.specific.get_actions(page, user) if state else ()
    return [
        Action(
            name,
            str(label),
            "success" if name == "approve" else "edit",
            name,
            reverse(ASK_FIRST, args=[page.pk, name, state.pk]) if asks_first else "",
        )
        for name, label, asks_first in offered
    ]
