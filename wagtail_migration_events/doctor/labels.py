"""Terms of the site's own vocabularies that have no label in a language of the site."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_migration_events.doctor.finding import Check, Finding, Severity
from wagtail_migration_events.doctor.site_languages import languages_in_use
from wagtail_migration_events.events.facts.spoken_languages import language_name
from wagtail_migration_events.text_checks import one_line
from wagtail_migration_events.vocabularies.languages import same_reading
from wagtail_migration_events.vocabularies.registry import all_vocabularies
from wagtail_migration_events.vocabularies.site_vocabulary import SiteVocabulary
from wagtail_migration_events.vocabularies.terms import Term


def terms_without_label() -> Iterator[Finding]:
    """Yield one finding for each term that lacks a label, with all languages that lack it."""
    languages = languages_in_use()
    for vocabulary in all_vocabularies():
        if not isinstance(vocabulary, SiteVocabulary):
            continue
        for term in list(vocabulary):
            missing = [each for each in languages if not _has_label(term, each)]
            if missing:
                yield _finding(vocabulary, term, missing)


def _has_label(term: Term, language: str) -> bool:
    return any(
        same_reading(language, key) and title.text.strip() for key, title in term.titles.items()
    )


def _finding(vocabulary: SiteVocabulary, term: Term, missing: list[str]) -> Finding:
    message = _("%(vocabulary)s: “%(term)s” has no label in %(languages)s.") % {
        "vocabulary": vocabulary.label,
        "term": one_line(term.label(), 80),
        "languages": ", ".join(language_name(each) for each in missing),
    }
    data = {"vocabulary": vocabulary.name, "code": term.code, "languages": missing}
    return Finding(message, data)


TERMS_WITHOUT_LABEL = Check(
    "terms_without_label",
    Severity.WARNING,
    gettext_lazy("Terms without a label in a language of the site"),
    gettext_lazy("Open the term under “Vocabularies” and type its label in every language."),
    terms_without_label,
)
