"""What editors choose on a page that lists events: its filters, and which events it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import MultiFieldPanel

from wagtail_migration_events.events.rows import RowsField, in_row
from wagtail_migration_events.occurrences.facets import all_facets

#: The filters of a list for which nobody has chosen any.
STANDARD_FILTERS = (
    "type", "attendance", "objective", "area", "organizer", "spoken", "registration",
)  # fmt: skip


def facet_choices() -> list[tuple[str, Any]]:
    """Return every registered facet, for a select."""
    return [("", "---------"), *((facet.parameter, facet.heading) for facet in all_facets())]


class ListedFilterForm(forms.Form):
    facet = forms.ChoiceField(label=gettext_lazy("Filter"), choices=facet_choices)

    @staticmethod
    def check_together(rows: Sequence[forms.Form]) -> None:
        """Put a message on each row that names a filter again."""
        seen = set()
        for row in rows:
            facet = row.cleaned_data.get("facet")
            if facet in seen:
                row.add_error("facet", _("This filter is listed twice."))
            seen.add(facet)


class FixedFilterForm(forms.Form):
    facet = forms.ChoiceField(label=gettext_lazy("Filter"), choices=facet_choices)
    value = forms.CharField(
        label=gettext_lazy("Value"),
        max_length=200,
        help_text=gettext_lazy("As in the address of a filtered list: 13, 404, online …"),
    )


class ListingChoices(models.Model):
    listed_filters = RowsField(
        "wagtail_migration_events.listings.choices.ListedFilterForm",
        verbose_name=gettext_lazy("filters"),
        help_text=gettext_lazy(
            "By what readers can narrow the list, in this order. Without any: type of event, way "
            "of attending, objectives, area, organizers, language and registration."
        ),
    )
    fixed_filters = RowsField(
        "wagtail_migration_events.listings.choices.FixedFilterForm",
        verbose_name=gettext_lazy("only certain events"),
        help_text=gettext_lazy(
            "What every event of the list has, such as objective 13. Of two values of the same "
            "filter one is enough."
        ),
    )
    only_below = models.BooleanField(
        gettext_lazy("only events below this page"),
        default=False,
        help_text=gettext_lazy("Otherwise the list has all events of the site."),
    )
    translated_only = models.BooleanField(
        gettext_lazy("only events in the language of this page"),
        default=False,
        help_text=gettext_lazy(
            "Otherwise an event that is not translated is shown in another language, which is "
            "said beside it."
        ),
    )

    listing_panels = [
        MultiFieldPanel(
            ["listed_filters", "fixed_filters", "only_below", "translated_only"],
            heading=gettext_lazy("List of events"),
        )
    ]

    class Meta:
        abstract = True


def filters_of(rows: Any) -> tuple[str, ...]:
    """Return the parameters of the facets to show; rows of facets that are gone are left out."""
    known = {facet.parameter for facet in all_facets()}
    named = [str(row.get("facet", "")) for row in rows or []]
    chosen = tuple(name for name in dict.fromkeys(named) if name in known)
    return chosen or tuple(name for name in STANDARD_FILTERS if name in known)


def fixed_codes(rows: Iterable[Mapping[str, Any]]) -> dict[str, frozenset[str]]:
    """Return the codes that every event must have, by the parameter of their facet.

    What means nothing any more stays as an empty set, so that nothing is found rather than all.
    """
    texts: dict[str, list[str]] = {}
    for row in rows or ():
        texts.setdefault(str(row.get("facet", "")), []).append(str(row.get("value", "")))
    facets = {facet.parameter: facet for facet in all_facets()}
    return {
        name: frozenset(facets[name].resolve(values).values() if name in facets else ())
        for name, values in texts.items()
    }


def check_fixed_filters(rows: Iterable[Mapping[str, Any]]) -> None:
    """Refuse what no event can be found by.

    :raises ValidationError: naming the rows.
    """
    errors = []
    for number, row in enumerate(rows or (), start=1):
        if not all(fixed_codes([row]).values()):
            value = {"value": str(row.get("value", ""))[:60]}
            message = _("“%(value)s” is not among the values of this filter.") % value
            errors.append(in_row(number, message))
    if errors:
        raise ValidationError({"fixed_filters": errors})
