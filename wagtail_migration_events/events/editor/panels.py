"""The editor of an event: text apart from facts, facts in the order an editor thinks."""

from __future__ import annotations

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    PanelGroup,
    TabbedInterface,
)

from wagtail_migration_events.events.aliases import field_name_of
from wagtail_migration_events.events.editor.fact_panels import (
    FactMomentPanel,
    FactPanel,
    FactRowsPanel,
    FactsNotice,
    column_panel,
    rows_panel,
)
from wagtail_migration_events.events.editor.language_panel import LanguageStatesPanel
from wagtail_migration_events.events.editor.readiness_panel import ReadinessPanel
from wagtail_migration_events.events.editor.schedule_panel import with_schedule_in_words
from wagtail_migration_events.events.editor.versions.minor_edit import minor_edit_panel
from wagtail_migration_events.events.editor.versions.stale_panel import StaleTextPanel
from wagtail_migration_events.events.editor.when.panels import RepeatPanel, UnderstoodPanel
from wagtail_migration_events.events.fact_columns import fact_field
from wagtail_migration_events.events.language_states.state import HEADING
from wagtail_migration_events.groups.event_settings import hidden_everywhere

TEXT_FIELDS = (
    "summary",
    "location_note",
    "status_reason",
    "registration_note",
    "accessibility_note",
    "image_alt",
)

#: What a start means depends on these.
CLOCK = ("starts_at", "ends_at", "timezone")

LONG_LISTS = ("areas", "sdgs")
HELP_FOR_LONG_LISTS = _(
    "To choose several, hold down Ctrl (on a Mac: Cmd) while you choose. "
    "A click without it lets go of the others."
)

#: Heading and fields of each section. A site may set ``facts_sections`` on its page class.
FACTS_SECTIONS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("What"), ("event_type", "part_of")),
    (
        _("When"),
        (
            "date_precision",
            "starts_at",
            "ends_at",
            "timezone",
            "dates",
            "event_status",
            "previous_starts_at",
        ),
    ),
    (_("Where"), ("attendance_mode", "venue", "country", "latitude", "longitude")),
    (_("Who"), ("organizer_links", "audiences", "languages")),
    (
        _("About"),
        (
            "gcm_objectives",
            "guiding_principles",
            "sdgs",
            "scope_levels",
            "areas",
            "workstream",
            "is_workstream_output",
            "is_regional_review",
        ),
    ),
    (
        _("Registration"),
        (
            "registration_url",
            "registration_opens_at",
            "registration_closes_at",
            "livestream_url",
            "contact_email",
        ),
    ),
    (_("Material"), ("image", "resources")),
)


def text_panels() -> list[Any]:
    """Return panels for the text fields of the mixin, to go into ``content_panels``."""
    return ["summary", MultiFieldPanel(list(TEXT_FIELDS[1:]), heading=_("Notes"))]


def facts_panels(model: Any) -> list[Panel]:
    """Return one panel for each section of facts.

    Fields that every Site hides, or that were dropped from the class, are left out of the form,
    so hiding one never deletes a value. What only some Sites hide their forms leave out.
    """
    panels = []
    for heading, names in model.facts_sections:
        children = [panel for name in names for panel in _panels(model, name)]
        children = _with_words(children)
        if children:
            panels.append(MultiFieldPanel(children, heading=heading))
    return panels


def _panels(model: Any, name: str) -> list[Panel]:
    """Return the panel of a fact with what helps to fill it; none where the fact is hidden."""
    panel = _panel(model, name)
    if panel is None:
        return []
    return [RepeatPanel(), panel] if name == "dates" else [panel]


def _with_words(panels: list[Panel]) -> list[Panel]:
    """Say after start, end and zone what was understood of them."""
    places = [
        place for place, panel in enumerate(panels, start=1) if getattr(panel, "fact", "") in CLOCK
    ]
    if not places:
        return panels
    last = places[-1]
    return [*panels[:last], UnderstoodPanel(heading=_("In words")), *panels[last:]]


def _panel(model: Any, name: str) -> Panel | None:
    own_name = _shown_name(model, name)
    if own_name is None:
        return None
    if name == "organizer_links":
        return FactRowsPanel(name, heading=_("Organizers"), label=_("Organizer"))
    field = fact_field(model, name)
    if field is not None and field.one_to_many:
        heading = capfirst(field.related_model._meta.verbose_name_plural)
        return FactRowsPanel(own_name, heading=heading)
    if name.endswith("_at"):
        return FactMomentPanel(own_name, fact=name)
    help_text = HELP_FOR_LONG_LISTS if name in LONG_LISTS else ""
    return FactPanel(own_name, fact=name, help_text=help_text)


def _shown_name(model: Any, name: str) -> str | None:
    """Return under which name the site keeps the field; None where it is hidden or dropped."""
    own_name = name if name == "organizer_links" and hasattr(model, name) else None
    own_name = own_name or field_name_of(model, name)
    hidden = {name, own_name} & set(hidden_everywhere())
    return None if hidden else own_name


def without_missing(model: Any, panels: list[Any], shown: set[str]) -> list[Any]:
    """Leave out the panels of fields that the site has dropped or keeps under another name.

    :param shown: names of fields that the form has already, and to which each kept one is added:
        of two inputs of one name the browser sends both, and only the last is saved.
    """
    kept: list[Any] = []
    for panel in panels:
        name = _name(panel)
        if name in TEXT_FIELDS:
            name = _shown_name(model, name)
            if name is None:
                continue
            panel = panel if name == _name(panel) else name
        if name in shown:
            continue
        shown |= {name} if name else set()
        if isinstance(panel, InlinePanel) and panel.relation_name in model.event_facts:
            kept.append(rows_panel(panel))
        elif name in model.event_facts:
            kept.append(column_panel(panel))
        elif isinstance(panel, PanelGroup):
            children = without_missing(model, list(panel.children), shown)
            if children:
                kept.append(type(panel)(**{**panel.clone_kwargs(), "children": children}))
        else:
            kept.append(panel)
    return kept


def _name(panel: Any) -> str | None:
    """Return the name of the field or of the child rows that a panel is for."""
    if isinstance(panel, str):
        return panel
    return getattr(panel, "field_name", None) or getattr(panel, "relation_name", None)


def event_edit_handler(model: Any) -> TabbedInterface:
    """Return the tabs of an event page: text, facts, and Wagtail's own two."""
    names = [name for _heading, names in model.facts_sections for name in names]
    facts = {own_name for name in names if (own_name := _shown_name(model, name))}
    panels = without_missing(model, list(model.content_panels), facts)
    languages = LanguageStatesPanel(heading=HEADING)
    readiness = ReadinessPanel(heading=_("Before you publish"))
    text = [readiness, StaleTextPanel(), *panels, minor_edit_panel(), languages]
    tabs = [
        ObjectList(text, heading=_("Text")),
        ObjectList([FactsNotice(), *facts_panels(model)], heading=_("Facts")),
    ]
    if model.promote_panels:
        tabs.append(ObjectList(model.promote_panels, heading=_("Promote")))
    if model.settings_panels:
        settings = with_schedule_in_words(model, model.settings_panels)
        tabs.append(ObjectList(settings, heading=_("Settings")))
    return TabbedInterface(tabs, base_form_class=model.base_form_class)
