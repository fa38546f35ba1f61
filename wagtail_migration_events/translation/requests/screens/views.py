"""The screens: what is asked for of an event, and beginning one of its translations."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from wagtail_migration_events.admin.page_titles import title_for
from wagtail_migration_events.admin.status.actions import event_or_404
from wagtail_migration_events.events.facts.spoken_languages import language_name
from wagtail_migration_events.events.group import group_of, own_pages, source_page
from wagtail_migration_events.events.times.wording import format_day
from wagtail_migration_events.translation.requests.beginning import (
    begin,
    may_begin,
    without_place,
)
from wagtail_migration_events.translation.requests.changing import may_ask_for
from wagtail_migration_events.translation.requests.request import TranslationRequest
from wagtail_migration_events.translation.requests.screens.assignees import in_vain_in_words
from wagtail_migration_events.translation.requests.screens.request_form import RequestForm
from wagtail_migration_events.translation.requests.screens.saving import save

ICON = "wagtail-localize-language"


class TranslationScreen(WagtailAdminTemplateMixin):
    request: HttpRequest
    header_icon = ICON

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        own = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, own]


class RequestTranslationsView(TranslationScreen, FormView):
    """All languages of an event: what can be asked for, and what was asked for already."""

    form_class = RequestForm
    template_name = "wagtail_migration_events/admin/translation/request.html"
    event: Any

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        group = group_of(event_or_404(kwargs["page_id"]))
        self.event = source_page(group) if group is not None else None
        if self.event is None:
            raise Http404
        if not may_ask_for(request.user, self.event):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        title = self.event.get_admin_display_title()
        return _("Request translations: %(title)s") % {"title": title}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "event": self.event, "user": self.request.user}

    def back_url(self) -> str:
        """Return where the user came from, else the editor of the source."""
        url = get_valid_next_url_from_request(self.request)
        return str(url) if url else reverse("wagtailadmin_pages:edit", args=[self.event.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {
            **context,
            "action_url": self.request.path,
            "media": context["form"].media,
            "next_url": get_valid_next_url_from_request(self.request),
            "back_url": self.back_url(),
            "submit_button_label": _("Save"),
            "submit_button_active_label": _("Saving…"),
        }

    def form_valid(self, form: RequestForm) -> HttpResponse:
        done = save(form)
        for language, words in done:
            text = _("%(language)s: %(words)s") % {"language": language, "words": words}
            messages.success(self.request, text)
        self._warn(form, {language for language, _words in done})
        if not done:
            messages.info(self.request, _("Nothing was changed."))
        return redirect(self.back_url())

    def _warn(self, form: RequestForm, languages: set[str]) -> None:
        """Say to whom something was given who can do nothing about it."""
        key = self.event.translation_key
        locales = [row.locale for row in form.rows if row.shown.name in languages]
        rows = TranslationRequest.objects.open().filter(group=key, locale__in=locales)
        rows = rows.select_related("locale", "person", "team")
        for words in in_vain_in_words(rows, {key: self.event}).get(key, ()):
            messages.warning(self.request, words)

    def form_invalid(self, form: RequestForm) -> HttpResponse:
        messages.validation_error(self.request, _("Nothing was changed because of errors."), form)
        return super().form_invalid(form)


class BeginTranslationView(TranslationScreen, TemplateView):
    """Shows a translator what is wanted; its page is made when they begin."""

    template_name = "wagtail_migration_events/admin/translation/begin.html"
    page_title = gettext_lazy("Begin the translation")
    wanted: TranslationRequest
    event: Any

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        rows = TranslationRequest.objects.select_related("locale", "group", "asked_by")
        self.wanted = get_object_or_404(rows, pk=kwargs["request_id"])
        self.event = source_page(self.wanted.group)
        if self.event is not None and without_place([(self.event, self.wanted.locale_id)]):
            return self._without_place(request)
        if not may_begin(request.user, self.event, self.wanted.locale):
            raise PermissionDenied
        if self.page is not None:
            return redirect("wagtailadmin_pages:edit", self.page.pk)
        return super().dispatch(request, *args, **kwargs)

    def _without_place(self, request: HttpRequest) -> HttpResponse:
        words = _(
            "%(language)s: nobody can begin, because no page above the event is there in this "
            "language yet. Translate that page first."
        )
        language = language_name(self.wanted.locale.language_code)
        messages.error(request, words % {"language": language})
        return redirect("wagtailadmin_home")

    @cached_property
    def page(self) -> Any:
        """The page that there is already."""
        return own_pages(self.wanted.group_id).filter(locale=self.wanted.locale).first()

    def get_page_subtitle(self) -> str:
        return title_for(self.request.user, self.event)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        due_on = self.wanted.due_on
        return {
            **super().get_context_data(**kwargs),
            "wanted": self.wanted,
            "due_on": due_on and format_day(due_on, get_language() or "en"),
            "language": language_name(self.wanted.locale.language_code),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        page = begin(self.wanted, actor=request.user)
        return redirect("wagtailadmin_pages:edit", page.pk)
