"""``events_setup_groups``: groups of translators and reviewers for each language of the site."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Locale, Site

from wagtail_migration_events.events.facts.spoken_languages import language_name
from wagtail_migration_events.text_checks import one_line
from wagtail_migration_events.translation.teams.setting_up import (
    Became,
    homes_of_others,
    languages_without_home,
    set_up_sites,
)
from wagtail_migration_events.vocabularies.languages import normalise_tag

_NO_HOME = gettext_lazy(
    "%(language)s: no Site has a home page in this language yet. Translate the home page, and run "
    "this again."
)
_OF_OTHER = gettext_lazy(
    "Site %(site)s: no groups of its own for “%(page)s” (%(tag)s), which Wagtail counts among the "
    "pages of the Site %(other)s. Those of that Site have it."
)


class Command(BaseCommand):
    help = _(
        "Make groups of translators and reviewers for each language of the site, their rights, and "
        "the workflow in which they review. What is there already stays as it is."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help=_("write nothing, only say what would happen")
        )
        parser.add_argument(
            "--language",
            action="append",
            default=[],
            help=_("only the language with this code; may be given several times"),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        languages = [self.known_language(code) for code in options["language"]]
        sites = list(Site.objects.select_related("root_page").order_by("pk"))
        counts: Counter[Became] = Counter()
        with transaction.atomic():
            for step in set_up_sites(sites, languages):
                counts[step.became] += 1
                self.stdout.write(f"{step.words}: {step.became.value}")
            transaction.set_rollback(options["dry_run"])
        for words in self.without_groups(sites, languages):
            self.stdout.write(words)
        for code in languages_without_home(sites):
            if not languages or code in languages:
                self.stdout.write(_NO_HOME % {"language": language_name(normalise_tag(code))})
        self.stdout.write(", ".join(f"{counts[each]} {each.value}" for each in Became))

    def without_groups(self, sites: list[Site], languages: list[str]) -> Iterator[str]:
        """Say which home pages of a Site belong to another one."""
        for site in sites:
            for home, other in homes_of_others(site):
                if not languages or home.locale.language_code in languages:
                    names = {"page": home.get_admin_display_title(), "tag": home.locale}
                    yield _OF_OTHER % {**names, "site": site, "other": other}

    def known_language(self, code: str) -> str:
        if not Locale.objects.filter(language_code=code).exists():
            message = _("“%(code)s” is not the code of a language of this site.")
            raise CommandError(message % {"code": one_line(str(code), 40)})
        return str(code)
