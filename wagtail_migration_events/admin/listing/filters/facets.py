"""One filter of the Events listing for each facet by which lists of events are filtered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import F
from django.forms import CheckboxSelectMultiple
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django_filters.filters import ChoiceFilter, MultipleChoiceFilter

from wagtail_migration_events.groups.event_settings import hidden_everywhere
from wagtail_migration_events.occurrences.codes import pages_with, pages_with_now
from wagtail_migration_events.occurrences.facets import (
    CodesFacet,
    Facet,
    all_facets,
    read_vocabularies,
)
from wagtail_migration_events.occurrences.lookups import AmongKeys
from wagtail_migration_events.vocabularies.forms.choices import GROUPED_ABOVE
from wagtail_migration_events.vocabularies.forms.long_select import LongSelect


class CodesFilter(MultipleChoiceFilter):
    """The codes of a facet, in the occurrence index; its name is the parameter of the facet."""

    def filter(self, qs: Any, value: Sequence[str]) -> Any:
        return qs.filter(pk__in=pages_with(self.field_name, value)) if value else qs


class CodesNowFilter(MultipleChoiceFilter):
    """The same for codes that hold for a time only, as that registration is open."""

    def filter(self, qs: Any, value: Sequence[str]) -> Any:
        if not value:
            return qs
        return qs.filter(AmongKeys(F("pk"), pages_with_now(self.field_name, value, timezone.now())))


class OneCodeFilter(ChoiceFilter):
    """The same for facets of hundreds of codes, of which one is chosen from a drop-down list."""

    def filter(self, qs: Any, value: str) -> Any:
        return qs.filter(pk__in=pages_with(self.field_name, [value])) if value else qs


def facet_filters() -> dict[str, Any]:
    """Return a filter for each facet that can name all its codes, by its parameter.

    Facets of groups of pages are left out, and those of facts that no Site shows.
    """
    hidden = hidden_everywhere()
    facets = [
        facet
        for facet in all_facets()
        if facet.groups_of is None and getattr(facet, "field", "") not in hidden
    ]
    read_vocabularies(facets)
    named = {facet.parameter: (facet, facet.all_choices()) for facet in facets}
    return {name: _filter(*each) for name, each in named.items() if each[1]}


def _filter(facet: Facet, choices: list[tuple[Any, Any]]) -> Any:
    name = facet.parameter
    if sum(len(label) if _is_group(label) else 1 for _code, label in choices) > GROUPED_ABOVE:
        return OneCodeFilter(
            field_name=name,
            label=facet.heading,
            empty_label=gettext_lazy("Any"),
            choices=choices,
            widget=LongSelect,
        )
    kind = CodesFilter if isinstance(facet, CodesFacet) else CodesNowFilter
    return kind(
        field_name=name, label=facet.heading, choices=choices, widget=CheckboxSelectMultiple
    )


def _is_group(label: Any) -> bool:
    return isinstance(label, (list, tuple))
