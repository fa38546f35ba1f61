"""No translation goes live before its source, of which readers do not know yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import replace

from django.utils.translation import gettext as _

from wagtail_migration_events.events.facts.spoken_languages import language_name
from wagtail_migration_events.translation.gate.obstacle import Obstacle, ObstacleCode
from wagtail_migration_events.translation.gate.versions import Version


def waits_for_source(
    version: Version,
    versions: Iterable[Version],
    source: int,
    going_live: Collection[int] = (),
    at: dt.datetime | None = None,
) -> list[Obstacle]:
    """Return an obstacle where a translation would be the first that readers see of an event.

    A source that was live once is gone by choice, and what becomes of the others was asked then.

    :param versions: all that there are of the event.
    :param source: primary key of the source of facts.
    :param going_live: primary keys of the pages that go live in one go.
    :param at: when; None: now, or at the date that its newest version has.
    """
    of_source = next((each for each in versions if each.page.pk == source), None)
    if of_source is None or version is of_source or version.page.live:
        return []
    if of_source.page.live or of_source.page.published_at or source in going_live:
        return []
    moment, before = at or version.go_live_at, of_source.go_live_at
    is_scheduled = of_source.page.is_scheduled and before is not None
    if is_scheduled and moment is not None and before is not None and moment >= before:
        return []
    words = _("the source (%(language)s) was never live, and no translation goes live before it.")
    words %= {"language": language_name(of_source.language)}
    return [Obstacle(ObstacleCode.BEFORE_SOURCE, words, version.language, version.page.pk)]


def overtakes_source(
    versions: Iterable[Version], source: int, going_live: Collection[int], at: dt.datetime
) -> list[Obstacle]:
    """Return an obstacle for each language whose own date comes before the one that its source
    is now given.

    :param versions: all that there are of the event.
    :param source: primary key of the source of facts.
    :param going_live: primary keys of the pages that are given that date, in one go.
    """
    if source not in going_live:
        return []
    moved = [
        replace(each, page=replace(each.page, is_scheduled=True), go_live_at=at)
        if each.page.pk == source
        else each
        for each in versions
    ]
    left = [each for each in moved if each.page.is_scheduled and each.page.pk not in going_live]
    return [found for each in left for found in waits_for_source(each, moved, source)]
