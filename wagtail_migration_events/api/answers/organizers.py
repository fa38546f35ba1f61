"""Lists of organizers, and one organizer in full."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router
from pydantic import BaseModel, Field

from wagtail_migration_events.api.answers.events import MOST_AT_ONCE
from wagtail_migration_events.api.answers.organizers_together import OrganizersTogether
from wagtail_migration_events.api.asking.endpoint import LanguageQuery, Reader, read, reading
from wagtail_migration_events.api.asking.language import Coded, Term, Text
from wagtail_migration_events.api.asking.paging import link_pages
from wagtail_migration_events.api.asking.path_parameters import OrganizerCode
from wagtail_migration_events.api.content.images import CARD, PageImage
from wagtail_migration_events.api.content.site_content import BODY, Content, content_of
from wagtail_migration_events.api.event.identity import KEY
from wagtail_migration_events.api.event.page import page_with_key
from wagtail_migration_events.api.event.relations import NAME
from wagtail_migration_events.api.fields_asked import asked_renditions
from wagtail_migration_events.groups.page_model import page_models_with
from wagtail_migration_events.groups.resolution import GroupPage
from wagtail_migration_events.organizers.index_page import (
    organizers_by_name,
    with_specific_pages,
)
from wagtail_migration_events.organizers.mixin import OrganizerPageMixin
from wagtail_migration_events.text_checks import forbidden_characters

router = Router(tags=["organizers"])

API = "https://example.org/api/events"
KENYA = {
    "code": "404",
    "label": "Kenya",
    "language": "en",
    "direction": "ltr",
    "is_fallback": False,
    "verified": True,
}


class OrganizersQuery(LanguageQuery):
    """What may be asked about organizers."""

    renditions: list[str] = Field(
        [],
        description="Sizes of logos, named in the setting `IMAGE_RENDITIONS`.",
        examples=[["card"]],
    )


class OrganizerListQuery(OrganizersQuery):
    """Which of the organizers are wanted."""

    limit: int = Field(20, ge=0, le=MOST_AT_ONCE, description="At most so many.", examples=[20])
    offset: int = Field(0, ge=0, le=10**9, description="Leave out so many.", examples=[0])


class ParentOrganization(BaseModel):
    """The organizer that another one belongs to."""

    code: str = Field(description="Known in filters and exports.", examples=["un"])
    key: UUID = Field(description="The same in all languages.", examples=[KEY])
    name: Text = Field(description="In full.", examples=[{**NAME, "text": "United Nations"}])
    href: str = Field(
        description="Where the API tells more of it.",
        examples=[f"{API}/organizers/un/?locale=en"],
    )


class OrganizerTranslation(BaseModel):
    """The page of an organizer in one language."""

    locale: str = Field(description="BCP 47 tag under which it stands.", examples=["ar"])
    language: str = Field(description="BCP 47 tag of its text.", examples=["ar"])
    url: str = Field(
        description="Where readers find it.", examples=["https://example.org/ar/organizers/iom/"]
    )


class EventsOfOrganizer(BaseModel):
    """The public events in which an organizer has any role."""

    count: int = Field(description="How many there are, past and to come.", examples=[7])
    href: str = Field(
        description="Where the API lists them.",
        examples=[f"{API}/?organizer=iom&when=all&locale=en"],
    )


class OrganizerInList(BaseModel):
    """An organizer whose page is public."""

    code: str = Field(description="Known in filters and exports.", examples=["iom"])
    key: UUID = Field(description="The same in all languages.", examples=[KEY])
    locale: str = Field(
        description="BCP 47 tag of the language under which the page stands.", examples=["en"]
    )
    url: str = Field(
        description="Where readers find its page.",
        examples=["https://example.org/en/organizers/iom/"],
    )
    href: str = Field(
        description="This organizer in the API.", examples=[f"{API}/organizers/iom/?locale=en"]
    )
    name: Text = Field(description="In full.", examples=[NAME])
    acronym: str = Field(description="Empty if it has none.", examples=["IOM"])
    kind: Coded | None = Field(
        description="What it is.",
        examples=[{"code": "un_entity", "label": "United Nations entity"}],
    )
    country: Term | None = Field(description="Where it is; M49 code.", examples=[KENYA])
    website: str | None = Field(description="Its own.", examples=["https://www.iom.int/"])
    logo: PageImage | None = Field(
        description="Null if there is none.", examples=[{"alt": NAME, "renditions": {"card": CARD}}]
    )
    parent_organization: ParentOrganization | None = Field(
        description="What it belongs to, as far as that is public.", examples=[None]
    )
    translations: list[OrganizerTranslation] = Field(
        description="The organizer in every language in which it is public, itself included.",
        examples=[[]],
    )
    events: EventsOfOrganizer = Field(
        description="What it holds.", examples=[{"count": 7, "href": f"{API}/?organizer=iom"}]
    )


class Organizer(OrganizerInList):
    """An organizer with what the site says of it."""

    content: dict[str, Content | None] = Field(
        description="The texts of the page that are the site's own, by name; null if empty.",
        examples=[{"body": BODY}],
    )


class OrganizerList(BaseModel):
    """Organizers, as many as were asked for."""

    count: int = Field(description="How many there are in all.", examples=[42])
    items: list[OrganizerInList] = Field(description="In the order of their names.", examples=[[]])


@read(
    router,
    "/organizers/",
    response=OrganizerList,
    operation_id="organizers_list",
    summary="List organizers",
)
def list_organizers(
    request: HttpRequest, query: Query[OrganizerListQuery], response: HttpResponse
) -> Any:
    """Organizers of this Wagtail Site that are public, in the language that suits best."""
    with reading(request, query) as reader:
        renditions = asked_renditions(query.renditions)
        found = organizers_by_name(reader.language, reader.request)
        window = found[query.offset : query.offset + query.limit]
        entries = with_specific_pages(window, reader.language)
        items = OrganizersTogether(entries, reader, renditions).answers()
        link_pages(request, response, query, len(found))
        return {"count": len(found), "items": items}


@read(
    router,
    "/organizers/{code}/",
    response=Organizer,
    also=(404,),
    operation_id="organizers_detail",
    summary="One organizer",
)
def get_organizer(request: HttpRequest, code: OrganizerCode, query: Query[OrganizersQuery]) -> Any:
    """An organizer by its code or its key."""
    with reading(request, query) as reader:
        renditions = asked_renditions(query.renditions)
        entry = _organizer(code, reader)
        page = type(entry.page)
        names = [
            name for name in page.organizer_text if name not in OrganizerPageMixin.organizer_text
        ]
        [answer] = OrganizersTogether([entry], reader, renditions).answers()
        return {**answer, "content": content_of(entry, names, reader, renditions)}


def _organizer(code: str, reader: Reader) -> GroupPage:
    if forbidden_characters(code):  # which PostgreSQL cannot even look for
        raise Http404(_("There is no such organizer."))
    key: Any = None
    for model in page_models_with(OrganizerPageMixin):
        pages = model.objects.filter(reader.may_see, code=code, alias_of=None)
        key = key or pages.values_list("translation_key", flat=True).first()
    try:
        entry = page_with_key(key or UUID(code), OrganizerPageMixin, reader)
    except ValueError:
        entry = None
    if entry is None:
        raise Http404(_("There is no such organizer."))
    return entry
