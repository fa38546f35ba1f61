"""Panels of facts: ordinary ones, which show words instead where the form leaves the fact out."""

from __future__ import annotations

from functools import cached_property, partial
from typing import Any

from django.db import models
from django.template.loader import render_to_string
from wagtail.admin.panels import FieldPanel, InlinePanel, Panel
from wagtail.fields import StreamField

from wagtail_migration_events.events.display.fact_words import fact_lines
from wagtail_migration_events.events.display.wording import heading_of, in_lines
from wagtail_migration_events.events.editor.source_link import SourceLink, source_link
from wagtail_migration_events.events.editor.versions.list_comparison import FactComparison
from wagtail_migration_events.events.editor.when.moment_panel import MomentPanel


class ReadOnlyFact(Panel.BoundPanel):
    """A fact in words, drawn like a read-only field of Wagtail's; hidden where it is not stated."""

    template_name = "wagtailadmin/panels/field_panel.html"
    read_only = True
    name: str

    def __init__(self, *, name: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.name = name
        self.heading = self.panel.heading or heading_of(type(self.instance), name)
        self.help_text = ""

    @cached_property
    def words(self) -> list[str]:
        return fact_lines(self.instance, self.name)

    def is_shown(self) -> bool:
        return bool(self.words)

    def id_for_label(self) -> str:
        return str(self.prefix)

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        output = {"id_for_label": self.id_for_label(), "display_value": in_lines(self.words)}
        rendered = render_to_string("wagtailadmin/panels/read_only_output.html", output)
        return {**context, **output, "rendered_field": rendered}


class HiddenFact(Panel.BoundPanel):
    """A fact that the Site does not use."""

    def is_shown(self) -> bool:
        return False


class FactPanel(FieldPanel):
    """The field of a fact.

    :param fact: its name in the mixin, where the class keeps it under another.
    """

    def __init__(self, field_name: str, *args: Any, fact: str = "", **kwargs: Any) -> None:
        super().__init__(field_name, *args, **kwargs)
        self.fact = fact or field_name

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "fact": self.fact}

    def get_comparison_class(self) -> Any:
        in_words = isinstance(self.db_field, (models.BooleanField, StreamField))
        if in_words or self.fact == "timezone":
            return partial(FactComparison, fact=self.fact)
        return super().get_comparison_class()

    def get_bound_panel(
        self, instance: Any = None, request: Any = None, form: Any = None, prefix: str = "panel"
    ) -> Any:
        options = {"instance": instance, "request": request, "form": form, "prefix": prefix}
        if {self.fact, self.field_name} & getattr(form, "hidden", frozenset()):
            return HiddenFact(panel=self, **options)
        if getattr(form, "facts_read_only", False) and self.field_name not in form.fields:
            return ReadOnlyFact(panel=self, name=self.fact, **options)
        return super().get_bound_panel(**options)


class FactMomentPanel(FactPanel, MomentPanel):
    """The field of a moment."""


class FactRowsMixin:
    """For a panel of child rows. Wagtail's looks for its formset even where the form has none."""

    relation_name: str

    def get_bound_panel(
        self, instance: Any = None, request: Any = None, form: Any = None, prefix: str = "panel"
    ) -> Any:
        options = {"instance": instance, "request": request, "form": form, "prefix": prefix}
        if self.relation_name in getattr(form, "hidden", ()):
            return HiddenFact(panel=self, **options)
        if form is not None and self.relation_name not in form.formsets:
            return ReadOnlyFact(panel=self, name=self.relation_name, **options)
        return super().get_bound_panel(**options)  # type: ignore[misc]


class FactRowsPanel(FactRowsMixin, InlinePanel):
    """Child rows that are a fact, such as the organizers."""


def rows_panel(panel: Any) -> Any:
    """Return a site's own panel of child rows as one that bears a form without them."""
    if isinstance(panel, FactRowsMixin):
        return panel
    kind = type(panel)
    return type(kind.__name__, (FactRowsMixin, kind), {})(**panel.clone_kwargs())


def column_panel(panel: Any) -> Any:
    """Return a site's own panel of a fact, or its name, as one that says it where the form has no
    input for it."""
    if isinstance(panel, str):
        return FactPanel(panel)
    if isinstance(panel, FactPanel) or not isinstance(panel, FieldPanel):
        return panel
    kind = type(panel)
    return type(kind.__name__, (FactPanel, kind), {})(**panel.clone_kwargs())


class FactsNotice(Panel):
    """Says at the top of the facts why they cannot be edited, and where they can."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_migration_events/admin/facts_notice.html"

        def is_shown(self) -> bool:
            form = self.form
            return bool(getattr(form, "facts_read_only", False)) and not form.was_sibling

        @cached_property
        def source(self) -> SourceLink | None:
            if not self.form.follows_source:
                return None
            return source_link(self.form.group, getattr(self.request, "user", None))
