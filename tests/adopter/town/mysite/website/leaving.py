"""What becomes of the package's pages when the team takes it out; for ``events_leave``."""

from mysite.website.models import EventPage, StandardPage


def as_our_event(page):
    if not hasattr(page, "starts_at"):
        return None
    body = "".join(str(block) for block in page.body)
    return EventPage(start=page.starts_at, end=page.ends_at, location=page.venue, body=body)


def as_plain_page(page):
    return StandardPage(body=page.introduction or "<p>Events</p>")
