"""The screen on which an event is duplicated as its next edition, and the doors to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path, reverse
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import FormView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button

from wagtail_migration_events.admin.editions.form import NextEditionForm
from wagtail_migration_events.admin.editions.parts import (
    begin_with_parts,
    may_add_beside,
    may_duplicate,
    parts_to_offer,
)
from wagtail_migration_events.admin.page_titles import title_for
from wagtail_migration_events.admin.runs import run_url
from wagtail_migration_events.admin.status.actions import StatusScreen, event_or_404
from wagtail_migration_events.events.display.wording import listed
from wagtail_migration_events.events.editions.duplicating import Edition, as_written, duplicate
from wagtail_migration_events.events.facts.spoken_languages import language_name
from wagtail_migration_events.events.group import group_of, own_pages, source_page
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.page_model import base_page_model

NAMESPACE = "wagtail_migration_events_editions"
LABEL = gettext_lazy("Duplicate as next edition")


class NextEditionView(StatusScreen, FormView):
    """Says what is duplicated, asks for date and titles, and makes the drafts."""

    form_class = NextEditionForm
    template_name = "wagtail_migration_events/admin/next_edition.html"
    header_icon = "copy"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.page = event_or_404(kwargs["page_id"])
        group = group_of(self.page)
        stored = (source_page(group) if group else None) or self.page
        if not may_duplicate(request.user, stored):
            raise PermissionDenied
        self.source = as_written(stored)
        siblings = own_pages(stored.translation_key).exclude(pk=stored.pk).specific()
        events = [page for page in siblings if isinstance(page, EventPageMixin)]
        allowed = [page for page in events if may_duplicate(request.user, page)]
        self.pages = [as_written(page) for page in (self.source, *allowed)]
        self.left_out = [page for page in events if page not in allowed]
        for hook in hooks.get_hooks("before_copy_page"):
            answer = hook(request, self.source)
            if hasattr(answer, "status_code"):
                return answer
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return f"{LABEL}: {title_for(self.request.user, self.source)}"

    def get_form_kwargs(self) -> dict[str, Any]:
        parts = parts_to_offer(self.source, self.request.user, get_language() or "en")
        kwargs = super().get_form_kwargs()
        return {**kwargs, "source": self.source, "pages": self.pages, "parts": parts}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {
            **context,
            "action_url": self.request.path,
            "left_out": _languages(self.left_out),
            "media": context["form"].media,
            "back_url": self.next_url(),
            "submit_button_label": LABEL,
            "submit_button_active_label": _("Working…"),
        }

    def form_valid(self, form: NextEditionForm) -> HttpResponse:
        data = form.cleaned_data
        try:
            pairs = duplicate(
                self.source,
                data.get("new_start"),
                form.titles,
                Edition(with_material=data.get("with_material", True)),
                user=self.request.user,
            )
        except ValidationError as error:
            form.add_error(None, _named(error, self.source))
            return self.form_invalid(form)
        copies = [copy for _page, copy in pairs]
        message = _("“%(title)s” was made as a draft in these languages: %(languages)s.")
        words = {"title": copies[0].title, "languages": _languages(copies)}
        messages.success(self.request, message % words, buttons=self._report_on_parts(form, pairs))
        for page, copy in pairs:
            for hook in hooks.get_hooks("after_copy_page"):
                answer = hook(self.request, page, copy)
                if hasattr(answer, "status_code"):
                    return answer
        return redirect("wagtailadmin_pages:edit", copies[0].pk)

    def _report_on_parts(self, form: NextEditionForm, pairs: list[Any]) -> list[Any]:
        """Have the ticked parts duplicated; return the way to what became of them."""
        ticked = form.cleaned_data.get("parts")
        if not ticked:
            return []
        run = begin_with_parts(
            self.source,
            pairs[0][1],
            ticked,
            form.cleaned_data.get("new_start"),
            with_material=form.cleaned_data.get("with_material", False),
            user=self.request.user,
        )
        return [messages.button(run_url(run), _("What became of its parts"))]

    def form_invalid(self, form: NextEditionForm) -> HttpResponse:
        messages.validation_error(self.request, _("Nothing was made because of errors."), form)
        return super().form_invalid(form)


def _languages(pages: list[Any]) -> str:
    shown_in = get_language() or "en"
    return listed(language_name(page.locale.language_code, shown_in) for page in pages)


def _named(error: ValidationError, page: Any) -> list[str]:
    """Return what is wrong with a copy, each message with the name of its field."""
    if not hasattr(error, "error_dict"):
        return list(error.messages)
    known = {field.name: field for field in page._meta.get_fields()}
    labels = {
        name: str(getattr(known.get(name), "verbose_name", "")) for name in error.message_dict
    }
    return [
        _("%(field)s: %(message)s") % {"field": capfirst(labels[name]), "message": each}
        if labels[name]
        else each
        for name, found in error.message_dict.items()
        for each in found
    ]


def next_edition_urls() -> list[Any]:
    """For Wagtail's hook ``register_admin_urls``."""
    addresses = [path("<int:page_id>/", NextEditionView.as_view(), name="duplicate")]
    return [path("next-edition/", include((addresses, NAMESPACE)))]


def next_edition_button(
    page: Any, user: Any, view_name: str = "", next_url: str | None = None, **kwargs: Any
) -> Iterator[Button]:
    """Yield the button in the header of a page, for users who may duplicate its source."""
    if not _is_event(page):
        return
    group = group_of(page)
    source = page
    if group is not None and group.origin_id not in (None, page.pk):
        source = base_page_model().objects.filter(pk=group.origin_id).first()
    if source is not None and may_duplicate(user, source):
        yield _button(page)


def next_edition_button_in_list(
    page: Any, user: Any, next_url: str | None = None, **kwargs: Any
) -> Iterator[Button]:
    """Yield the button in a list, where no query may be made for each page.

    Where the source stands elsewhere the screen itself asks whether the user may copy that.
    """
    if not _is_event(page) or page.alias_of_id:
        return
    if may_add_beside(user, page) and page.permissions_for_user(user).can_edit():
        yield _button(page)


def _is_event(page: Any) -> bool:
    return issubclass(page.specific_class or type(page), EventPageMixin)


def _button(page: Any) -> Button:
    url = reverse(f"{NAMESPACE}:duplicate", args=[page.pk])
    return Button(LABEL, url, icon_name="copy", priority=24)
