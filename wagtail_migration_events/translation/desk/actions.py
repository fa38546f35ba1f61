"""What becomes of a translation when its translator is done: review, or the way to readers."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import WorkflowState
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.views import edit_translation

from wagtail_migration_events.events.display.wording import listed
from wagtail_migration_events.events.group import group_of
from wagtail_migration_events.translation.gate.missing import what_keeps_back
from wagtail_migration_events.translation.gate.obstacle import in_sentences
from wagtail_migration_events.translation.gate.repeated import holds_other_words
from wagtail_migration_events.translation.pieces.piece import Piece, PieceState

logger = logging.getLogger(__name__)
#: So many places are named in a message.
MOST_NAMED = 5
WORKFLOW = "action-workflow-action"


def translator_for(translation: Any) -> Any:
    """Return the machine of the site that translates between these languages, or None."""
    machine = get_machine_translator()
    source, target = translation.source.locale, translation.target_locale
    return machine if machine is not None and machine.can_translate(source, target) else None


def ask_machine(request: HttpRequest, translation: Any) -> None:
    """Let the machine translate what is missing or has changed, and say how it went."""
    machine = translator_for(translation)
    if machine is None:
        messages.warning(request, _("No machine of this site translates between these languages."))
        return
    try:
        done = edit_translation.apply_machine_translation(translation.pk, request.user, machine)
    except PermissionDenied:
        raise
    except Exception:  # another company's service: whatever it does is no fault of the page
        logger.exception("The machine translator has failed")
        messages.error(request, _("The machine did not answer. Try again later."))
        return
    if done:
        messages.success(request, _("Read what the machine has written before you go on."))
    else:
        messages.info(request, _("There is nothing left for the machine to translate."))


def submit(request: HttpRequest, translation: Any, page: Any, pieces: Iterable[Piece]) -> bool:
    """Write the draft of the page and start its review; return whether that was done.

    :param page: the target, as the editor shows it.
    """
    pieces = list(pieces)
    if left := [piece for piece in pieces if piece.is_to_do]:
        messages.error(request, _not_complete(left))
        return False
    fresh = _hand_in(request, translation, page)
    if fresh is None:
        return False
    if _is_approved(fresh):  # the language needs no review
        _say_how_it_stands(request, fresh)
        return True
    messages.success(
        request,
        _("“%(title)s” has been submitted for review.")
        % {"title": fresh.get_admin_display_title()},
    )
    unread = sum(piece.state == PieceState.MACHINE for piece in pieces)
    if unread:
        messages.warning(
            request,
            ngettext(
                "Of its text, %(count)s piece is the machine's and not marked as read.",
                "Of its text, %(count)s pieces are the machine's and not marked as read.",
                unread,
            )
            % {"count": unread},
        )
    return True


@transaction.atomic
def _hand_in(request: HttpRequest, translation: Any, page: Any) -> Any:
    """Start the review, or go on with it; return the page, None if it does not take the words."""
    group_of(page, lock=True)  # of two who submit at once, one waits, and is told
    fresh = type(page)._default_manager.get(pk=page.pk)
    if not fresh.permissions_for_user(request.user).can_submit_for_moderation():
        raise PermissionDenied
    if not write_draft(request, translation):
        return None
    fresh = type(page)._default_manager.get(pk=page.pk)
    state = fresh.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(request.user)
    else:
        fresh.get_workflow().start(fresh, request.user)
    return type(page)._default_manager.get(pk=page.pk)


def _is_approved(page: Any) -> bool:
    state = page.workflow_states.order_by("pk").last()
    return state is not None and state.status == WorkflowState.STATUS_APPROVED


def _say_how_it_stands(request: HttpRequest, page: Any) -> None:
    """Say of a page whose review has ended well whether readers see it, and why not."""
    title = page.get_admin_display_title()
    if page.live and not page.has_unpublished_changes:
        messages.success(request, _("“%(title)s” is approved and published.") % {"title": title})
    elif missing := what_keeps_back(page, request.user):
        words = _("Approved, and not live yet. %(missing)s")
        messages.warning(request, words % {"missing": in_sentences(missing)})
    else:
        messages.success(request, _("“%(title)s” is approved.") % {"title": title})


def write_draft(request: HttpRequest, translation: Any) -> bool:
    """Write the translated words into a draft of the page; return whether it took them."""
    try:
        translation.save_target(user=request.user, publish=False)
    except ValidationError as error:  # localize has noted it at the field
        messages.error(request, _not_taken(error))
        return False
    return True


def _not_taken(error: ValidationError) -> str:
    faults = " ".join(error.messages)
    return _("The page does not take these words: %(faults)s") % {"faults": faults}


def act_in_workflow(request: HttpRequest, translation: Any, page: Any, changed: bool) -> bool:
    """Approve, ask for changes, or whatever else the task of the review offers; whether done.

    :param changed: whether words were saved with the same request.
    """
    # Without JavaScript only the button itself says what was chosen.
    chosen = request.POST.get(WORKFLOW, "")
    name, task = request.POST.get("workflow-action-name", chosen), page.current_workflow_task
    offered = [each for each, *_rest in task.get_actions(page, request.user)] if task else []
    if name not in offered:
        messages.error(request, _("This review has ended, or is not yours."))
        return False
    is_unwritten = changed or holds_other_words(page.get_latest_revision_as_object())
    if is_unwritten and not write_draft(request, translation):
        return False
    fresh = type(page)._default_manager.get(pk=page.pk)
    extra = _extra(request.POST.get("workflow-action-extra-data", ""))
    task.on_action(fresh.current_workflow_task_state, request.user, name, **extra)
    fresh = type(page)._default_manager.get(pk=page.pk)
    if name != "reject" and _is_approved(fresh):
        _say_how_it_stands(request, fresh)
    else:
        messages.success(request, _("The review goes on."))
    return True


def cancel_review(request: HttpRequest, page: Any) -> bool:
    """End a review that the user may end; return whether that was done."""
    state = page.current_workflow_state
    if state is None or not state.user_can_cancel(request.user):
        messages.error(request, _("This review has ended, or is not yours."))
        return False
    state.cancel(user=request.user)
    messages.success(request, _("The review has been cancelled."))
    return True


def publish(request: HttpRequest, translation: Any, page: Any) -> HttpResponse:
    """Publish as localize's own editor does, through the guard before it."""
    asked = request.POST.copy()
    asked["action"] = "publish"
    request.POST = asked  # type: ignore[assignment]
    try:
        answer: HttpResponse = edit_translation.edit_translation(request, translation, page)
    except ValidationError as error:  # from what localize does after its own question
        messages.error(request, _not_taken(error))
        answer = redirect("wagtailadmin_pages:edit", page.pk)
    return answer


def _extra(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return {"comment": str(found.get("comment", ""))} if isinstance(found, dict) else {}


def _not_complete(left: list[Piece]) -> str:
    names = list(dict.fromkeys(piece.place.heading for piece in left))
    named = listed(names[:MOST_NAMED]) + ("…" if len(names) > MOST_NAMED else "")
    return ngettext(
        "Not submitted: %(count)s piece is not translated yet (%(places)s).",
        "Not submitted: %(count)s pieces are not translated yet (%(places)s).",
        len(left),
    ) % {"count": len(left), "places": named}
