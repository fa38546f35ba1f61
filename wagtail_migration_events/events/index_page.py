"""``EventIndexPageMixin``: a page that lists the events of its Wagtail Site."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from wagtail_migration_events.events.listing import list_events, pages_of_site
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.page_model import page_models_with
from wagtail_migration_events.groups.public_page import PublicPageMixin


def own_app_first(index: Any, mixin: type) -> list[Any]:
    """Return the page classes that use ``mixin``, those of the index page's own app first."""
    label = index._meta.app_label
    return sorted(page_models_with(mixin), key=lambda model: model._meta.app_label != label)


class EventIndexPageMixin(PublicPageMixin):
    package_template = "wagtail_migration_events/event_index_page.html"

    class Meta:
        abstract = True

    @classmethod
    def clean_subpage_models(cls) -> list[Any]:
        """Allow every event class of the site below, unless ``subpage_types`` says otherwise."""
        if "subpage_types" in vars(cls):
            return list(super().clean_subpage_models())  # type: ignore[misc]
        return own_app_first(cls, EventPageMixin) + page_models_with(EventIndexPageMixin)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        language = self.locale.language_code  # type: ignore[attr-defined]
        number = request.GET.get("page", 1)
        context["events"] = list_events(pages_of_site(request), language, request, number)
        return context
