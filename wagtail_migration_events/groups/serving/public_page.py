"""What all pages of the package have in common when they are served to the public."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.utils import timezone
from wagtail.url_routing import RouteResult

from wagtail_migration_events.conf import setting
from wagtail_migration_events.groups.closed_collections import has_opened_collections
from wagtail_migration_events.groups.links.page_formats import FormatView, format_view
from wagtail_migration_events.groups.links.sitemap_urls import sitemap_urls
from wagtail_migration_events.groups.serving.http_caching import (
    answer_conditionally,
    is_for_everybody,
    keep_private,
)
from wagtail_migration_events.groups.visibility import has_passed_restrictions
from wagtail_migration_events.text_checks import check_text

#: What may be done with another form of a page; what a page itself takes is up to its class.
FORM_METHODS = ("GET", "HEAD", "OPTIONS")


class PublicPageMixin(models.Model):
    """The class's own template first, on the site's base template, and no shared cache for
    visitors who see more than the public does: these pages show titles of other pages."""

    #: Used where the site has no template of its own for the page class.
    package_template = ""
    #: Whether an alias says the same as the page it mirrors; lists do not.
    alias_repeats_source = True

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse a title with characters that hide or turn round what it says."""
        errors: dict[str, list[ValidationError]] = {}
        try:
            check_text(self.title)  # type: ignore[attr-defined]
        except ValidationError as error:
            errors["title"] = [error]
        try:
            super().clean()
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)

    def get_template(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Return the class's own template if the site has one, else the package's."""
        own = super().get_template(request, *args, **kwargs)  # type: ignore[misc]
        names = [own] if isinstance(own, str) else list(own)
        return [*names, self.package_template]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Name the base template, which the setting ``BASE_TEMPLATE`` chooses."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)  # type: ignore[misc]
        context["event_base_template"] = setting("BASE_TEMPLATE")
        return context

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Return what Wagtail's sitemaps say of the page, with its addresses in other languages."""
        return sitemap_urls(self, PublicPageMixin, request)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Add what is registered as another form of the page."""
        # The name of a form has a dot, which the slug of a page below cannot have.
        view = format_view(self, path_components)
        if view is not None and self._is_public_now():
            return RouteResult(self, kwargs={"view": view})
        result: RouteResult = super().route(request, path_components)  # type: ignore[misc]
        return result

    def _is_public_now(self) -> bool:
        """Whether the page is live; Wagtail takes down what has expired only by its command."""
        page: Any = self
        return page.live and (page.expire_at is None or page.expire_at > timezone.now())

    def next_change(self, request: HttpRequest, now: dt.datetime) -> dt.datetime | None:
        """Return when this page changes by itself next, beside the moments of all events.

        :param now: an aware moment, as the one that is returned.
        """
        expires_at: dt.datetime | None = self.expire_at  # type: ignore[attr-defined]
        return expires_at if expires_at and expires_at > now else None

    def handle_options_request(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Name the methods that the page, or another form of it, answers."""
        # Wagtail hands over the arguments of ``serve`` as they are, a tuple and a dict.
        if any(isinstance(each, dict) and each.get("view") for each in args):
            return HttpResponse(headers={"Allow": ", ".join(FORM_METHODS)})
        return super().handle_options_request(request, *args, **kwargs)  # type: ignore[misc]

    def serve(
        self, request: HttpRequest, *args: Any, view: FormatView | None = None, **kwargs: Any
    ) -> HttpResponseBase:
        if view is not None and request.method not in FORM_METHODS:
            return HttpResponseNotAllowed(FORM_METHODS)

        def build() -> HttpResponseBase:
            if view is not None:
                return view(self, request)
            return super(PublicPageMixin, self).serve(request, *args, **kwargs)  # type: ignore[misc]

        if is_for_everybody(request):
            about = (self.pk, self.latest_revision_id)  # type: ignore[attr-defined]
            next_change = self.next_change(request, timezone.now())
            return answer_conditionally(request, about, build, next_change=next_change)
        response = build()
        if has_passed_restrictions(request) or has_opened_collections(request):
            keep_private(response)
        return response
