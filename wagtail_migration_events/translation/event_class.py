"""Which pages are those of events."""

from __future__ import annotations

from typing import Any

from wagtail_migration_events.events.mixin import EventPageMixin


def is_event(model: Any) -> bool:
    """Whether a class, or the class of an object, is one of event pages."""
    cls = model if isinstance(model, type) else type(model)
    return issubclass(cls, EventPageMixin)
