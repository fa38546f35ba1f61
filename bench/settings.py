"""A site in six languages, with wagtail-localize where it is installed."""

import importlib.util
import os

if importlib.util.find_spec("wagtail_localize"):
    from tests.worlds.full import *  # noqa: F403 - settings are made of settings
else:
    from tests.worlds.core import *  # noqa: F403 - settings are made of settings
from tests.worlds.settings import DATABASES

ROOT_URLCONF = "bench.urls"

if DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3":
    # A database of its own for each run, so that two runs, or a run and the tests, do not meet.
    DATABASES["default"]["TEST"] = {"NAME": f"wagtail_migration_events_bench_{os.getpid()}"}
