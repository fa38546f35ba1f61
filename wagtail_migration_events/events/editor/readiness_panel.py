"""At the top of an event's text: what to look at before it is published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from wagtail.admin.panels import MultiFieldPanel, Panel, PanelGroup

from wagtail_migration_events.events.aliases import field_name_of
from wagtail_migration_events.events.readiness.check import Result, results

#: Where the results are asked for anew.
READINESS_URL = "wagtail_migration_events_readiness"


@dataclass(frozen=True)
class ShownResult:
    """A finding, and the part of the page in which it is mended; "" if there is none."""

    result: Result
    anchor: str


def results_to_show(event: Any) -> list[ShownResult]:
    """Return what to look at in an event as it stands, each with the way there."""
    handler = type(event).get_edit_handler()
    anchors = dict(_anchors(handler, "", "panel"))
    return [
        ShownResult(each, anchors.get(_own_name(event, each.finding.field), ""))
        for each in results(event)
    ]


class ReadinessPanel(Panel):
    """Hidden where nothing was found. It says what is saved, or what a form was sent with; a script
    asks anew when Wagtail has saved by itself."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_migration_events/admin/readiness.html"

        @property
        def attrs(self) -> dict[str, Any]:
            return {**self.panel.attrs, **({} if self.results else {"hidden": True})}

        @property
        def url(self) -> str:
            return reverse(READINESS_URL)

        @cached_property
        def results(self) -> list[ShownResult]:
            return results_to_show(self.instance) if self.instance.pk else []


def _own_name(event: Any, name: str) -> str:
    return field_name_of(type(event), name) or name if name else ""


def _anchors(panel: Any, section: str, prefix: str) -> Iterator[tuple[str, str]]:
    """Yield the section in which each field stands, by the id that Wagtail gives it.

    Fields that stand together in one section have no ids of their own that can be told.
    """
    if isinstance(panel, PanelGroup):
        together = isinstance(panel, MultiFieldPanel)
        for child, identifier in zip(panel.children, panel.child_identifiers, strict=True):
            own = f"{prefix}-child-{identifier}"
            own_section = f"{prefix}-{identifier}-section"
            yield from _anchors(child, section if together else own_section, own)
    if name := getattr(panel, "field_name", "") or getattr(panel, "relation_name", ""):
        yield name, section
