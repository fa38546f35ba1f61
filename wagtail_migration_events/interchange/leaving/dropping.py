"""Tables are not dropped while Wagtail has pages or workflow tasks that stand in them."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.core.management.base import CommandError
from django.db.models.signals import pre_migrate
from django.utils.translation import ngettext
from wagtail.models import Task

from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.interchange.leaving.histories import undoes_first


def guard_tables(app: AppConfig) -> None:
    """Refuse ``migrate … zero`` for an app as long as something of it is left."""
    pre_migrate.connect(refuse_while_left, sender=app, dispatch_uid=f"{app.label}.tables")


def refuse_while_left(sender: AppConfig, plan: Any, using: str, **kwargs: Any) -> None:
    """Stop a migration that drops the tables of an app while pages or tasks of it are left.

    :raises CommandError: saying how many, and what to run first.
    """
    if not undoes_first(plan, sender.label):
        return
    left = sum(
        model._base_manager.using(using).count()
        for model in sender.get_models()
        if issubclass(model, (base_page_model(), Task))
    )
    if left:
        message = ngettext(
            "%(number)s page or workflow task of %(app)s is left, which Wagtail could not show "
            "any more. Run “events_leave %(name)s” first.",
            "%(number)s pages or workflow tasks of %(app)s are left, which Wagtail could not show "
            "any more. Run “events_leave %(name)s” first.",
            left,
        )
        name = sender.name.rpartition(".")[2]
        raise CommandError(message % {"number": left, "app": sender.name, "name": name})
