"""The fields that a site wants filled before an event is published."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_migration_events.events.readiness.check import (
    Finding,
    Weight,
    publish_check,
    where_of,
)
from wagtail_migration_events.events.sharing.columns import fact_field
from wagtail_migration_events.events.sharing.unless_set import shared_value
from wagtail_migration_events.groups.event_settings import site_setting


def _weight(where: Any) -> str:
    return Weight.BLOCK if site_setting("REQUIRED_FIELDS", where) else Weight.OFF


@publish_check("required_fields", label=gettext_lazy("Required fields"), weight=_weight)
def required_fields(event: Any) -> Iterator[Finding]:
    """Child rows are not looked at: a form's page has them only once it is saved."""
    hidden = set(site_setting("HIDDEN_FIELDS", where_of(event)))
    for name in site_setting("REQUIRED_FIELDS", where_of(event)):
        field = fact_field(type(event), name)
        if field is None or field.one_to_many or {name, field.name} & hidden:
            continue
        is_shared = name in type(event).event_facts_unless_set
        value = shared_value(event, name) if is_shared else getattr(event, field.name)
        if _is_empty(value):
            words = _("“%(field)s” must be filled in before publishing.")
            yield Finding(words % {"field": capfirst(str(field.verbose_name))}, name)


def _is_empty(value: Any) -> bool:
    if isinstance(value, str):
        return not value.strip()
    return value is None or (hasattr(value, "__len__") and len(value) == 0)
