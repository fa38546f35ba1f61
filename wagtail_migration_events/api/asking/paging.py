"""Lists that are given in parts name the parts before and after (RFC 8288)."""

from __future__ import annotations

from typing import Protocol

from django.http import HttpRequest, HttpResponse

from wagtail_migration_events.api.asking.addresses import with_parameters


class PartOfList(Protocol):
    """Which part of a list is asked for."""

    limit: int
    offset: int


def link_pages(request: HttpRequest, response: HttpResponse, query: PartOfList, count: int) -> None:
    """Name the answers before and after this one.

    :param count: how many there are in all.
    """
    places = {"prev": query.offset - query.limit, "next": query.offset + query.limit}
    name_in_links(
        response,
        {
            name: with_parameters(request, offset=max(0, place), limit=query.limit)
            for name, place in places.items()
            if query.limit and (query.offset > 0 if name == "prev" else place < count)
        },
    )


def name_in_links(response: HttpResponse, addresses: dict[str, str]) -> None:
    """Name other answers in the header ``Link``, by what they are to this one."""
    if addresses:
        links = (f'<{address}>; rel="{name}"' for name, address in addresses.items())
        response.headers["Link"] = ", ".join(links)
