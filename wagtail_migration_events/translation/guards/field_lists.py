"""Tells wagtail-localize which fields of our pages are text and which are not.

Left to itself it offers codes, venues and slugs to translators, because they are text columns.
"""

from __future__ import annotations

from typing import Any

from wagtail_localize.fields import BaseTranslatableField, SynchronizedField, TranslatableField

from wagtail_migration_events.events.aliases import field_name_of
from wagtail_migration_events.events.fact_columns import fact_field
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.page_model import page_models_with
from wagtail_migration_events.groups.serving.public_page import PublicPageMixin
from wagtail_migration_events.listings.index_page import EventIndexPageMixin
from wagtail_migration_events.organizers.mixin import OrganizerPageMixin

LISTS = "override_translatable_fields"


class OwnField(BaseTranslatableField):
    """A field that each page keeps to itself: copied once, then neither offered nor overwritten.

    So it is with the slug. As text a machine would translate it, and as a synchronized field
    every new translation would take back the address that an editor gave to the page.
    """

    def __repr__(self) -> str:
        return f"<OwnField {self.field_name}>"


def declare_fields() -> None:
    """Write the lists onto every installed page class that uses one of the mixins.

    What a site declares in ``override_translatable_fields`` itself stays as it is.
    """
    models = page_models_with(PublicPageMixin)
    # Read all of them before the first is written: classes inherit from one another.
    of_sites = [getattr(model, LISTS, None) or [] for model in models]
    for model, declared in zip(models, of_sites, strict=True):
        fields = {field.field_name: field for field in (*_ours(model), *declared)}
        setattr(model, LISTS, list(fields.values()))


def _ours(model: Any) -> list[BaseTranslatableField]:
    facts: tuple[str, ...] = ()
    unless_set: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    own: tuple[str, ...] = ("slug",)
    if issubclass(model, EventPageMixin):
        facts, unless_set = model.event_facts, model.event_facts_unless_set
        text = model.event_text
    elif issubclass(model, OrganizerPageMixin):
        facts, text = model.organizer_facts, model.organizer_text
    elif issubclass(model, EventIndexPageMixin):
        facts, own = model.listing_choices, ("slug", "translated_only")
    return [
        *(OwnField(name) for name in own),
        *(SynchronizedField(name, overridable=False) for name in _own_names(model, facts)),
        # A translator may set another link here; localize then keeps it.
        *(SynchronizedField(name) for name in _own_names(model, unless_set)),
        *(TranslatableField(name) for name in _own_names(model, text)),
    ]


def _own_names(model: Any, names: tuple[str, ...]) -> list[str]:
    """Return what localize knows a field by; tags by the rows in which they are kept as well."""
    kept = (fact_field(model, name) for name in names)
    found = [field_name_of(model, name) for name in names]
    return list(dict.fromkeys(filter(None, [*found, *(field.name for field in kept if field)])))
