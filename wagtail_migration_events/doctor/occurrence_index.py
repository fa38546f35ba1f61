"""Pages that lists of events find by what they were, or do not find at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_migration_events.doctor.finding import Check, Finding, Severity
from wagtail_migration_events.doctor.naming import page_data, page_words
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.occurrences.rebuilding import (
    batches,
    differing_pages,
    pages_of_others,
)


def pages_indexed_otherwise() -> Iterator[Finding]:
    """Yield one finding for each page of which the index has other rows than it should."""
    for pks in batches():
        # Looked at twice: the page may have been published between reading it and its rows.
        found = differing_pages(pks)
        yield from _findings(differing_pages(found) if found else ())
    others = (pk for (pk,) in pages_of_others().values_list("page").iterator())
    for pk in others:
        yield from _findings([pk])


def _findings(pks: Iterable[int]) -> Iterator[Finding]:
    if not pks:
        return
    pages = base_page_model().objects.filter(pk__in=pks).select_related("locale")
    for page in pages.order_by("pk"):
        message = _("%(page)s. Key %(key)s") % {
            "page": page_words(page),
            "key": page.translation_key,
        }
        yield Finding(message, {"key": str(page.translation_key), "page": page_data(page)})


INDEX_DIFFERS = Check(
    "index_differs",
    Severity.ERROR,
    gettext_lazy("Pages that lists of events find by something else than what they say"),
    gettext_lazy("Run “events_rebuild_occurrences”; the site may be in use meanwhile."),
    pages_indexed_otherwise,
)
