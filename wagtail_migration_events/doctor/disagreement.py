"""Siblings, live or drafts, that do not say what the source of facts says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_migration_events.doctor.bulk_facts import (
    FactReader,
    GroupPages,
    doubtful_groups,
    fact_readers,
)
from wagtail_migration_events.doctor.finding import Check, Finding, Severity
from wagtail_migration_events.doctor.naming import page_data, page_words
from wagtail_migration_events.events.display.fact_words import (
    UNREADABLE,
    fact_in_words,
    fact_label,
)
from wagtail_migration_events.text_checks import one_line

Readers = dict[type, FactReader]


def siblings_that_disagree() -> Iterator[Finding]:
    """Yield one finding for each page and fact."""
    readers = fact_readers()
    for batch in doubtful_groups(readers):
        for each in batch:
            yield from _in_group(each, readers)


def _in_group(each: GroupPages, readers: Readers) -> Iterator[Finding]:
    reference = _reference(each)
    if reference is None:
        return
    facts: dict[str, Any] = {}
    for page in each.pages:
        if page is reference or _is_draft_source(each, page):
            continue
        for name in readers[type(page)].fields:
            if name not in readers[type(reference)].fields:
                continue
            try:
                if name not in facts:
                    facts[name] = readers[type(reference)].read(reference, name)
                own = readers[type(page)].read(page, name)
            except UNREADABLE as error:
                yield _unreadable(each, page, name, error)
                continue
            if own != facts[name]:
                yield _finding(each, page, reference, name, (own, facts[name]))


def _reference(each: GroupPages) -> Any:
    """Return the page whose facts hold: the source if it is published, else a sibling."""
    own = [page for page in each.pages if not page.alias_of_id]
    origin = each.group.origin_id if each.group is not None else None
    others = sorted(own, key=lambda page: (not page.live, page.pk != origin, page.pk))
    source = next((page for page in own if page.pk == origin and page.live), None)
    if source is not None or origin is None:
        return source or next(iter(others), None)
    return next((page for page in others if page.pk != origin), None)


def _is_draft_source(each: GroupPages, page: Any) -> bool:
    """Whether the row of a page may hold a draft that is nobody else's business."""
    origin = each.group.origin_id if each.group is not None else None
    mirrored = page.alias_of_id or page.pk
    return mirrored == origin and not page.live


def _finding(
    each: GroupPages, page: Any, reference: Any, name: str, values: tuple[Any, Any]
) -> Finding:
    words = (fact_in_words(page, name), fact_in_words(reference, name))
    if words[0] == words[1]:  # they differ in what is not shown, such as seconds
        words = (one_line(values[0], 300), one_line(values[1], 300))
    message = _("%(page)s: %(fact)s is %(value)s; %(reference)s says %(other)s. Key %(key)s") % {
        "key": each.key,
        "page": page_words(page),
        "fact": fact_label(type(page), name),
        "value": words[0] or _("nothing"),
        "reference": page_words(reference),
        "other": words[1] or _("nothing"),
    }
    data = {
        "key": str(each.key),
        "page": page_data(page),
        "source": page_data(reference),
        "fact": name,
        "value": values[0],
        "source_value": values[1],
    }
    return Finding(message, data)


def _unreadable(each: GroupPages, page: Any, name: str, error: Exception) -> Finding:
    message = _("%(page)s: %(fact)s cannot be read: %(error)s.") % {
        "page": page_words(page),
        "fact": fact_label(type(page), name),
        "error": one_line(error, 200),
    }
    data = {"key": str(each.key), "page": page_data(page), "fact": name}
    return Finding(message, data, _("Open the page in the editor and enter the fact anew."))


SIBLINGS_DISAGREE = Check(
    "siblings_disagree",
    Severity.ERROR,
    gettext_lazy("Languages of one event that disagree on a fact"),
    gettext_lazy(
        "Publish the source again, or run “events_adopt --dry-run --key KEY” and then --apply."
    ),
    siblings_that_disagree,
)
