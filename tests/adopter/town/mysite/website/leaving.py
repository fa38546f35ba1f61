"""What becomes of the package's pages when the team takes it out; for ``events_leave``."""

from mysite.website.models import EventPage, StandardPage


def as_our_event(page):
    if not hasattr(page, "starts_at"):
        return None
    body = "".join(str(block) for block in page.body)
    return EventPage(start=page.starts_at, end=page.ends_at, location=page.venue, body=body)


def as_plain_page(page):
    return StandardPage(body=getattr(page, "introduction", "") or "<p>Events</p>")


def as_club(page):
    from mysite.website.models import ClubPage  # the team has it only while it has the mixin

    return ClubPage() if page.title == "Town library" else None
