"""Saying that a translation is still right although the source has changed its words."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log
from wagtail.models import Revision

from wagtail_migration_events.events.editor.versions.stale_panel import (
    CONFIRM_URL,
    TextChange,
    text_changes,
)
from wagtail_migration_events.events.editor.versions.text_diff import readable
from wagtail_migration_events.events.freshness.basis import confirm_basis
from wagtail_migration_events.events.freshness.digests import text_digests, text_of
from wagtail_migration_events.events.group import EventGroup, group_of
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.vocabularies.languages import direction, normalise_tag

TEXT_CONFIRMED = "wagtail_migration_events.text_confirmed"


class ConfirmTextView(WagtailAdminTemplateMixin, View):
    """Shows the changes of the source beside the translation, and takes a translator's word.

    A text that the source changes once more between the two is not confirmed: nobody has seen it.
    """

    template_name = "wagtail_migration_events/admin/confirm_text.html"
    header_icon = "tick-inverse"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.page = get_object_or_404(base_page_model(), pk=kwargs["page_id"]).specific
        if not hasattr(self.page, "event_text") or self.page.alias_of_id:
            raise Http404
        if not self.page.permissions_for_user(request.user).can_publish():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return _("Is this translation still right?")

    def get_page_subtitle(self) -> str:
        return str(self.page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[Any]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": self.edit_url, "label": self.get_page_subtitle()},
            {"url": "", "label": self.get_page_title()},
        ]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        draft = self.page.get_latest_revision_as_object()
        wanted = request.GET.getlist("text")
        changes = [each for each in text_changes(draft) if not wanted or each.name in wanted]
        if not changes:
            messages.info(request, _("The source has not changed these texts."))
            return redirect(self.edit_url)
        return self.render_to_response(self.get_context_data(draft=draft, changes=changes))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        draft, changes = kwargs.pop("draft"), kwargs.pop("changes")
        group = group_of(draft)
        rows = [
            {
                "change": change,
                "value": _token(change, group),
                "own": readable(text_of(draft, change.name)),
            }
            for change in changes
        ]
        context: dict[str, Any] = super().get_context_data(**kwargs)
        language = draft.locale.language_code
        return {
            **context,
            "rows": rows,
            "own_language": normalise_tag(language),
            "own_direction": direction(language),
            "edit_url": self.edit_url,
        }

    @property
    def edit_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asked = set(request.POST.getlist("text"))
        with transaction.atomic():
            group = group_of(self.page, lock=True)
            names = self._confirmable(group, asked)
            if group is not None and names:
                confirm_texts(self.page, group, names, request.user)
        if len(names) < len(asked):
            messages.warning(
                request,
                _("The source has changed once more. Look at its new words before you confirm."),
            )
        elif names:
            messages.success(request, _("These texts are noted as right."))
        else:
            messages.warning(request, _("No text was ticked, so nothing has changed."))
        return redirect(self.edit_url)

    def _confirmable(self, group: EventGroup | None, asked: set[str]) -> list[str]:
        if group is None or not group.is_followed_by(self.page):
            return []
        return [name for name, each in group.published_text.items() if f"{name}:{each}" in asked]


def _token(change: TextChange, group: EventGroup | None) -> str:
    """Return which version of which text a person is looking at."""
    return f"{change.name}:{group.published_text.get(change.name, '')}" if group else ""


def confirm_texts(page: Any, group: EventGroup, names: list[str], user: Any) -> None:
    """Note that these texts of a sibling are right for what the source says now.

    It holds for the newest draft, which is what the editor shows, and for every other version
    that is public, or will be, with the same words.

    :param page: the row of the sibling.
    :param group: its row, locked.
    """
    draft = page.get_latest_revision_as_object()
    seen = text_digests(draft)
    pending = Q(pk=page.latest_revision_id) | Q(approved_go_live_at__isnull=False)
    for revision in page.revisions.filter(pending):
        _confirm_in(revision, group, names, seen)
    same = _with_same_words(page, seen, names)
    if same:
        confirm_basis(page, group, same)
        page.save(update_fields=["text_basis"], clean=False)
    data = {"texts": names, "source": group.origin_id}
    log(instance=page, action=TEXT_CONFIRMED, user=user, data=data)


def _confirm_in(revision: Any, group: EventGroup, names: list[str], seen: dict[str, str]) -> None:
    as_object = revision.as_object()
    if same := _with_same_words(as_object, seen, names):
        confirm_basis(as_object, group, same)
        content = {**revision.content, "text_basis": as_object.text_basis}
        # Not a new version: whoever has the page open goes on working on the same one.
        Revision.objects.filter(pk=revision.pk).update(content=content)


def _with_same_words(page: Any, seen: dict[str, str], names: list[str]) -> list[str]:
    own = text_digests(page)
    return [name for name in names if own.get(name) == seen.get(name)]


def confirm_text_urls() -> list[Any]:
    """For Wagtail's hook ``register_admin_urls``."""
    return [
        path(
            "migration-events/<int:page_id>/translation-is-right/",
            ConfirmTextView.as_view(),
            name=CONFIRM_URL,
        )
    ]
