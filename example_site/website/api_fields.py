"""What the API says of events of this site, beside what the package says."""

from typing import Any

from wagtail_migration_events.api.event.field import InLists, event_field


@event_field(str | None, "The city that hosts it.", "Marrakesh", in_lists=InLists.ALWAYS)
def host_city(event: Any, together: Any) -> str | None:
    return getattr(event.page, "host_city", None) or None
