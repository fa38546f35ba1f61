"""Everything: the core, the ready-made pages, wagtail-localize and the guards around it."""

from wagtail import VERSION

from tests.worlds.settings import *  # noqa: F403 - settings are made of settings
from tests.worlds.settings import DJANGO_APPS, WAGTAIL_APPS

INSTALLED_APPS = [
    "tests.adopter",
    "wagtail_headless_preview",
    "wagtail_migration_events.pages",
    "wagtail_migration_events.translation",
    "wagtail_migration_events",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.api.v2",
    *(["wagtail.api.v3"] if VERSION >= (8, 0) else []),
    *WAGTAIL_APPS,
    *DJANGO_APPS,
]
WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
    "CLASS": "wagtail_localize.machine_translators.dummy.DummyTranslator"
}
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
