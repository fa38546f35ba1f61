"""At the top of an event's text: what to look at before it is published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from wagtail.admin.panels import MultiFieldPanel, Panel, PanelGroup

from wagtail_migration_events.events.aliases import field_name_of
from wagtail_migration_events.events.readiness.check import Result, results


@dataclass(frozen=True)
class ShownResult:
    """A finding, and the part of the page in which it is mended; "" if there is none."""

    result: Result
    anchor: str


class ReadinessPanel(Panel):
    """Hidden where nothing was found. It says what is saved, or what a form was sent with."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_migration_events/admin/readiness.html"

        def is_shown(self) -> bool:
            return bool(self.results)

        @cached_property
        def results(self) -> list[ShownResult]:
            if not self.instance.pk:
                return []
            anchors = dict(_anchors(self.panel.model.get_edit_handler(), "", "panel"))
            return [
                ShownResult(each, anchors.get(self._own_name(each.finding.field), ""))
                for each in results(self.instance)
            ]

        def _own_name(self, name: str) -> str:
            return field_name_of(type(self.instance), name) or name if name else ""


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
