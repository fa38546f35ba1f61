"""By what events are looked for in the matrix."""

from __future__ import annotations

from functools import partial
from typing import Any

import django_filters
from django import forms
from django.db.models import F, Q, TextField, Value
from django.db.models.functions import Concat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from wagtail_migration_events.events.facts.spoken_languages import language_name
from wagtail_migration_events.events.language_states.state import HEADING, TranslationState
from wagtail_migration_events.groups.links.language_links import site_languages
from wagtail_migration_events.occurrences.rows import IndexedCodes, IndexedOccurrence
from wagtail_migration_events.translation.matrix.cells_asked import ME, CellsAsked
from wagtail_migration_events.translation.requests.screens.assignees import (
    NOBODY,
    assignees_of_open_requests,
)
from wagtail_migration_events.vocabularies.forms.choices import choices_of

PAST, ALL, OVERDUE = "past", "all", "yes"


def _languages() -> list[tuple[str, str]]:
    return [(tag, language_name(tag)) for tag in site_languages()]


def _assignees(chosen: str) -> list[tuple[Any, Any]]:
    always = [(ME, _("Me and my groups")), (NOBODY, _("Nobody yet"))]
    is_named = chosen not in dict(always)
    return assignees_of_open_requests(chosen if is_named else "").choices(*always)


class WhenFilter(django_filters.ChoiceFilter):
    """What is over, or all; without an answer what is still to come, or has no date yet."""

    def filter(self, queryset: Any, value: str) -> Any:
        if value == ALL:
            return queryset
        is_over = Q(event_ends_at__lte=timezone.now())
        rows = IndexedOccurrence.objects.filter(is_over if value == PAST else ~is_over)
        return queryset.filter(pk__in=rows.values("page"))


class CodeFilter(django_filters.ChoiceFilter):
    """Events that the index finds by a code of a facet, which bears the name of the filter."""

    def filter(self, queryset: Any, value: str) -> Any:
        if not value:
            return queryset
        space = Value(" ")
        padded = Concat(space, F("codes"), space, output_field=TextField())
        rows = IndexedCodes.objects.annotate(padded=padded)
        found = rows.filter(padded__contains=f" {self.field_name}:{value} ")
        return queryset.filter(pk__in=found.values("page"))


class MatrixFilterSet(WagtailFilterSet):
    """``state``, ``assignee`` and ``overdue`` say what must hold of one and the same language of
    an event, one of those in ``language`` if any are chosen."""

    when = WhenFilter(
        label=_("When"),
        choices=[(PAST, _("Past")), (ALL, _("All"))],
        empty_label=_("Upcoming"),
        widget=forms.RadioSelect,
    )
    language = django_filters.MultipleChoiceFilter(
        label=_("Language"),
        choices=_languages,
        widget=forms.CheckboxSelectMultiple,
        method="pass_over",
    )
    state = django_filters.MultipleChoiceFilter(
        label=HEADING,
        choices=TranslationState.choices,
        widget=forms.CheckboxSelectMultiple,
        method="pass_over",
    )
    assignee = django_filters.ChoiceFilter(
        label=_("Assigned to"), empty_label=_("Anybody"), method="pass_over"
    )
    overdue = django_filters.ChoiceFilter(
        label=_("Overdue"),
        choices=[(OVERDUE, _("Overdue"))],
        empty_label=_("All"),
        widget=forms.RadioSelect,
        method="pass_over",
    )
    objective = CodeFilter(
        label=_("GCM objective"),
        choices=partial(choices_of, "gcm_objectives"),
        empty_label=_("All"),
    )
    type = CodeFilter(
        label=_("Type of event"), choices=partial(choices_of, "event_types"), empty_label=_("All")
    )

    class Meta:
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.data.get("assignee", "")
        self.filters["assignee"].extra["choices"] = partial(_assignees, chosen)

    def pass_over(self, queryset: Any, name: str, value: Any) -> Any:
        """Leave to ``filter_queryset`` what is a matter of cells."""
        return queryset

    @property
    def languages(self) -> list[str]:
        """The languages that are shown: those that were chosen, else all."""
        chosen = self.form.cleaned_data["language"] if self.is_valid() else []
        return [tag for tag in site_languages() if tag in chosen or not chosen]

    def filter_queryset(self, queryset: Any) -> Any:
        found = super().filter_queryset(queryset)
        data = self.form.cleaned_data
        asked = CellsAsked(
            languages=frozenset(data["language"]),
            states=frozenset(data["state"]),
            assignee=data["assignee"],
            overdue=bool(data["overdue"]),
            user=self.request.user,
        )
        if asked.is_anything:
            keys = asked.keys_among(found.order_by().values_list("translation_key", flat=True))
            found = found.filter(translation_key__in=keys)
        return found
