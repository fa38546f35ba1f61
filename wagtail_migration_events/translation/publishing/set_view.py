"""The screen on which all languages of an event are published, in one go or at one date."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.utils.timestamps import render_timestamp

from wagtail_migration_events.admin.page_question import PageQuestionMixin
from wagtail_migration_events.admin.page_titles import title_for
from wagtail_migration_events.events.display.wording import listed
from wagtail_migration_events.events.group import EventGroup, group_of
from wagtail_migration_events.events.saved import written_together
from wagtail_migration_events.groups.page_log import entries_of_one_page
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.translation.event_class import is_event
from wagtail_migration_events.translation.publishing.event_set import EventSet, read_set
from wagtail_migration_events.translation.publishing.log_actions import log_override
from wagtail_migration_events.translation.publishing.newest_version import publish_newest
from wagtail_migration_events.translation.publishing.set_form import PublishSetForm

SET_URL = "wagtail_migration_events_publish_set"


class PublishSetView(PageQuestionMixin, FormView):
    """Lists the languages with what each lacks, and publishes those that are chosen, or none."""

    form_class = PublishSetForm
    template_name = "wagtail_migration_events/admin/translation/publish_set.html"
    page_title = gettext_lazy("Publish all languages")
    header_icon = "upload"
    group: EventGroup
    event_set: EventSet

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.page = get_object_or_404(base_page_model(), pk=kwargs["page_id"]).specific
        if not is_event(self.page) or self.page.alias_of_id:
            raise Http404
        if not self.page.permissions_for_user(request.user).can_publish():
            raise PermissionDenied
        with transaction.atomic():
            # Who publishes waits until nobody else writes to the event, and looks at it after that.
            group = group_of(self.page, lock=request.method == "POST")
            if group is None or group.origin_id is None:
                raise Http404
            self.group, self.event_set = group, read_set(group, request.user)
            return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(title_for(self.request.user, self.page))

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "event_set": self.event_set}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        form = context["form"]
        return {
            **context,
            "rows": form.rows,
            "has_choice": bool(self.event_set.choosable),
            "asks_reason": any(row.missing for row in self.event_set.choosable) or form.missing,
            "is_together": self.event_set.is_together,
            "action_url": self.request.path,
            "media": form.media,
            "next_url": get_valid_next_url_from_request(self.request),
            "back_url": self.next_url(),
            "submit_button_label": _("Publish these languages"),
            "submit_button_active_label": _("Publishing…"),
        }

    def next_url(self) -> str:
        """Return where the user came from, else the editor of the page."""
        if url := get_valid_next_url_from_request(self.request):
            return str(url)
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    def form_valid(self, form: PublishSetForm) -> HttpResponse:
        user, at = self.request.user, form.cleaned_data["go_live_at"]
        language = ""
        try:
            with transaction.atomic(), written_together():
                for row in form.chosen:
                    language = row.shown.name
                    with entries_of_one_page():
                        if form.missing:
                            log_override(row.page, user, form.cleaned_data["reason"], form.missing)
                        publish_newest(row.page, user, at)
        except ValidationError as error:
            form.add_error(None, [f"{language}: {each}" for each in error.messages])
            return self.form_invalid(form)
        languages = listed(row.shown.name for row in form.chosen)
        if at is None:
            done = _("Published: %(languages)s.") % {"languages": languages}
        else:
            words = _("These go live together on %(date)s: %(languages)s.")
            done = words % {"date": render_timestamp(at), "languages": languages}
        messages.success(self.request, done)
        return redirect(self.next_url())

    def form_invalid(self, form: PublishSetForm) -> HttpResponse:
        messages.validation_error(self.request, _("Nothing was published."), form)
        return super().form_invalid(form)
