"""The screens on which an event is postponed, cancelled, rescheduled or moved online."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request, set_query_params
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from wagtail_migration_events.admin.page_titles import title_for
from wagtail_migration_events.admin.rights.fact_permissions import may_change_facts
from wagtail_migration_events.admin.status.forms import StatusChangeForm
from wagtail_migration_events.admin.status.wording import done_message, effects
from wagtail_migration_events.events.display.wording import listed
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.events.status_change.applying import apply_changes, changeable_source
from wagtail_migration_events.events.status_change.change import StatusAction, StatusChangeRefused
from wagtail_migration_events.events.status_change.parts import parts_to_change
from wagtail_migration_events.events.status_change.undoing import (
    batch_to_undo,
    status_entries,
    undo_changes,
)
from wagtail_migration_events.groups.page_model import base_page_model

ICONS = {
    StatusAction.POSTPONE: "time",
    StatusAction.CANCEL: "cross",
    StatusAction.RESCHEDULE: "calendar-alt",
    StatusAction.MOVE_ONLINE: "globe",
}


class StatusScreen(WagtailAdminTemplateMixin):
    """What the screens share: Wagtail's furniture, and where one goes afterwards."""

    request: HttpRequest
    page: Any

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def next_url(self) -> str:
        """Return where the user came from, else the editor of the page, if they may open it."""
        if url := get_valid_next_url_from_request(self.request):
            return str(url)
        if self.page.permissions_for_user(self.request.user).can_edit():
            return reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return reverse("wagtailadmin_home")


class StatusChangeView(StatusScreen, FormView):
    """Explains one action on the event of a page, asks for reason and date, and does it."""

    form_class = StatusChangeForm
    template_name = "wagtail_migration_events/admin/status_change.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.page = event_or_404(kwargs["page_id"])
        if not may_change_facts(request.user, self.page):
            raise PermissionDenied
        try:
            self.action = StatusAction(kwargs["action"])
        except ValueError as error:
            raise Http404 from error
        try:
            self.source = changeable_source(self.page)
        except StatusChangeRefused as refusal:
            messages.error(request, refusal.message)
            return redirect(self.next_url())
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def parts(self) -> list[Any]:
        """The parts of an umbrella that this user may change."""
        parts = parts_to_change(self.source)
        return [part for part in parts if may_change_facts(self.request.user, part)]

    def undo_url(self) -> str:
        """Return where the last change can be undone, as long as it can, by this user."""
        batch = batch_to_undo(self.source)
        entries = status_entries(batch) if batch is not None else []
        if not entries or not all(may_change_facts(self.request.user, e.page) for e in entries):
            return ""
        return undo_url(batch, self.next_url())

    def get_page_title(self) -> str:
        return f"{self.action.label}: {title_for(self.request.user, self.page)}"

    def get_header_icon(self) -> str:
        return ICONS[self.action]

    def get_form_kwargs(self) -> dict[str, Any]:
        user = self.request.user
        own = {"action": self.action, "source": self.source, "parts": self.parts, "user": user}
        return {**super().get_form_kwargs(), **own}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {
            **context,
            "action_url": self.request.path,
            "effects": effects(self.action, self.source),
            "undo_url": self.undo_url(),
            "media": context["form"].media,
            "next_url": get_valid_next_url_from_request(self.request),
            "back_url": self.next_url(),
            "submit_button_label": self.action.label,
            "submit_button_active_label": _("Working…"),
        }

    def form_valid(self, form: StatusChangeForm) -> HttpResponse:
        try:
            batch = apply_changes(form.planned, self.request.user)
        except StatusChangeRefused as refusal:
            form.add_error(None, refusal.message)
            return self.form_invalid(form)
        status = form.planned[0][1].status
        title = title_for(self.request.user, self.page)
        message = done_message(self.source, status, len(form.planned) - 1, title)
        messages.success(self.request, message, buttons=[undo_button(batch, self.next_url())])
        return redirect(self.next_url())

    def form_invalid(self, form: StatusChangeForm) -> HttpResponse:
        messages.validation_error(self.request, _("Nothing was changed because of errors."), form)
        return super().form_invalid(form)


class UndoStatusChangeView(StatusScreen, TemplateView):
    """Asks whether to undo a change, with what was changed together with it, and does it."""

    template_name = "wagtail_migration_events/admin/status_undo.html"
    page_title = gettext_lazy("Undo")
    header_icon = "rotate"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.batch: uuid.UUID = kwargs["batch"]
        pks = [entry.page_id for entry in status_entries(self.batch)]
        found = base_page_model().objects.in_bulk(pks)
        self.events = [found[pk].specific for pk in pks]
        if not self.events:
            raise Http404
        if not all(may_change_facts(request.user, event) for event in self.events):
            raise PermissionDenied
        self.page = self.events[0]
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        next_url = get_valid_next_url_from_request(self.request)
        titles = [title_for(self.request.user, event) for event in self.events]
        more = {"titles": titles, "next_url": next_url, "back_url": self.next_url()}
        return {**context, **more}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            restored = undo_changes(self.batch, request.user)
        except StatusChangeRefused as refusal:
            messages.error(request, refusal.message)
        else:
            titles = listed(f"“{title_for(request.user, page)}”" for page in restored)
            messages.success(request, _("Undone: %(titles)s is as before.") % {"titles": titles})
        return redirect(self.next_url())


def undo_button(batch: uuid.UUID, next_url: str) -> Any:
    """Return the button that goes with the message of success."""
    return messages.button(undo_url(batch, next_url), _("Undo"))


def undo_url(batch: uuid.UUID | None, next_url: str) -> str:
    url = reverse("wagtail_migration_events_status:undo", args=[batch])
    return str(set_query_params(url, {"next": next_url}))


def event_or_404(pk: int) -> Any:
    """Return the specific event page with this primary key, live or not."""
    page = get_object_or_404(base_page_model(), pk=pk).specific
    if not isinstance(page, EventPageMixin):
        raise Http404
    return page
