"""What becomes of old events that move into the pages of the package."""

from wagtail.rich_text import RichText

from wagtail_migration_events.interchange.leaving.conversion import convert
from wagtail_migration_events.pages.models import EventPage


def as_ready_made(page):
    return EventPage(
        starts_at=page.start,
        ends_at=page.end,
        timezone="Europe/Zurich",
        venue=page.location,
        event_status="cancelled" if page.status == "off" else "scheduled",
        body=[("paragraph", RichText(page.body))],
    )


def move(pages):
    for page in pages:
        convert(page, as_ready_made)
