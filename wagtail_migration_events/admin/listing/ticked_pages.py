"""The pages that were ticked before a bulk action, as an address names them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction

from wagtail_migration_events.admin.listing.event_listing import listing_url, pages_in_listing

#: Decimals of a primary key that every database takes.
_LONGEST = 18


class TickedPagesAction(PageBulkAction):
    """Passes over what is no primary key, where Wagtail's own actions fail."""

    #: Offered before what can be done to any page.
    is_on_events = True

    @classmethod
    def get_queryset(cls, model: Any, object_ids: Iterable[Any]) -> list[Any]:
        texts = map(str, object_ids)
        numbers = [each for each in texts if each.isdecimal() and len(each) <= _LONGEST]
        pages = model.objects.filter(pk__in=numbers, depth__gt=1)
        found = list(pages.select_related("alias_of__alias_of"))
        if not found:
            raise Http404
        return found

    def get_all_objects_in_listing_query(self, parent_id: str | None) -> Any:
        """Return all that was listed: in the Events listing, what its filters have left."""
        if parent_id is None and urlsplit(self.next_url).path == listing_url():
            return pages_in_listing(self.request)
        try:
            return super().get_all_objects_in_listing_query(parent_id)
        except (ObjectDoesNotExist, ValueError) as error:
            raise Http404 from error
