"""Which events want an editor: what the publish checks find in them, asked of all at once.

Nothing of it is stored. Read are the rows of the sources of facts, as the listing shows them, of
events that are not cancelled, and not over or only for less than a year.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import BooleanField, Case, Q, Value, When
from django.utils import timezone
from wagtail.models import Site

from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.events.readiness.check import (
    CHECKS,
    PublishCheck,
    Weight,
    weight_of,
)
from wagtail_migration_events.events.times.occurrence import EventStatus
from wagtail_migration_events.groups.event_settings import any_site_decides
from wagtail_migration_events.groups.page_model import page_models_with
from wagtail_migration_events.groups.site_conditions import by_site
from wagtail_migration_events.occurrences.rows import IndexedOccurrence

#: What has been over for longer is left in peace.
LOOKED_BACK = dt.timedelta(days=365)


def askable_checks() -> list[PublishCheck]:
    """Return the checks that can be asked of many events at once, and that a Site asks."""
    sites = [root.site_id for root in Site.get_site_root_paths()] if any_site_decides() else [None]
    return [
        check
        for check in CHECKS.values()
        if check.rows is not None and any(weight_of(check, site) != Weight.OFF for site in sites)
    ]


def needing_attention(pages: Any, names: Collection[str] = ()) -> Any:
    """Keep the pages that want an editor, by one condition for each class of events.

    :param pages: a queryset of base page rows, one for each event.
    :param names: of checks; none: all of them.
    """
    checks = [each for each in askable_checks() if not names or each.name in names]
    wanted = Q(pk__in=[])
    recent = IndexedOccurrence.objects.filter(_recent()).values("page")
    for model in page_models_with(EventPageMixin):
        conditions = [condition for _name, condition in _conditions(model, checks)]
        if conditions:
            found = model._base_manager.filter(reduce(or_, conditions), pk__in=recent)
            wanted |= Q(pk__in=found.order_by().values("pk"))
    return pages.filter(wanted)


def reasons_of(events: Iterable[Any]) -> dict[int, list[str]]:
    """Return what each event wants an editor for, in words, by primary key.

    :param events: specific pages; one query is made for each of their classes.
    """
    by_class: dict[Any, list[int]] = defaultdict(list)
    for event in events:
        if isinstance(event, EventPageMixin):
            by_class[type(event)].append(event.pk)
    checks = askable_checks()
    labels = [str(check.label) for check in checks]
    found: dict[int, list[str]] = {}
    for model, pks in by_class.items():
        conditions = dict(_conditions(model, checks))
        answers = [_answer(conditions.get(check.name)) for check in checks]
        rows = model._base_manager.filter(pk__in=pks).order_by()
        for pk, *fails in rows.values_list("pk", *answers):
            found[pk] = [label for label, fail in zip(labels, fails, strict=True) if fail]
    return found


def _recent() -> Q:
    is_recent = Q(event_ends_at=None) | Q(event_ends_at__gt=timezone.now() - LOOKED_BACK)
    return is_recent & ~Q(status=EventStatus.CANCELLED)


def _conditions(model: Any, checks: Iterable[PublishCheck]) -> Iterator[tuple[str, Q]]:
    for check in checks:
        condition = check.rows(model) if check.rows is not None else None
        if condition is not None:
            yield check.name, condition & _asked_where(check)


def _asked_where(check: PublishCheck) -> Q:
    if not any_site_decides():
        return Q()
    return by_site(lambda site: Q() if weight_of(check, site) != Weight.OFF else None)


def _answer(condition: Q | None) -> Any:
    no = Value(False, output_field=BooleanField())
    if condition is None:
        return no
    return Case(When(condition, then=Value(True)), default=no, output_field=BooleanField())
