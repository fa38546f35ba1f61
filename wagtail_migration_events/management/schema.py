"""Whether the database has the tables and columns that the code reads."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.management.base import CommandError
from django.db import connection
from django.utils.translation import gettext as _

from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.page_model import page_models_with
from wagtail_migration_events.organizers.mixin import OrganizerPageMixin


def require_schema() -> None:
    """Stop a command before it fails at one page after the other.

    :raises CommandError: if a table of events lacks a column; it names the commands to run.
    """
    pages = [*page_models_with(EventPageMixin), *page_models_with(OrganizerPageMixin)]
    own = apps.get_app_config("wagtail_migration_events").get_models()
    if names := ", ".join(_behind([*own, *pages])):
        message = _(
            "The database does not have all columns of %(classes)s. Run “manage.py "
            "makemigrations” and “manage.py migrate”, and then this command again."
        )
        raise CommandError(message % {"classes": names})


def _behind(models: list[Any]) -> list[str]:
    """Return the names of the classes whose table, or a column of it, is not there."""
    names = []
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for model in models:
            table, there = model._meta.db_table, set()
            if table in tables:
                columns = connection.introspection.get_table_description(cursor, table)
                there = {column.name for column in columns}
            if not {field.column for field in model._meta.local_concrete_fields} <= there:
                names.append(model.__name__)
    return names
