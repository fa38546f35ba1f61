"""Official titles that pages show although nobody has confirmed their wording."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Locale

from wagtail_migration_events.doctor.finding import Check, Finding, Severity
from wagtail_migration_events.events.facts.spoken_languages import language_name
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.page_model import page_models_with
from wagtail_migration_events.text_checks import one_line
from wagtail_migration_events.vocabularies.codes import codes_of
from wagtail_migration_events.vocabularies.fields import VocabularyFieldMixin
from wagtail_migration_events.vocabularies.official.vocabulary import OfficialVocabulary, unverified

#: Codes that live event pages hold, by language and vocabulary.
Used = dict[tuple[str, str], set[str]]


def unverified_titles() -> Iterator[Finding]:
    """Yield one finding for each title that a live event page shows in its own language."""
    used = _used_codes()
    for language in sorted({language for language, _vocabulary in used}):
        for term, title in unverified(language):
            if term.code in used.get((language, term.vocabulary), ()):
                message = _("%(vocabulary)s %(code)s in %(language)s: “%(title)s”") % {
                    "vocabulary": term.vocabulary,
                    "code": term.code,
                    "language": language_name(language),
                    "title": one_line(title.text, 120),
                }
                data = {
                    "vocabulary": term.vocabulary,
                    "code": term.code,
                    "language": language,
                    "title": title.text,
                }
                yield Finding(message, data)


def _used_codes() -> Used:
    used: Used = defaultdict(set)
    languages = dict(Locale.objects.values_list("pk", "language_code"))
    for model in page_models_with(EventPageMixin):
        for field in _official_fields(model):
            pages = model._base_manager.filter(live=True)
            rows = pages.order_by().values_list("locale_id", field.name).iterator()
            for locale, codes in rows:
                used[languages[locale], field.vocabulary_name].update(_plain(codes))
    return used


def _official_fields(model: Any) -> list[Any]:
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, VocabularyFieldMixin)
        and isinstance(field.vocabulary, OfficialVocabulary)
    ]


def _plain(codes: Any) -> list[str]:
    try:
        return [str(code) for code in codes_of(codes)]
    except TypeError:  # written past all validation
        return []


TITLES_UNVERIFIED = Check(
    "titles_unverified",
    Severity.WARNING,
    gettext_lazy("Official titles in use that nobody has confirmed"),
    gettext_lazy(
        "Compare the title with its source and confirm or correct it in a file that the setting "
        "WAGTAIL_MIGRATION_EVENTS_VOCABULARY_CORRECTIONS names."
    ),
    unverified_titles,
)
