"""Fills a site's vocabularies once, with the values in use on the model site.

A vocabulary is filled by the ``migrate`` that creates its table, and by ``flush``, which empties
every table. Any later ``migrate`` leaves it alone: a site that deleted all terms meant it.
"""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.apps import apps as global_apps
from django.db import DEFAULT_DB_ALIAS, router
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import CreateModel
from django.db.models.signals import post_migrate

from wagtail_migration_events.vocabularies.loading import read_data
from wagtail_migration_events.vocabularies.registry import get_vocabulary

SEEDED_MODELS = {"event_types": "EventType", "audiences": "Audience", "workstreams": "Workstream"}
"""Names of vocabularies and of the models of the core app that hold them."""


def connect(app_config: AppConfig) -> None:
    """Let ``migrate`` and ``flush`` fill the vocabularies of the core app."""
    post_migrate.connect(seed_after_migrate, sender=app_config, dispatch_uid=__name__)


def seed_after_migrate(
    sender: AppConfig,
    using: str = DEFAULT_DB_ALIAS,
    plan: list[tuple[Any, bool]] | None = None,
    apps: Any = global_apps,
    **kwargs: Any,
) -> None:
    """Seed the vocabularies whose tables this run created or emptied.

    :param plan: the schema migrations that ran, each with whether it was undone; ``flush``, which
        sends the same signal, has none.
    :param apps: the models as they are at this point of the schema migrations.
    """
    unmigrated = MigrationLoader.migrations_module(sender.label)[0] is None
    for vocabulary, model_name in SEEDED_MODELS.items():
        if plan is None or unmigrated or _created(plan, sender.label, model_name):
            seed_site_terms(vocabulary, using=using, apps=apps, app_label=sender.label)


def seed_site_terms(
    vocabulary: str,
    using: str = DEFAULT_DB_ALIAS,
    apps: Any = global_apps,
    app_label: str = "wagtail_migration_events",
) -> int:
    """Fill one vocabulary if it has no rows, and return the number of rows created."""
    try:
        model = apps.get_model(app_label, SEEDED_MODELS[vocabulary])
    except LookupError:
        return 0
    rows = model._base_manager.using(using)
    if not router.allow_migrate_model(using, model) or rows.exists():
        return 0
    seeded = rows.bulk_create(
        model(code=row["code"], labels=row["labels"], sort_order=position)
        for position, row in enumerate(read_data("site_terms")[vocabulary], start=1)
    )
    forget: Any = getattr(get_vocabulary(vocabulary), "forget", None)
    if forget is not None:
        forget()
    return len(seeded)


def _created(plan: list[tuple[Any, bool]], app_label: str, model_name: str) -> bool:
    return any(
        isinstance(operation, CreateModel) and operation.name == model_name
        for migration, undone in plan
        if migration.app_label == app_label and not undone
        for operation in migration.operations
    )
