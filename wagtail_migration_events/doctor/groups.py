"""Groups whose bookkeeping is not as it should be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_migration_events.doctor.finding import Check, Finding, Severity
from wagtail_migration_events.doctor.naming import page_data, page_words
from wagtail_migration_events.events.adoption.candidates import BATCH
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.page_model import base_pages_with


def groups_without_source() -> Iterator[Finding]:
    """Yield the groups whose row names no page of the group as the source of facts."""
    lost = EventGroup.objects.filter(
        Q(origin=None) | ~Q(origin__translation_key=F("key")), adopted=True
    )
    yield from _one_for_each(Exists(lost.filter(pk=OuterRef("translation_key"))))


def groups_not_adopted() -> Iterator[Finding]:
    """Yield the groups to whose siblings publishing writes nothing yet."""
    known = EventGroup.objects.filter(pk=OuterRef("translation_key"))
    yield from _one_for_each(Exists(known.filter(adopted=False)) | ~Exists(known))


def _one_for_each(condition: Any) -> Iterator[Finding]:
    """Yield a finding for each group with such pages; it names one of them."""
    pages = base_pages_with(EventPageMixin).filter(condition, alias_of=None)
    keys = pages.order_by("translation_key").values_list("translation_key", flat=True).distinct()
    found = list(keys[:BATCH])
    while found:
        yield from _findings(pages, found)
        found = list(keys.filter(translation_key__gt=found[-1])[:BATCH])


def _findings(pages: Any, keys: Iterable[UUID]) -> Iterator[Finding]:
    first: dict[UUID, Any] = {}
    named = pages.filter(translation_key__in=keys).select_related("locale")
    for page in named.order_by("translation_key", "-live", "pk"):
        first.setdefault(page.translation_key, page)
    for key, page in first.items():
        message = _("%(page)s. Key %(key)s") % {"page": page_words(page), "key": key}
        yield Finding(message, {"key": str(key), "page": page_data(page)})


GROUPS_WITHOUT_SOURCE = Check(
    "groups_without_source",
    Severity.ERROR,
    gettext_lazy("Events without a source of facts"),
    gettext_lazy("Run “events_adopt --dry-run --key KEY” and then --apply."),
    groups_without_source,
)
GROUPS_NOT_ADOPTED = Check(
    "groups_not_adopted",
    Severity.NOTICE,
    gettext_lazy("Events that are not adopted yet"),
    gettext_lazy(
        "Run “events_adopt --dry-run” and then --apply; until then publishing does not change "
        "the other languages."
    ),
    groups_not_adopted,
)
