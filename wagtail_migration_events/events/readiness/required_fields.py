"""The fields that a site wants filled before an event is published."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_migration_events.conf import setting
from wagtail_migration_events.events.readiness.check import Finding, Weight, publish_check
from wagtail_migration_events.events.readiness.rows import empty
from wagtail_migration_events.events.sharing.columns import fact_field
from wagtail_migration_events.events.sharing.unless_set import shared_value


def _weight() -> str:
    return Weight.BLOCK if setting("REQUIRED_FIELDS") else Weight.OFF


def _fields_of(model: Any) -> Iterator[tuple[str, Any]]:
    """Child rows are not looked at: a form's page has them only once it is saved."""
    hidden = set(setting("HIDDEN_FIELDS"))
    for name in setting("REQUIRED_FIELDS"):
        field = fact_field(model, name)
        if field is not None and not field.one_to_many and not {name, field.name} & hidden:
            yield name, field


def _rows(model: Any) -> Q | None:
    conditions = filter(None, (empty(model, name) for name, _field in _fields_of(model)))
    return reduce(or_, conditions, Q(pk__in=[]))


@publish_check("required_fields", label=gettext_lazy("Required fields"), weight=_weight, rows=_rows)
def required_fields(event: Any) -> Iterator[Finding]:
    for name, field in _fields_of(type(event)):
        is_shared = name in type(event).event_facts_unless_set
        value = shared_value(event, name) if is_shared else getattr(event, field.name)
        if _is_empty(value):
            words = _("“%(field)s” must be filled in before publishing.")
            yield Finding(words % {"field": capfirst(str(field.verbose_name))}, name)


def _is_empty(value: Any) -> bool:
    if isinstance(value, str):
        return not value.strip()
    return value is None or (hasattr(value, "__len__") and len(value) == 0)
