"""Sets up a Site for translation. What a person has chosen stays as it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Locale, Site, Workflow

from wagtail_migration_events.events.facts.spoken_languages import language_name
from wagtail_migration_events.translation.site_settings import (
    LanguageSettings,
    TranslationSettings,
)
from wagtail_migration_events.translation.teams.team import TEAMS, Team, make_group
from wagtail_migration_events.translation.teams.workflow import attach, review_workflow
from wagtail_migration_events.vocabularies.languages import normalise_tag


class Became(StrEnum):
    """What became of one thing that a language needs."""

    CREATED = "created"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Step:
    """One thing that a language of a Site needs, in words for whoever runs the site."""

    became: Became
    words: str


def home_pages(site: Site) -> list[Any]:
    """Return the home page of each language of a Site that has one, and not a Site of its own."""
    return [home for home in _homes(site) if home.get_site() == site]


def homes_of_others(site: Site) -> Iterator[tuple[Any, Site]]:
    """Yield the home pages of a Site that Wagtail counts among the pages of another, and that one.

    It does where they lie below a translated home page of it, or two Sites have the same: there the
    settings and groups of the other Site hold.
    """
    for home in _homes(site):
        found = home.get_site()
        is_home_there = found.root_page.translation_key == home.translation_key
        if found != site and (home == site.root_page or not is_home_there):
            yield home, found


def _homes(site: Site) -> Any:
    homes = site.root_page.get_translations(inclusive=True).select_related("locale")
    return homes.order_by("locale__pk")


def languages_without_home(sites: Iterable[Site]) -> list[str]:
    """Return the codes of the languages in which none of some Sites has a home page."""
    there = {home.locale_id for site in sites for home in home_pages(site)}
    rest = Locale.objects.exclude(pk__in=there).order_by("pk")
    return list(rest.values_list("language_code", flat=True))


def set_up_sites(sites: Collection[Site], languages: Collection[str] = ()) -> Iterator[Step]:
    """Make groups, rights, settings and the workflow where they are missing.

    :param sites: those of ``home_pages`` in which pages are translated.
    :param languages: only these codes of ``Locale``s; by default all that have a home page.
    """
    workflow, is_new = review_workflow()
    yield _step(is_new, _("Workflow “%(name)s”") % {"name": workflow.name})
    several = Site.objects.count() > 1
    for site in sites:
        settings, is_new = TranslationSettings.objects.get_or_create(site=site)
        yield _step(is_new, _("Settings of the Site %(site)s") % {"site": site})
        for home in home_pages(site):
            if not languages or home.locale.language_code in languages:
                yield from _set_up_language(settings, home, workflow, several)


def _set_up_language(
    settings: TranslationSettings, home: Any, workflow: Workflow, several: bool
) -> Iterator[Step]:
    row, _is_new = LanguageSettings.objects.get_or_create(
        site_settings=settings, locale=home.locale
    )
    for team in TEAMS:
        group = getattr(row, team.field)
        is_new = group is None
        if is_new:
            group = make_group(_name_of(team, settings.site, home, several), home, team.rights)
            setattr(row, team.field, group)
        yield _step(is_new, _("Group “%(name)s”") % {"name": group.name})
    row.save(update_fields=[team.field for team in TEAMS])
    holds, is_new = attach(workflow, home)
    names = {"name": holds.name, "page": home.get_admin_display_title(), "tag": home.locale}
    yield _step(is_new, _("Workflow “%(name)s” for “%(page)s” (%(tag)s)") % names)


def _name_of(team: Team, site: Site, home: Any, several: bool) -> str:
    language = language_name(normalise_tag(home.locale.language_code))
    return _(team.words(several)) % {"language": language, "site": site.site_name or site.hostname}


def _step(is_new: bool, words: str) -> Step:
    return Step(Became.CREATED if is_new else Became.UNCHANGED, words)
