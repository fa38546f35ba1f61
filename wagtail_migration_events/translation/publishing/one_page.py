"""Publishing one page although something is missing: only who may publish, with a reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.widgets import AdminAutoHeightTextInput

from wagtail_migration_events.admin.editing.publishing_checks import blocking_findings
from wagtail_migration_events.admin.page_question import PageQuestionMixin
from wagtail_migration_events.events.group import group_of
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.text_checks import check_text
from wagtail_migration_events.translation.event_class import is_event
from wagtail_migration_events.translation.gate.missing import what_is_missing
from wagtail_migration_events.translation.gate.obstacle import Obstacle
from wagtail_migration_events.translation.publishing.log_actions import LONGEST_REASON, log_override
from wagtail_migration_events.translation.publishing.newest_version import publish_newest
from wagtail_migration_events.translation.review.running import reviews_that_would_end


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("It stays in the history of the page."),
        max_length=LONGEST_REASON,
        widget=AdminAutoHeightTextInput(attrs={"dir": "auto"}),
        validators=[check_text],
    )


class PublishAnywayView(PageQuestionMixin, FormView):
    """Says what is missing, asks for a reason, and publishes the newest version of the page."""

    form_class = ReasonForm
    template_name = "wagtail_migration_events/admin/translation/publish_anyway.html"
    page_title = gettext_lazy("Publish although something is missing")
    header_icon = "warning"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        page = get_object_or_404(base_page_model(), pk=kwargs["page_id"])
        if not is_event(page.specific_class) or page.alias_of_id:
            raise Http404
        with transaction.atomic():
            # Who publishes waits until nobody else writes to the event, and looks at it after that.
            group_of(page, lock=request.method == "POST")
            self.page = base_page_model().objects.get(pk=page.pk).specific
            return self._ask(request, *args, **kwargs)

    def _ask(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.page.permissions_for_user(request.user).can_publish():
            raise PermissionDenied
        lock = self.page.get_lock()
        if lock is not None and lock.for_user(request.user):
            messages.error(request, lock.get_message(request.user), extra_tags="lock")
            return redirect(self.edit_url)
        if against := [*reviews_that_would_end([self.page]), *blocking_findings(self.page)]:
            for each in against:
                messages.error(request, each)
            return redirect(self.edit_url)
        if not self.missing:
            messages.info(request, _("Nothing is missing: publish the page as usual."))
            return redirect(self.edit_url)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def missing(self) -> list[Obstacle]:
        return what_is_missing(self.page, writes_words=True)

    @property
    def edit_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        draft = self.page.get_latest_revision_as_object()
        more = {"missing": self.missing, "back_url": self.edit_url, "go_live_at": draft.go_live_at}
        return {**context, **more, "action_url": self.request.path, "media": context["form"].media}

    def form_valid(self, form: ReasonForm) -> HttpResponse:
        user, reason = self.request.user, form.cleaned_data["reason"]
        go_live_at = self.page.get_latest_revision_as_object().go_live_at
        try:
            with transaction.atomic():
                log_override(self.page, user, reason, self.missing)
                publish_newest(self.page, user, go_live_at)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.form_invalid(form)
        messages.success(self.request, _("Published. The reason is noted in the page's history."))
        return redirect(self.edit_url)
