"""Every setting of the package, with its default, in one place.

A site writes ``WAGTAIL_MIGRATION_EVENTS_<NAME>`` in its settings. Settings are read when they are
used, never while a module is imported, so tests may override them.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings

PREFIX = "WAGTAIL_MIGRATION_EVENTS_"

DEFAULTS: dict[str, Any] = {
    # The template that the package's pages extend; it must offer the blocks `title` and `content`.
    "BASE_TEMPLATE": "wagtail_migration_events/base.html",
    # Link the package's own stylesheet from its pages. A site with its own styles says False.
    "STYLESHEET": True,
    # Where text is looked for when the reader's own language is missing; English ends the chain.
    "LANGUAGE_FALLBACKS": ("en",),
    # Files (JSON) in which a site corrects official titles, adds languages, confirms footnotes.
    "VOCABULARY_CORRECTIONS": (),
    # When the footnote about Kosovo stands on a page: "always", "when_named" or "never".
    "KOSOVO_FOOTNOTE": "always",
    # Fields that the site's editors do not see. Hiding never deletes a value.
    "HIDDEN_FIELDS": ("guiding_principles", "sdgs", "latitude", "longitude"),
    # Fields that must be filled before an event is published.
    "REQUIRED_FIELDS": (),
    # Events or organizers on one page of a list.
    "PAGE_SIZE": 20,
    # Seconds for which browsers and caches may keep a public page without asking; 0: none at all.
    "PAGE_MAX_AGE": 60,
    # Events that a process remembers to have found, until something changes; 0: none.
    "FOUND_EVENTS_KEPT": 20_000,
    # Sizes in which the API offers images: by name, a filter specification of Wagtail's.
    "IMAGE_RENDITIONS": {"card": "fill-640x360", "large": "width-1600"},
    # Dotted path of a function that says where readers find a page, for front ends on another host.
    "PAGE_ADDRESS": "",
    # Who is told by webhook that an event has changed: dicts with "url" and "secret".
    "WEBHOOKS": (),
    # Seconds for which the address of a preview on another host shows the draft.
    "PREVIEW_MAX_AGE": 3600,
    # The languages in which the site shows itself in language menus, in this order.
    "LANGUAGE_ORDER": ("ar", "zh-hans", "en", "fr", "ru", "es"),
    # What the checks before publishing mean: by name "off", "warn" or "block".
    "PUBLISH_CHECKS": {},
    # Days of the week on which nobody translates, Monday being 0.
    "WEEKEND": (5, 6),
    # Write changed facts to the other languages in a django_tasks task, after the transaction.
    "FACTS_IN_BACKGROUND": False,
    # Say on a public page that its text was translated from an older version.
    "STALE_NOTICE": False,
    # The zone proposed for a new event; empty means the site's TIME_ZONE.
    "DEFAULT_TIMEZONE": "",
    # Bytes of the files that somebody may upload in the admin to import events from.
    "IMPORT_MOST_BYTES": 10_485_760,
    # What an import fetches of the files that a source names: bytes at most of each, endings of
    # documents, and the name of the collection they go to; empty for the root.
    "IMPORT_FILE_SIZE": 10 * 1024 * 1024,
    "IMPORT_FILE_TYPES": ("pdf", "doc", "docx", "odt", "xls", "xlsx", "ods", "ppt", "pptx", "odp"),
    "IMPORT_COLLECTION": "",
    # Other places in whose time editors see the dates that they type: cities or IANA zones.
    "EDITOR_ZONES": ("America/New_York", "Geneva", "Africa/Nairobi", "Asia/Bangkok"),
}


def setting(name: str) -> Any:
    """Return the site's value of ``WAGTAIL_MIGRATION_EVENTS_<name>``, or the default.

    :raises KeyError: if the package has no setting of that name.
    """
    default = DEFAULTS[name]
    return getattr(settings, PREFIX + name, default)
