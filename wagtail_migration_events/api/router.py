"""The router that a site mounts: ``api.add_router("/events/", router)``."""

from __future__ import annotations

from ninja import Router

from wagtail_migration_events.api import events
from wagtail_migration_events.api.endpoint import cacheable
from wagtail_migration_events.api.reader import READERS

router = Router(auth=READERS)
router.add_router("", events.router)
router.add_decorator(cacheable, mode="view")
