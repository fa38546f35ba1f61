"""An event in all its languages as one thing that goes live: what it has, what it lacks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.locks import ScheduledForPublishLock

from wagtail_migration_events.admin.editing.publishing_checks import blocking_findings
from wagtail_migration_events.events.display.wording import heading_of, listed
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.language_states.editing import ShownState, states_to_show
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.translation.gate.after_source import (
    overtakes_source,
    waits_for_source,
)
from wagtail_migration_events.translation.gate.missing import lacks, no_right
from wagtail_migration_events.translation.gate.obstacle import Obstacle, ObstacleCode
from wagtail_migration_events.translation.gate.together import required_languages, waits_for
from wagtail_migration_events.translation.gate.versions import Version, versions_of
from wagtail_migration_events.translation.site_settings import Gate, translation_settings


@dataclass
class SetRow:
    """One language of the event.

    Attributes:
        shown: its state, with its name and where it is edited.
        version: its newest version; None where the event has no page of its own.
        page: base row of that page.
        missing: what keeps it from going live by itself.
    """

    shown: ShownState
    version: Version | None = None
    page: Any = None
    is_required: bool = False
    missing: list[Obstacle] = field(default_factory=list)

    @property
    def is_news(self) -> bool:
        return self.version is not None and self.version.is_news

    @property
    def can_be_chosen(self) -> bool:
        return self.is_news and not any(each.is_firm for each in self.missing)

    @property
    def is_ready(self) -> bool:
        return self.is_news and not self.missing


@dataclass
class EventSet:
    """The languages of an event, the source of facts first."""

    source: Any
    rows: list[SetRow]
    required: list[str]
    gate: str

    @property
    def is_together(self) -> bool:
        return self.gate == Gate.TOGETHER

    @property
    def choosable(self) -> list[SetRow]:
        return [row for row in self.rows if row.can_be_chosen]

    def missing(self, chosen: Collection[SetRow], at: dt.datetime | None = None) -> list[Obstacle]:
        """Return what keeps these languages from going live in one go.

        :param at: when; None: now.
        """
        found = [each for row in chosen for each in row.missing]
        versions = [row.version for row in self.rows if row.version is not None]
        if self.gate != Gate.READY:
            pks, moment = {row.page.pk for row in chosen}, at or timezone.now()
            for version in (row.version for row in chosen if row.version is not None):
                waits = waits_for_source(version, versions, self.source.pk, pks, moment)
                found += [each for each in waits if each not in found]
            found += overtakes_source(versions, self.source.pk, pks, moment)
        if self.is_together and any(not row.page.live for row in chosen):
            going = [row.shown.state.language for row in chosen]
            found += waits_for(versions, self.required, going)
        return found


def read_set(group: EventGroup, user: Any) -> EventSet:
    """Read an event in all its languages, in a bounded number of queries.

    :param user: who would publish it.
    """
    versions = {each.language: each for each in versions_of([group.pk])[group.pk]}
    pages = base_page_model().objects.in_bulk([each.page.pk for each in versions.values()])
    source = pages[group.origin_id]
    settings = translation_settings(source)
    required = required_languages(settings, source)
    of_source = next(each for each in versions.values() if each.page.pk == source.pk)
    rows = []
    for shown in states_to_show([group.pk], user)[group.pk]:
        language = shown.state.language
        row = SetRow(shown, versions.get(language), is_required=language in required)
        if row.version is not None:
            row.page = pages[row.version.page.pk]
            if row.version is not of_source:
                row.missing = lacks(row.version, settings, writes_words=True)
                row.missing += _older_than_source(row.version, of_source, settings.gate)
            row.missing += _against(row.version, row.page, user)
        rows.append(row)
    rows.sort(key=lambda row: row.version is not of_source)
    if settings.gate != Gate.READY and not rows[0].can_be_chosen:
        for row in rows:
            if row.version is not None:
                row.missing += waits_for_source(row.version, versions.values(), source.pk)
    return EventSet(source, rows, required, settings.gate)


def _older_than_source(version: Version, source: Version, gate: str) -> list[Obstacle]:
    """The source's draft has words that a translation which is not live has not seen."""
    if gate == Gate.READY or version.was_live or not source.is_news or version.is_unwritten:
        return []
    names = [
        name
        for name, (_made_from, own) in source.basis.items()
        if version.basis.get(name, ["", ""])[0] not in ("", own)
    ]
    if not names:
        return []
    texts = listed(heading_of(version.page.model, name) for name in names)
    words = _("these texts are older than in the draft of the source: %(texts)s.")
    return [_obstacle(ObstacleCode.OLDER, words % {"texts": texts}, version)]


def _against(version: Version, page: Any, user: Any) -> list[Obstacle]:
    if not version.is_news:
        return []
    if not page.permissions_for_user(user).can_publish():
        return [no_right(page)]
    lock = page.get_lock()
    # A date that was set before gives way to the one that is set now.
    if lock is not None and lock.for_user(user) and not isinstance(lock, ScheduledForPublishLock):
        words = strip_tags(lock.get_message(user) or lock.get_description(user))
        return [_obstacle(ObstacleCode.LOCKED, words, version)]
    if findings := blocking_findings(page):
        return [_obstacle(ObstacleCode.UNREADY, " ".join(findings), version)]
    if version.is_in_review:
        words = _("it is with its reviewers, and publishing would end the review.")
        return [_obstacle(ObstacleCode.IN_REVIEW, words, version)]
    return []


def _obstacle(code: ObstacleCode, words: str, version: Version) -> Obstacle:
    return Obstacle(code, words, version.language, version.page.pk)
