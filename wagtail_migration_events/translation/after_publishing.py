"""What follows when a page of an event was published, by whomever and in whatever way.

Most events are neither translated by localize nor asked for, so all that could concern one is
asked for in a single query.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Exists
from wagtail_localize.models import Translation, TranslationSource

from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.translation.event_class import is_event
from wagtail_migration_events.translation.kept import hand_work
from wagtail_migration_events.translation.requests import following
from wagtail_migration_events.translation.requests.request import TranslationRequest
from wagtail_migration_events.translation.site_settings import RequestRule
from wagtail_migration_events.translation.source import snapshots


def follow(instance: Any, revision: Any = None, **kwargs: Any) -> None:
    """Handler of Wagtail's ``page_published``."""
    if not is_event(instance) or instance.alias_of_id:
        return
    key = instance.translation_key
    translations = Translation.objects.filter(
        source__object_id=key, target_locale=instance.locale_id
    )
    row = (
        EventGroup.objects.filter(pk=key)
        .annotate(
            has_snapshot=Exists(TranslationSource.objects.filter(object_id=key)),
            is_translated=Exists(translations),
            is_asked_for=Exists(TranslationRequest.objects.filter(group=key)),
            has_rules=Exists(RequestRule.objects.all()),
        )
        .values("origin", "has_snapshot", "is_translated", "is_asked_for", "has_rules")
        .first()
    )
    if row is None:
        return
    if row["has_snapshot"]:
        snapshots.renew_published(instance)
    if row["is_translated"]:
        hand_work.learn_from_published(instance, revision)
    if row["has_rules"] and row["origin"] == instance.pk and _is_first(instance):
        following.ask_by_rules(instance)
    if row["is_asked_for"]:
        following.settle_afterwards(instance)


def _is_first(page: Any) -> bool:
    """Whether a page was just published for the first time: Wagtail writes the same moment twice.

    A rule that asked each time would ask again for what somebody has taken back, and for all that
    was there before the rule.
    """
    return bool(page.first_published_at == page.last_published_at)
