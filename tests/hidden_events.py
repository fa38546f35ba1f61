"""A site with events of every kind that is not public, each with a mark in its title."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from tests.factories import make_event, make_organizer, make_page, translated
from wagtail_migration_events.pages.models import EventIndexPage

NOW = timezone.now()
DAY = dt.timedelta(days=1)
SECRET = "Zebra"


def plant(site: Any) -> Any:
    """Public events, and of each kind of what is not public one with a title of its own."""
    site.organizer = make_organizer(site.organizers["en"], "Mayors", code="mayors")
    site.hidden_organizer = make_organizer(
        site.organizers["en"], f"{SECRET} organizer", code="hidden", live=False
    )
    site.umbrella = make_event(site.events["en"], title="Week", starts_at=NOW + DAY)
    common = {
        "starts_at": NOW + DAY,
        "gcm_objectives": ["13"],
        "organizers": [site.organizer, site.hidden_organizer],
        "part_of": [str(site.umbrella.translation_key)],
    }
    public = make_event(site.events["en"], title="Public", **common)
    translated(public, "fr", title=f"{SECRET} brouillon", live=False)
    # Nobody else has these codes: a filter that offers one has looked at what is not public.
    hidden = {**common, "gcm_objectives": ["13", "21"], "sdgs": ["14"], "areas": ["548"]}

    def secret(parent: Any, name: str, **values: Any) -> Any:
        return make_event(parent, title=f"{SECRET} {name}", **{**hidden, **values})

    secret(site.events["en"], "draft", live=False)
    secret(site.events["en"], "expired").unpublish(set_expired=True)
    overdue = secret(site.events["en"], "overdue")
    type(overdue).objects.filter(pk=overdue.pk).update(expire_at=NOW - DAY)
    private = secret(site.events["en"], "private")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    private.create_alias(parent=site.events["fr"], update_slug="alias")
    closed = make_page(EventIndexPage, site.home["en"], title=f"{SECRET} index")
    PageViewRestriction.objects.create(page=closed, restriction_type="password", password="x")
    site.closed = [private, closed, secret(closed, "inherited")]
    closed_umbrella = secret(site.events["en"], "umbrella", live=False)
    make_event(site.events["en"], title="Part", part_of=[str(closed_umbrella.translation_key)])
    root = make_page(Page, Page.objects.get(depth=1), title="Other", locale=site.home["en"].locale)
    Site.objects.create(hostname="other.example.org", root_page=root)
    secret(root, "of another site")
    return site


def public_keys() -> set[str]:
    """The events of which another language is public: their key may be known."""
    pages = Page.objects.live().exclude(title__startswith=SECRET)
    return {str(key) for key in pages.values_list("translation_key", flat=True)}
