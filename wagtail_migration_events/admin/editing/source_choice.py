"""The action "Make this the source of facts" in the editor of a sibling."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.widgets.button import Button

from wagtail_migration_events.admin.page_question import PageQuestionMixin
from wagtail_migration_events.admin.page_titles import language_of
from wagtail_migration_events.admin.rights.fact_permissions import may_change_facts
from wagtail_migration_events.events.display.fact_words import fact_label
from wagtail_migration_events.events.display.wording import listed
from wagtail_migration_events.events.fact_columns import differing, read_facts
from wagtail_migration_events.events.freshness.staleness import stale_texts
from wagtail_migration_events.events.group import EventGroup, group_of, source_page
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.events.sharing.change_of_source import make_source
from wagtail_migration_events.events.sharing.open_revisions import open_revisions
from wagtail_migration_events.events.sharing.unless_set import values_unless_set
from wagtail_migration_events.groups.page_model import base_page_model

URL_NAME = "wagtail_migration_events_make_source"


def make_source_urls() -> list[Any]:
    """For Wagtail's hook ``register_admin_urls``."""
    return [path("migration-events/source/<int:page_id>/", MakeSourceView.as_view(), name=URL_NAME)]


def make_source_button(
    page: Any, user: Any, view_name: str = "", next_url: str | None = None, **kwargs: Any
) -> Any:
    """Yield the button on siblings of a source, for users who may change facts."""
    if not issubclass(type(page), EventPageMixin) or page.alias_of_id:
        return
    group = group_of(page)
    if group is None or group.origin_id == page.pk or not may_change_facts(user, page):
        return
    yield Button(
        _("Make this the source of facts"),
        reverse(URL_NAME, args=[page.pk]),
        icon_name="site",
        priority=26,
    )


class MakeSourceView(PageQuestionMixin, TemplateView):
    """Says what follows, and does it when that is confirmed."""

    template_name = "wagtail_migration_events/admin/make_source.html"
    page_title = gettext_lazy("Make this the source of facts")
    header_icon = "site"
    group: EventGroup

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        page: Any = get_object_or_404(base_page_model(), pk=kwargs["page_id"]).specific
        if not issubclass(type(page), EventPageMixin) or page.alias_of_id:
            raise Http404
        if not may_change_facts(request.user, page):
            raise PermissionDenied
        group = group_of(page)
        if group is None or group.origin_id == page.pk:
            messages.info(request, _("This page is the source of facts already."))
            return redirect("wagtailadmin_pages:edit", page.pk)
        self.page, self.group = page, group
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        make_source(self.page, request.user)
        message = _("The facts of this event are now edited here, in the %(language)s page.")
        messages.success(request, message % {"language": language_of(self.page)})
        return redirect("wagtailadmin_pages:edit", self.page.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        old = source_page(self.group)
        context.update(
            page=self.page,
            language=language_of(self.page),
            old_language=language_of(old) if old is not None else "",
            old_url=_edit_url(old, self.request.user),
            stale=_labels(self.page, [text.name for text in stale_texts(self.page)]),
            dropped=_labels(old, drafted_facts(old)) if old is not None else "",
            shown_by_all=_labels(self.page, self._values_for_all()),
        )
        return context

    def _values_for_all(self) -> list[str]:
        """Values of this page that will be shown in languages which have shown none so far."""
        own = values_unless_set(self.page)
        return [each for each in own if own[each] and not self.group.published_values.get(each)]


def drafted_facts(source: Any) -> list[str]:
    """Return the facts that a draft of the source, or a revision with a date, would change."""
    published, names = read_facts(source), []
    for revision in open_revisions(source):
        names += differing(source.with_content_json(revision.content), published)
    return list(dict.fromkeys(names))


def _labels(page: Any, names: list[str]) -> str:
    return listed(fact_label(type(page), name) for name in names)


def _edit_url(page: Any, user: Any) -> str:
    if page is None or not page.permissions_for_user(user).can_edit():
        return ""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
