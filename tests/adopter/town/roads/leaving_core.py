"""The mixin is no longer in the team's models: its columns go, then the package's tables."""

from django.core.management import call_command
from django.db import connection

call_command("makemigrations", "website", verbosity=0)
call_command("migrate", verbosity=0)
call_command("migrate", "wagtail_migration_events", "zero", verbosity=0)
tables = connection.introspection.table_names()
assert not [name for name in tables if name.startswith("wagtail_migration_events")]
