"""Publish the newest version of a page, with the translators' newest words, now or at a date."""

from __future__ import annotations

import datetime as dt
from typing import Any

from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Revision

from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.translation.gate.newest_words import write_words
from wagtail_migration_events.translation.gate.versions import translation_of
from wagtail_migration_events.translation.kept.own_values import hold_overrides


def publish_newest(page: Any, user: Any, at: dt.datetime | None = None) -> None:
    """Publish the newest version of a page as Wagtail does, within a transaction.

    The date becomes part of that version, which stays the one that reviewers have approved.

    :param page: base row or specific.
    :param at: when it is to go live, in UTC; by default now, whatever date the version has.
    :raises PublishPagePermissionError: for a user who may not.
    :raises ValidationError: where the page cannot be saved with the translators' words.
    """
    row = base_page_model().objects.get(pk=page.pk)
    write_words(row, user)
    revision = row.get_latest_revision() or row.specific.save_revision(user=user)
    moment = at.astimezone(dt.UTC).isoformat() if at is not None else None
    if revision.content.get("go_live_at") != moment:
        revision.content["go_live_at"] = moment
        Revision.objects.filter(pk=revision.pk).update(content=revision.content)
    if at is None and translation_of(row) is not None:
        hold_overrides(row.specific)
    PublishPageRevisionAction(revision, user=user).execute()
