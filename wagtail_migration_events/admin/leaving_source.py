"""Whoever unpublishes or deletes the source of facts is asked what happens to its siblings."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.admin.utils import get_valid_next_url_from_request

from wagtail_migration_events.admin.editing_hooks import refusals
from wagtail_migration_events.admin.leaving_choices import (
    ALL,
    DELETE,
    KEEP,
    UNPUBLISH,
    LeavingForm,
    LeavingSource,
    language_of,
    leaving_sources,
)
from wagtail_migration_events.admin.leaving_question import question
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.events.sharing.change_of_source import make_source
from wagtail_migration_events.groups.page_model import base_page_model


def ask_before_unpublishing(request: HttpRequest, page: Any) -> HttpResponse | None:
    """For Wagtail's hook ``before_unpublish_page``, which runs once its form has been sent."""
    return _ask_about_one(request, page, UNPUBLISH)


def ask_before_deleting(request: HttpRequest, page: Any) -> HttpResponse | None:
    """For Wagtail's hook ``before_delete_page``: ask once its own confirmation has been given."""
    if request.method != "POST" or not _is_confirmed(request):
        return None  # Wagtail asks, or asks once more
    return _ask_about_one(request, page, DELETE)


def ask_before_bulk_action(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """For Wagtail's hook ``before_bulk_action``; ``objects`` is what the action will be done to.

    Pages that the answer adds are put into it, so that Wagtail does with them what it does with
    the others. A source is deleted last, so that it need not be handed from page to page.
    """
    if action_type not in (UNPUBLISH, DELETE) or not all(
        isinstance(each, base_page_model()) for each in objects
    ):
        return None
    sources = leaving_sources(objects, action_type, _below(objects, action_type))
    form = LeavingForm(sources, action_type, request.user, request.POST)
    back = get_valid_next_url_from_request(request) or reverse("wagtailadmin_explore_root")
    if sources and not (form.is_answered and form.is_valid()):
        return question(request, form, action_type, back)
    answers = form.answers if sources else []
    added = [page for source, answer in answers if answer == ALL for page in source.all]
    reasons = refusals([*objects, *added], request.user) if action_type == DELETE and added else []
    for reason in reasons:
        messages.error(request, reason)
    if reasons:
        return redirect(back)
    for source, answer in answers:
        if answer not in (ALL, KEEP):
            make_source(source.other(answer), request.user)
    objects.extend(page.specific for page in added)
    if action_type == DELETE:
        origins = _origins(objects)
        objects.sort(key=lambda each: (not _is_event(each), each.pk in origins))
    return None


def _ask_about_one(request: HttpRequest, page: Any, action: str) -> HttpResponse | None:
    go_along = {*_below([page], action), *_cascade(page, action)}
    sources = leaving_sources([page], action, go_along)
    if not sources:
        return None
    form = LeavingForm(sources, action, request.user, request.POST)
    back = get_valid_next_url_from_request(request) or reverse(
        "wagtailadmin_explore", args=[page.get_parent().pk]
    )
    if not (form.is_answered and form.is_valid()):
        return question(request, form, action, back)
    (source, answer), *_rest = form.answers
    try:
        with transaction.atomic():
            _act(request, source, answer, action)
    except ProtectedError as error:
        messages.error(request, str(error.args[0]))
        return redirect(back)
    return None


def _act(request: HttpRequest, source: LeavingSource, answer: str, action: str) -> None:
    if answer not in (ALL, KEEP):
        make_source(new := source.other(answer), request.user)
        moved = _("The facts of this event are now edited in the %(language)s page.")
        messages.success(request, moved % {"language": language_of(new)})
    if answer != ALL:
        return
    for stale in source.all:
        page = base_page_model().objects.filter(pk=stale.pk).first()
        if page is None:
            continue  # it was below a page that has just been deleted
        # Both check the permission for the page once more, now that it is done.
        if action == UNPUBLISH:
            UnpublishPageAction(page.specific, user=request.user).execute()
        else:
            DeletePageAction(page.specific, user=request.user).execute()
    done = (
        _("Unpublished too: %(languages)s.")
        if action == UNPUBLISH
        else _("Deleted too: %(languages)s.")
    )
    messages.success(request, done % {"languages": source.languages})


def _is_confirmed(request: HttpRequest) -> bool:
    """Whether the name of the site, where Wagtail asks for it, is right; Wagtail says if not."""
    typed = request.POST.get("confirm_site_name")
    return not typed or typed == getattr(settings, "WAGTAIL_SITE_NAME", "wagtail")


def _below(pages: list[Any], action: str) -> set[int]:
    """Return the primary keys of what is deleted with ``pages``."""
    if action != DELETE:
        return set()
    below: set[int] = set()
    for page in pages:
        if not page.is_leaf():
            below |= set(page.get_descendants().values_list("pk", flat=True))
    return below


def _cascade(page: Any, action: str) -> set[int]:
    """Return the primary keys of the translations that Wagtail does the same to by itself, where
    a site has asked for that."""
    found: set[int] = set()
    if getattr(settings, "WAGTAIL_I18N_ENABLED", False):
        for hook in hooks.get_hooks("construct_translated_pages_to_cascade_actions"):
            for pages in (hook([page], action) or {}).values():
                found |= {each.pk for each in pages}
    return found


def _origins(pages: list[Any]) -> set[int]:
    groups = EventGroup.objects.filter(origin__in=[page.pk for page in pages])
    return set(groups.values_list("origin", flat=True))


def _is_event(page: Any) -> bool:
    return issubclass(page.specific_class or object, EventPageMixin)
