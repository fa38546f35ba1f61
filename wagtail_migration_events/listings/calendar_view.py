"""The parameter ``view`` of a list of events: as a list, a month or a week."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from wagtail_migration_events.occurrences.facets import all_facets
from wagtail_migration_events.occurrences.parsing import Problem


class View(StrEnum):
    """How an index page shows its events."""

    LIST = "list"
    MONTH = "month"
    WEEK = "week"

    @property
    def label(self) -> str:
        return {
            View.LIST: pgettext("view of events", "List"),
            View.MONTH: pgettext("view of events", "Month"),
            View.WEEK: pgettext("view of events", "Week"),
        }[self]


class Link(NamedTuple):
    """A way to another view, or to other days; ``url`` is a query string."""

    label: str
    url: str
    is_current: bool = False


def understand_view(query: QueryDict) -> tuple[View, list[Problem]]:
    """Return the view that is asked for; what is none gives the list, and a problem to tell."""
    values = {value.strip() for value in query.getlist("view")} - {""}
    if not values:
        return View.LIST, []
    if len(values) == 1 and (value := values.pop()) in tuple(View):
        return View(value), []
    message = _("Write one of: %(names)s.") % {"names": ", ".join(View)}
    return View.LIST, [Problem("view", message)]


def view_links(current: View, query: QueryDict, day: dt.date | None) -> list[Link]:
    """Return the ways to the views.

    :param day: on which calendars are opened; None for today.
    """
    return [
        Link(
            view.label,
            list_address(query, when=query.get("when", ""))
            if view is View.LIST
            else calendar_address(query, view, day.isoformat() if day else ""),
            is_current=view is current,
        )
        for view in View
    ]


def calendar_address(query: QueryDict, view: View, day: str = "") -> str:
    """Return the query string of a calendar in the same filters.

    ``when`` has no meaning there, but is kept for the way back to the list.

    :param day: any of those to show, in ISO 8601; by default today.
    """
    when = query.get("when", "")
    return list_address(query, **{"view": str(view), "from": day, "when": when})


def list_address(query: QueryDict, **parameters: str) -> str:
    """Return a query string with the filters of another one, but for those of time.

    :param parameters: what is added; blank ones are left out.
    """
    names = ("q", *(facet.parameter for facet in all_facets()))
    pairs = [(name, value) for name in names for value in query.getlist(name)]
    pairs += [(name, value) for name, value in parameters.items() if value]
    return f"?{urlencode(pairs)}"
