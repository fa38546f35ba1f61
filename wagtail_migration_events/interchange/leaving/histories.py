"""Entries of histories outlive the app that wrote them, or whose classes they name.

Wagtail cannot export its report of the site's history while an entry has an action, or is of a
class, that it does not know.
"""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.contrib.contenttypes.models import ContentType
from django.db import connections
from django.db.models.signals import post_migrate
from wagtail.log_actions import registry
from wagtail.models import PageLogEntry

from wagtail_migration_events.groups.page_model import base_page_model

PLAIN = "wagtail.edit"


def keep_histories(app: AppConfig, *actions: str) -> None:
    """Once the tables of an app are dropped, let histories say only what Wagtail can show.

    :param actions: how the names of its actions begin; their entries become plain edits.
    """

    # ``flush`` has no plan.
    def make_plain(sender: AppConfig, using: str, plan: Any = (), **kwargs: Any) -> None:
        if not undoes_first(plan, sender.label):
            return
        tables = connections[using].introspection.table_names()
        for model in registry.get_log_entry_models():
            if model._meta.db_table in tables:
                entries = model._base_manager.using(using)
                for action in actions:
                    entries.filter(action__startswith=action).update(action=PLAIN)
                _forget_classes(model, entries.filter(content_type__app_label=sender.label), using)

    uid = f"{app.label}.histories"
    post_migrate.connect(make_plain, sender=app, weak=False, dispatch_uid=uid)


def undoes_first(plan: Any, label: str) -> bool:
    """Whether a plan of schema migrations drops all tables of an app."""
    return any(
        backwards and migration.initial and migration.app_label == label
        for migration, backwards in plan
    )


def _forget_classes(model: Any, entries: Any, using: str) -> None:
    """A page that was deleted was a page; of anything else nothing is left to be told."""
    if model is PageLogEntry:
        kinds = ContentType.objects.db_manager(using)
        entries.update(content_type=kinds.get_for_model(base_page_model()))
    else:
        entries.delete()
