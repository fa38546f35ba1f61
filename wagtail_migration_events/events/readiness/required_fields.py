"""The fields that a site wants filled before an event is published."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial, reduce
from operator import or_
from typing import Any

from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_migration_events.events.fact_columns import fact_field
from wagtail_migration_events.events.readiness.check import (
    Finding,
    Weight,
    publish_check,
    where_of,
)
from wagtail_migration_events.events.readiness.rows import empty
from wagtail_migration_events.events.sharing.unless_set import shared_value
from wagtail_migration_events.groups.event_settings import any_site_decides, site_setting
from wagtail_migration_events.groups.site_conditions import by_site


def _weight(where: Any) -> str:
    return Weight.BLOCK if site_setting("REQUIRED_FIELDS", where) else Weight.OFF


def _fields_of(model: Any, where: Any) -> Iterator[tuple[str, Any]]:
    """Child rows are not looked at: a form's page has them only once it is saved."""
    hidden = set(site_setting("HIDDEN_FIELDS", where))
    for name in site_setting("REQUIRED_FIELDS", where):
        field = fact_field(model, name)
        if field is not None and not field.one_to_many and not {name, field.name} & hidden:
            yield name, field


def _rows(model: Any) -> Q | None:
    return by_site(partial(_rows_of_site, model)) if any_site_decides() else _rows_of_site(model)


def _rows_of_site(model: Any, where: Any = None) -> Q:
    conditions = filter(None, (empty(model, name) for name, _field in _fields_of(model, where)))
    return reduce(or_, conditions, Q(pk__in=[]))


@publish_check("required_fields", label=gettext_lazy("Required fields"), weight=_weight, rows=_rows)
def required_fields(event: Any) -> Iterator[Finding]:
    for name, field in _fields_of(type(event), where_of(event)):
        is_shared = name in type(event).event_facts_unless_set
        value = shared_value(event, name) if is_shared else getattr(event, field.name)
        if _is_empty(value):
            words = _("“%(field)s” must be filled in before publishing.")
            yield Finding(words % {"field": capfirst(str(field.verbose_name))}, name)


def _is_empty(value: Any) -> bool:
    if isinstance(value, str):
        return not value.strip()
    return value is None or (hasattr(value, "__len__") and len(value) == 0)
