"""What an answer about the other languages asks for: they leave as well, or one takes over."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.unpublish_page import UnpublishPageAction

from wagtail_migration_events.admin.leaving.choices import (
    ALL,
    KEEP,
    UNPUBLISH,
    LeavingSource,
    SourcesBelow,
)
from wagtail_migration_events.admin.page_titles import language_of
from wagtail_migration_events.events.sharing.change_of_source import make_source
from wagtail_migration_events.groups.page_model import base_page_model


def do_for_one(request: HttpRequest, source: LeavingSource, answer: str, action: str) -> None:
    """Do what was answered about one source, which itself is left to Wagtail."""
    if answer not in (ALL, KEEP):
        make_source(new := source.other(answer), request.user)
        moved = _("The facts of this event are now edited in the %(language)s page.")
        messages.success(request, moved % {"language": language_of(new)})
    if answer == ALL:
        for page in source.all:
            _leave(request, page.pk, action)
        if action == UNPUBLISH:
            cancel_schedules(request.user, [source])
        _say_done(request, source, action)


def take_along(request: HttpRequest, below: SourcesBelow, action: str) -> None:
    """Do the same to the other languages of what goes along; Wagtail passes over what is locked,
    and so does this."""
    locked = 0
    sources = below.sources
    if action == UNPUBLISH:
        sources = [each for each in sources if _may_unpublish(request.user, each.page)]
        cancel_schedules(request.user, sources)
    for source in sources:
        for page in source.all:
            if action == UNPUBLISH and not _may_unpublish(request.user, page):
                locked += 1
            else:
                _leave(request, page.pk, action)
    _say_done(request, below, action)
    if locked:
        stays = ngettext(
            "%(number)s locked page stays published.",
            "%(number)s locked pages stay published.",
            locked,
        )
        messages.warning(request, stays % {"number": locked})


def cancel_schedules(user: Any, sources: Iterable[LeavingSource]) -> None:
    """Let no other language of these go live by itself later, as Wagtail does for what is live."""
    keys = [source.page.translation_key for source in sources]
    waiting = base_page_model().objects.filter(translation_key__in=keys, live=False)
    for page in waiting.annotate_approved_schedule().filter(_approved_schedule=True):
        if page.permissions_for_user(user).can_unschedule():
            for revision in page.revisions.filter(approved_go_live_at__isnull=False):
                revision.approved_go_live_at = None
                revision.save(user=user, update_fields=["approved_go_live_at"])


def _may_unpublish(user: Any, page: Any) -> bool:
    return bool(page.permissions_for_user(user).can_unpublish())


def _leave(request: HttpRequest, pk: int, action: str) -> None:
    page = base_page_model().objects.filter(pk=pk).first()
    if page is None:
        return  # it was below a page that has just been deleted
    # Both check the permission for the page once more, now that it is done.
    if action == UNPUBLISH:
        UnpublishPageAction(page.specific, user=request.user).execute()
    else:
        DeletePageAction(page.specific, user=request.user).execute()


def _say_done(request: HttpRequest, gone: LeavingSource | SourcesBelow, action: str) -> None:
    done = (
        _("Unpublished too: %(languages)s.")
        if action == UNPUBLISH
        else _("Deleted too: %(languages)s.")
    )
    messages.success(request, done % {"languages": gone.languages})
