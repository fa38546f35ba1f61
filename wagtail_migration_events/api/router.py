"""The router that a site mounts: ``api.add_router("/events/", router)``."""

from __future__ import annotations

from ninja import Router

from wagtail_migration_events.api.answers import (
    changes,
    drafts,
    event_files,
    events,
    nowhere,
    occurrences,
    organizers,
    vocabularies,
)
from wagtail_migration_events.api.asking.endpoint import cacheable, uncacheable
from wagtail_migration_events.api.asking.reader import READERS

router = Router(auth=READERS)

for _part in (events, event_files, occurrences, organizers, vocabularies):
    _part.router.add_decorator(cacheable, mode="view")
    router.add_router("", _part.router)
# What has changed is asked for to be new, and a draft is for whoever holds its token.
for _part in (changes, drafts, nowhere):
    _part.router.add_decorator(uncacheable, mode="view")
    router.add_router("", _part.router)
