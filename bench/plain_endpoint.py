"""Wagtail's own API v2 for the same events as it is for a site that has written no more than it
must: plain ``api_fields``, and a field that looks up who holds an event.
"""

from __future__ import annotations

from typing import Any

from rest_framework.serializers import Field
from wagtail.api import APIField
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet

from wagtail_migration_events.pages.models import EventPage, OrganizerPage

COLUMNS = (
    "summary", "starts_at", "ends_at", "timezone", "date_precision", "event_status",
    "attendance_mode", "venue", "country", "event_type", "gcm_objectives", "areas", "part_of",
    "registration_url", "livestream_url",
)  # fmt: skip


class Organizers(Field):
    """The organizers of one page, asked for page by page."""

    def get_attribute(self, page: Any) -> Any:
        return page

    def to_representation(self, page: Any) -> list[dict[str, Any]]:
        rows = []
        for link in page.organizer_links.all():
            found = OrganizerPage.objects.live().filter(translation_key=link.organizer)
            organizer = found.filter(locale=page.locale).first() or found.first()
            if organizer is not None:
                name = {"title": organizer.title, "url": organizer.full_url}
                rows.append({"code": organizer.code, "role": link.role, **name})
        return rows


class PlainPagesAPIViewSet(PagesAPIViewSet):
    """Wagtail's endpoint, to which event pages show their columns."""

    @classmethod
    def get_body_fields(cls, model: Any) -> list[APIField]:
        own = [*COLUMNS, APIField("organizer_links", serializer=Organizers())]
        fields: list[APIField] = cls._convert_api_fields(
            [*cls.body_fields, *(own if issubclass(model, EventPage) else ())]
        )
        return fields


router = WagtailAPIRouter("plainapi")
router.register_endpoint("pages", PlainPagesAPIViewSet)
