"""A condition on the rows of pages that differs from one Wagtail Site to another."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q
from wagtail.models import Site


def by_site(condition: Callable[[int], Q | None]) -> Q:
    """Return what holds for the pages of each Site; for pages of no Site nothing does.

    :param condition: what must hold on a Site, given its primary key; None: no page is meant.
    """
    found, elsewhere = Q(pk__in=[]), Q()
    for root in Site.get_site_root_paths():  # the first that fits is that of the page
        here = Q(url_path__startswith=root.root_path)
        own = condition(root.site_id)
        if own is not None:
            found |= here & elsewhere & own
        elsewhere &= ~here
    return found
