"""Languages that are wanted and in which nothing can be begun, for ``events_check``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wagtail_migration_events.admin.many.on_each import sources_of_events
from wagtail_migration_events.doctor.checkup import CHECKS
from wagtail_migration_events.doctor.finding import Check, Finding, Severity
from wagtail_migration_events.events.facts.spoken_languages import language_name
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.translation.requests.beginning import without_place
from wagtail_migration_events.translation.requests.request import TranslationRequest
from wagtail_migration_events.translation.site_settings import TranslationSettings
from wagtail_migration_events.vocabularies.languages import normalise_tag

BATCH = 500


def wanted_in_vain() -> Iterator[Finding]:
    """Yield one finding for each language that a Site has promised and in which it has no home
    page, and one for each in which requests wait that nobody can begin."""
    yield from _promised()
    yield from _requested()


def _promised() -> Iterator[Finding]:
    settings = TranslationSettings.objects.select_related("site__root_page").order_by("site")
    for ours in settings.prefetch_related("languages", "rules"):
        home = ours.site.root_page
        homes = base_page_model().objects.filter(translation_key=home.translation_key)
        there = set(homes.values_list("locale__language_code", flat=True))
        promised = {code for rule in ours.rules.all() for code in rule.locales}
        promised |= {
            row.locale.language_code
            for row in ours.languages.select_related("locale")
            if row.is_required
        }
        for code in sorted(promised - there):
            words = _("%(language)s: promised on %(site)s, which has no home page in it")
            values = {"language": language_name(code), "site": ours.site.hostname}
            yield Finding(
                words % values, {"language": normalise_tag(code), "site": ours.site.hostname}
            )


def _requested() -> Iterator[Finding]:
    lost: dict[str, int] = defaultdict(int)
    open_rows = TranslationRequest.objects.open().order_by("group")
    keys = list(open_rows.values_list("group", flat=True).distinct())
    for start in range(0, len(keys), BATCH):
        events = sources_of_events(keys[start : start + BATCH])
        rows = [
            (events[key], locale, code)
            for key, locale, code in open_rows.filter(group__in=list(events)).values_list(
                "group", "locale", "locale__language_code"
            )
        ]
        places = without_place((event, locale) for event, locale, _code in rows)
        for event, locale, code in rows:
            lost[code] += (event.pk, locale) in places
    for code, number in sorted(lost.items()):
        if number:
            words = ngettext(
                "%(language)s: requested of %(number)s event, and no page above it is there in it",
                "%(language)s: requested of %(number)s events, and no page above them is there in "
                "it",
                number,
            )
            yield Finding(
                words % {"language": language_name(code), "number": number},
                {"language": normalise_tag(code), "requests": number},
            )


LANGUAGES_WITHOUT_TREE = Check(
    "languages_without_tree",
    Severity.WARNING,
    gettext_lazy("Languages that are wanted and in which nobody can begin"),
    gettext_lazy(
        "Translate the home page and the index of events into the language, or want it no more."
    ),
    wanted_in_vain,
)


def register_check() -> None:
    if LANGUAGES_WITHOUT_TREE not in CHECKS:
        CHECKS.append(LANGUAGES_WITHOUT_TREE)
