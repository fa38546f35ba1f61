"""A site without wagtail-localize: plain Wagtail internationalization with simple_translation."""

from tests.worlds.settings import *  # noqa: F403 - settings are made of settings
from tests.worlds.settings import DJANGO_APPS, WAGTAIL_APPS

INSTALLED_APPS = [
    "tests.adopter",
    "wagtail_headless_preview",
    "wagtail_migration_events.pages",
    "wagtail_migration_events",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.redirects",
    "wagtail.locales",
    *WAGTAIL_APPS,
    *DJANGO_APPS,
]
# A move or a new slug is tested as on a site without redirects.
WAGTAILREDIRECTS_AUTO_CREATE = False
