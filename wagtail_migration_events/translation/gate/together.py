"""Under the gate "together": which languages a page that is not live waits for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from wagtail_migration_events.events.aliases import field_name_of
from wagtail_migration_events.translation.gate.obstacle import Obstacle, ObstacleCode
from wagtail_migration_events.translation.gate.versions import Version
from wagtail_migration_events.translation.site_settings import TranslationSettings
from wagtail_migration_events.vocabularies.languages import normalise_tag

#: Where settings, which are read and thrown away, keep what they have answered.
_KNOWN = "_required_languages_by_type"


def waits_for(
    versions: Iterable[Version], languages: Iterable[str], going_live: Iterable[str]
) -> list[Obstacle]:
    """Return an obstacle for each required language that readers would still miss.

    :param versions: all that there are of the event.
    :param languages: the required ones, as ``required_languages`` returns them.
    :param going_live: the languages that go live in one go, which may be one.
    """
    known = {version.language: version for version in versions}
    going = set(going_live)
    found = []
    for language in languages:
        version = known.get(language)
        if language in going or (version is not None and version.page.live):
            continue
        if version is None:
            words = _("there is no page yet, and all required languages go live together.")
        else:
            words = _("it is not live, and all required languages go live together.")
        pk = version.page.pk if version is not None else None
        found.append(Obstacle(ObstacleCode.TOGETHER, words, language, pk))
    return found


def required_languages(settings: TranslationSettings, page: Any) -> list[str]:
    """Return the tags of the languages that a Site has promised of an event.

    :param page: a page of the event, in any language.
    """
    event = page.specific
    name = field_name_of(type(event), "event_type")
    kind = getattr(event, name) if name is not None else None
    known: dict[Any, list[str]] = settings.__dict__.setdefault(_KNOWN, {})
    if kind not in known:
        known[kind] = [normalise_tag(code) for code in settings.required_locales(kind)]
    return known[kind]
