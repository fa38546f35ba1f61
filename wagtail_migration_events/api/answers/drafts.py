"""A draft as an editor previews it, for a front end on another host that holds its token."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Field, Query, Router

from wagtail_migration_events.api.answers.events import Event
from wagtail_migration_events.api.asking.endpoint import LanguageQuery, read, reading
from wagtail_migration_events.api.event.field import values_of
from wagtail_migration_events.api.event.together import EventsTogether
from wagtail_migration_events.api.fields_asked import asked_fields, asked_renditions
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.resolution import group_page
from wagtail_migration_events.groups.serving.headless_drafts import draft_for_token

router = Router(tags=["drafts"])


class DraftQuery(LanguageQuery):
    """What the address of a preview of wagtail-headless-preview holds."""

    content_type: str = Field(
        max_length=200,
        description="As in the address of the preview.",
        examples=["wagtail_migration_events_pages.eventpage"],
    )
    token: str = Field(
        max_length=1000, description="As in the address of the preview.", examples=["id=1:1tX:abc"]
    )
    renditions: list[str] = Field(
        [],
        description="Sizes of images, named in the setting `IMAGE_RENDITIONS`.",
        examples=[["card"]],
    )


@read(
    router,
    "/draft/",
    response=Event,
    also=(404,),
    operation_id="events_draft",
    summary="A draft that is being previewed",
)
def get_draft(request: HttpRequest, query: Query[DraftQuery]) -> Any:
    """All of a draft, for as long as its token holds. No cache may keep the answer."""
    page = draft_for_token(query.content_type, query.token)
    if not issubclass(type(page), EventPageMixin):
        raise Http404(_("There is no such draft, or its time has run out. Preview it again."))
    with reading(request, query, otherwise=page.locale.language_code) as reader:
        event = group_page(page, reader.language)
        together = EventsTogether([event], reader, asked_renditions(query.renditions))
        return values_of(together, asked_fields([], of_list=False))[0]
