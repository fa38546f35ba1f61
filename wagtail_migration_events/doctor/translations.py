"""Published translations of a text that the source has changed since."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_migration_events.doctor.finding import Check, Finding, Severity
from wagtail_migration_events.doctor.naming import page_data, page_words
from wagtail_migration_events.events.adoption.candidates import BATCH, group_keys
from wagtail_migration_events.events.display.fact_words import fact_label
from wagtail_migration_events.events.freshness.staleness import stale_names_by_page
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.page_model import base_page_model, page_models_with


def stale_translations() -> Iterator[Finding]:
    """Yield one finding for each live page, with all its stale texts."""
    keys = group_keys(settled=True)
    while batch := list(islice(keys, BATCH)):
        stale: dict[int, list[str]] = {}
        for model in page_models_with(EventPageMixin):
            stale.update(stale_names_by_page(model, batch))
        if not stale:
            continue
        pages = base_page_model().objects.filter(pk__in=list(stale), live=True)
        for page in pages.select_related("locale").order_by("translation_key", "pk"):
            yield _finding(page, stale[page.pk])


def _finding(page: object, names: list[str]) -> Finding:
    model = page.specific_class  # type: ignore[attr-defined]
    message = _("%(page)s: %(texts)s") % {
        "page": page_words(page),
        "texts": ", ".join(fact_label(model, name) for name in names),
    }
    key = page.translation_key  # type: ignore[attr-defined]
    return Finding(message, {"key": str(key), "page": page_data(page), "texts": names})


TRANSLATIONS_STALE = Check(
    "translations_stale",
    Severity.WARNING,
    gettext_lazy("Published translations of a text that has changed since"),
    gettext_lazy("Translate the texts that are named anew and publish the page."),
    stale_translations,
)
