"""All that the package itself says of an event, in the order in which it is said."""

from __future__ import annotations

from importlib import import_module

from wagtail_migration_events.api.event.field import event_schema

for _subject in ("identity", "texts", "when", "about", "relations", "content"):
    import_module(f"wagtail_migration_events.api.event.{_subject}")

__all__ = ["event_schema"]
