import os

import dj_database_url

from example_site.settings.site import *  # noqa: F403 - settings are made of settings
from example_site.settings.site import VAR

DEBUG = True
SECRET_KEY = "only for the demo on this machine"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
VAR.mkdir(exist_ok=True)
DATABASES = {"default": dj_database_url.config(default=f"sqlite:///{VAR / 'demo.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Who writes waits for the others from the start: later SQLite refuses at once ("locked").
    DATABASES["default"]["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 30}
WAGTAILADMIN_BASE_URL = f"http://localhost:{os.environ.get('PORT', '8000')}"
# E-mail is printed where the server runs.
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
