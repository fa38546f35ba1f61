"""A Wagtail 8 site with a base page of its own, and without the ready-made pages."""

from tests.worlds.settings import *  # noqa: F403 - settings are made of settings
from tests.worlds.settings import DJANGO_APPS, WAGTAIL_APPS

WAGTAIL_PAGE_MODEL = "basepage.BasePage"
INSTALLED_APPS = [
    "tests.swapped",
    "wagtail.test.basepage",
    "wagtail_migration_events",
    "wagtail.locales",
    *WAGTAIL_APPS,
    *DJANGO_APPS,
]
