"""The example site as in its demo, with all that it writes in one directory."""

import os
from pathlib import Path

from example_site.settings.development import *  # noqa: F403 - settings are made of settings

DIRECTORY = Path(os.environ["EXAMPLE_SITE_DIRECTORY"])
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DIRECTORY / "database.sqlite3",
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 30},
    }
}
MEDIA_ROOT = DIRECTORY / "media"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
