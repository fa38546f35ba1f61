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
from wagtail import hooks
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.permissions import page_permission_policy

from wagtail_migration_events.admin.editing.hooks import refusals
from wagtail_migration_events.admin.leaving.choices import (
    ALL,
    DELETE,
    KEEP,
    UNPUBLISH,
    SourcesBelow,
    leaving_sources,
)
from wagtail_migration_events.admin.leaving.form import LeavingForm
from wagtail_migration_events.admin.leaving.question import question
from wagtail_migration_events.admin.leaving.together import (
    cancel_schedules,
    do_for_one,
    take_along,
)
from wagtail_migration_events.admin.subtrees import pages_below
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
    takes_below = bool(action.cleaned_form.cleaned_data.get("include_descendants"))
    along = _going_along(request.user, objects, [], action_type, takes_below)
    form = _form(request, objects, along, action_type)
    back = get_valid_next_url_from_request(request) or reverse("wagtailadmin_explore_root")
    if form.fields and not (form.is_answered and form.is_valid()):
        return question(request, form, action_type, back)
    added = _taken(form)
    if reasons := _reasons_against(request, [*objects, *added], action_type, added):
        return _refuse(request, reasons, back)
    for source, answer in form.answers if form.fields else []:
        if answer not in (ALL, KEEP):
            make_source(source.other(answer), request.user)
        elif answer == ALL:
            objects.extend(page.specific for page in source.all)
            if action_type == UNPUBLISH:
                cancel_schedules(request.user, [source])
    if added and form.takes_all_below:
        take_along(request, form.below, action_type)
        objects[:] = _still_there(objects)
    if action_type == DELETE:
        origins = _origins(objects)
        objects.sort(key=lambda each: (not _is_event(each), each.pk in origins))
    return None


def _ask_about_one(request: HttpRequest, page: Any, action: str) -> HttpResponse | None:
    takes_below = bool(request.POST.get("include_descendants"))
    cascade = _cascade(page, action)
    along = _going_along(request.user, [page], cascade, action, takes_below)
    form = _form(request, [page], along, action)
    if not form.fields:
        return None
    back = get_valid_next_url_from_request(request) or reverse(
        "wagtailadmin_explore", args=[page.get_parent().pk]
    )
    if not (form.is_answered and form.is_valid()):
        return question(request, form, action, back)
    added = _taken(form)
    if reasons := _reasons_against(request, [page, *cascade, *added], action, added):
        return _refuse(request, reasons, back)
    try:
        with transaction.atomic():
            for source, answer in form.answers:
                do_for_one(request, source, answer, action)
            if form.takes_all_below:
                take_along(request, form.below, action)
    except ProtectedError as error:
        return _refuse(request, [str(error.args[0])], back)
    return None


def _form(request: HttpRequest, pages: list[Any], along: set[int], action: str) -> LeavingForm:
    sources = leaving_sources(pages, action, along)
    origins = EventGroup.objects.filter(origin__in=along - {page.pk for page in pages})
    rows = base_page_model().objects.filter(pk__in=origins.values("origin"))
    leaving = {*along, *(page.pk for page in pages)}
    below = SourcesBelow(leaving_sources(rows, action, leaving))
    return LeavingForm(sources, below, action, request.user, request.POST)


def _taken(form: LeavingForm) -> list[Any]:
    """Return the pages in other languages that the answers add."""
    if not form.fields:
        return []
    taken = [page for source, answer in form.answers if answer == ALL for page in source.all]
    return [*taken, *form.below.all] if form.takes_all_below else taken


def _reasons_against(
    request: HttpRequest, pages: list[Any], action: str, added: list[Any]
) -> list[str]:
    return refusals(pages, request.user) if action == DELETE and added else []


def _refuse(request: HttpRequest, reasons: list[str], back: str) -> HttpResponse:
    for reason in reasons:
        messages.error(request, reason)
    return redirect(back)


def _is_confirmed(request: HttpRequest) -> bool:
    """Whether the name of the site, where Wagtail asks for it, is right; Wagtail says if not."""
    typed = request.POST.get("confirm_site_name")
    return not typed or typed == getattr(settings, "WAGTAIL_SITE_NAME", "wagtail")


def _going_along(
    user: Any, pages: list[Any], cascade: list[Any], action: str, takes_below: bool
) -> set[int]:
    """Return the primary keys of what is unpublished or deleted with ``pages``.

    :param cascade: translations that Wagtail does the same to by itself.
    :param takes_below: whether what is below is unpublished too; it is always deleted.
    """
    along = {page.pk for page in cascade}
    if action == DELETE:
        return along | {page.pk for page in pages_below([*pages, *cascade])}
    if takes_below:
        may = page_permission_policy.user_has_permission_for_instance
        below = pages_below([*pages, *cascade])
        along |= {page.pk for page in below if page.live and may(user, "publish", page)}
    return along


def _cascade(page: Any, action: str) -> list[Any]:
    """Return the translations that Wagtail does the same to by itself, where a site has asked for
    that."""
    found: list[Any] = []
    if getattr(settings, "WAGTAIL_I18N_ENABLED", False):
        for hook in hooks.get_hooks("construct_translated_pages_to_cascade_actions"):
            for pages in (hook([page], action) or {}).values():
                found += pages
    return found


def _still_there(pages: list[Any]) -> list[Any]:
    there = base_page_model().objects.filter(pk__in=[page.pk for page in pages])
    pks = set(there.values_list("pk", flat=True))
    return [page for page in pages if page.pk in pks]


def _origins(pages: list[Any]) -> set[int]:
    groups = EventGroup.objects.filter(origin__in=[page.pk for page in pages])
    return set(groups.values_list("origin", flat=True))


def _is_event(page: Any) -> bool:
    return issubclass(page.specific_class or object, EventPageMixin)
