"""What an editor sees who wants to delete a term that is in use."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from wagtail_migration_events.vocabularies.site.terms import SiteTerm
from wagtail_migration_events.vocabularies.site.usage import LISTED_AT_MOST, users_of


def refuse_deleting_used_terms(
    request: HttpRequest, instances: Iterable[models.Model]
) -> HttpResponse | None:
    """Answer a wish to delete terms in use, one or many, with where they are used.

    For Wagtail's hook ``before_delete_snippet``, which stands before the confirmation and before
    the deletion, and behind the check of permissions.
    """
    used = [
        (term, users)
        for term in instances
        if isinstance(term, SiteTerm) and (users := users_of(term.vocabulary_name, term.code))
    ]
    if not used:
        return None
    return TermsInUseView.as_view(used=used)(request)


class TermsInUseView(WagtailAdminTemplateMixin, TemplateView):
    """Says why terms cannot be deleted; names only pages that the user may edit."""

    template_name = "wagtail_migration_events/admin/terms_in_use.html"
    page_title = _("This cannot be deleted: it is in use")
    header_icon = "warning"
    used: list[tuple[SiteTerm, list[models.Model]]] = []

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**kwargs), status=409)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        finder = AdminURLFinder(self.request.user)
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["terms"] = [self._described(term, users, finder) for term, users in self.used]
        return context

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def _described(self, term: SiteTerm, users: list[models.Model], finder: Any) -> dict[str, Any]:
        links = [(_title(user), finder.get_edit_url(user)) for user in users]
        shown = [{"title": title, "url": url} for title, url in links if url]
        return {
            "label": term.as_term().label(),
            "shown": shown,
            "hidden": len(links) - len(shown),
            "more": len(users) >= LISTED_AT_MOST,
            "edit_url": finder.get_edit_url(term),
        }


def _title(user: Any) -> str:
    return str(user.get_admin_display_title() if hasattr(user, "get_admin_display_title") else user)
