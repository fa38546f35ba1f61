"""Keeps Arabic and Chinese slugs alive when wagtail-localize saves a translation.

wagtail-localize 1.14 passes every slug through Django's ``slugify()``, which drops all letters
that are not ASCII. Wagtail's own rule is the setting ``WAGTAIL_ALLOW_UNICODE_SLUGS``.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.text import slugify
from wagtail_localize import models


def slugify_as_wagtail(value: Any) -> str:
    """Return ``value`` as a slug, with letters of all scripts unless the site forbids them."""
    allowed = getattr(settings, "WAGTAIL_ALLOW_UNICODE_SLUGS", True)
    return slugify(value, allow_unicode=allowed)


def keep_unicode_slugs() -> None:
    """Let wagtail-localize make slugs as Wagtail does; harmless once it does so itself."""
    if getattr(models, "slugify", None) is slugify:
        models.slugify = slugify_as_wagtail
