"""Puts every guard in its place when Django starts. What each does stands in its own module."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.apps import apps
from django.core import checks
from django.core.signals import request_started
from django.db.models.signals import post_save
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import WorkflowState
from wagtail.signals import page_published
from wagtail_localize import models, operations
from wagtail_localize.views import convert, edit_translation, report, update_translations

from wagtail_migration_events.events.sharing.signals import facts_changed, status_changed
from wagtail_migration_events.translation import after_publishing
from wagtail_migration_events.translation.desk.ended import around_editing
from wagtail_migration_events.translation.guards import (
    doors,
    draft_titles,
    seams,
    translations_report,
    writing,
)
from wagtail_migration_events.translation.kept import hand_work, own_words
from wagtail_migration_events.translation.requests import following
from wagtail_migration_events.translation.review.finish import around_finishing
from wagtail_migration_events.translation.source import origins, snapshots, suggestions
from wagtail_migration_events.translation.source.segments import around_refreshing


def stand_guard(label: str) -> None:
    """Wrap localize's functions and listen; harmless when it is done twice.

    :param label: of the app, for the names under which signals are connected.
    """
    source = models.TranslationSource
    seams.wrap(source, "update_from_db", snapshots.lock_group_first)
    seams.wrap(source, "refresh_segments", around_refreshing)
    seams.wrap(source, "create_or_update_translation", writing.around_writing)
    seams.wrap(models, "copy_synchronised_fields", own_words.around_copying)
    seams.wrap(models, "ingest_segments", own_words.around_ingesting)
    creator = operations.TranslationCreator
    seams.wrap(creator, "create_translations", writing.around_submitting)
    for module in (edit_translation, update_translations):
        seams.wrap(module, "apply_machine_translation", suggestions.let_machine_translate)
    seams.wrap(convert, "sync_alias", origins.around_mirroring)
    for door in doors.DOORS:
        seams.wrap(door.owner, door.name, partial(doors.pass_through, door))
    seams.wrap(report.TranslationsReportView, "get_queryset", translations_report.only_visible)
    seams.wrap(WorkflowState, "on_finish", around_finishing)
    seams.wrap(EditView, "dispatch", around_editing)
    page_published.connect(after_publishing.follow, dispatch_uid=f"{label}.published")
    post_save.connect(
        hand_work.learn_from_draft, sender=models.Translation, dispatch_uid=f"{label}.taken_over"
    )
    texts, theirs = models.StringTranslation, "post_save_string_translation"
    post_save.disconnect(getattr(models, theirs, None), sender=texts)
    post_save.connect(draft_titles.follow_title, texts, dispatch_uid=f"{label}.draft_titles")
    facts_changed.connect(snapshots.renew_changed, dispatch_uid=f"{label}.facts_changed")
    facts_changed.connect(following.follow_facts, dispatch_uid=f"{label}.deadlines")
    request_started.connect(following.forget_minor_edit, dispatch_uid=f"{label}.no_minor_edit")
    status_changed.connect(snapshots.renew_source, dispatch_uid=f"{label}.status_changed")
    checks.register(check_seams, "wagtail_migration_events")
    checks.register(check_addresses, "wagtail_migration_events")
    checks.register(check_settings_app, "wagtail_migration_events")


def check_seams(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    missing = ", ".join(seams.missing_seams())
    if not missing:
        return []
    return [
        checks.Error(
            f"The installed wagtail-localize or Wagtail does not have what is guarded: {missing}.",
            hint="Without the guards a translated page may show older facts, or text in the "
            "language of the source, or go live before it may. Install wagtail-localize 1.14.3 or "
            "newer, and a version of Wagtail that this package supports.",
            id="wagtail_migration_events.E020",
        )
    ]


def check_addresses(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Find addresses that were put together before the guard stood: they would have none."""
    try:
        # Wagtail asks localize for all of its addresses at once, so one speaks for the others.
        view = resolve(reverse("wagtail_localize:edit_override", args=[1, 1])).func
    except (NoReverseMatch, Resolver404):
        return []  # the admin is not among the addresses of this process
    if hasattr(view, seams.ORIGINAL):
        return []
    return [
        checks.Error(
            "The addresses of wagtail-localize were loaded before they could be guarded.",
            hint="An app of INSTALLED_APPS imports the site's addresses when Django starts. Put "
            '"wagtail_migration_events.translation" before it.',
            id="wagtail_migration_events.E021",
        )
    ]


def check_settings_app(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Ask for the app in whose screens a Site says how it translates."""
    if apps.is_installed("wagtail.contrib.settings"):
        return []
    return [
        checks.Error(
            "The settings of the translation of events have no screen in the admin.",
            hint='Add "wagtail.contrib.settings" to INSTALLED_APPS.',
            id="wagtail_migration_events.E022",
        )
    ]
