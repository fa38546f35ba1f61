"""Entries of histories outlive the app that wrote them, under a name that Wagtail knows."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate
from wagtail.log_actions import registry

#: Wagtail cannot export its report of the site's history while an entry has an unknown action.
PLAIN = "wagtail.edit"


def keep_histories(app: AppConfig, actions: str) -> None:
    """Let the entries of an app say only that something was edited, once its tables are dropped.

    :param actions: how the names of its actions begin.
    """

    def rename_entries(sender: AppConfig, plan: Any, using: str, **kwargs: Any) -> None:
        if not undoes_first(plan, sender.label):
            return
        tables = connections[using].introspection.table_names()
        for model in registry.get_log_entry_models():
            if model._meta.db_table in tables:
                entries = model._base_manager.using(using).filter(action__startswith=actions)
                entries.update(action=PLAIN)

    uid = f"{app.label}.histories"
    post_migrate.connect(rename_entries, sender=app, weak=False, dispatch_uid=uid)


def undoes_first(plan: Any, label: str) -> bool:
    """Whether a plan of schema migrations drops all tables of an app."""
    return any(
        backwards and migration.initial and migration.app_label == label
        for migration, backwards in plan
    )
