"""The sitemap of a site in all of its languages.

Wagtail's own ends with the pages below the root page of its Site, so in one language: the trees of
the others stand beside it.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Max
from wagtail.contrib.sitemaps import Sitemap

from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.groups.visibility import below, visible


class MultilingualSitemap(Sitemap):
    """Every page of a Wagtail Site, in every language, that everybody may see.

    Pages of all classes are asked by ``get_sitemap_urls``, as in Wagtail. Those of the package name
    their addresses in other languages.
    """

    #: With seven alternates each, so many entries stay well below the 50 MB that a file may have
    #: (https://www.sitemaps.org/protocol.html#index).
    limit = 10_000

    def items(self) -> Any:
        return self._pages().order_by("path").defer_streamfields().specific()

    def get_latest_lastmod(self) -> dt.datetime | None:
        """Return the newest publication, for the index of a sitemap that has several files."""
        found: dt.datetime | None = self._pages().aggregate(newest=Max("last_published_at"))[
            "newest"
        ]
        return found

    def _pages(self) -> Any:
        pages = base_page_model().objects
        key = self.get_wagtail_site().root_page.translation_key
        paths = pages.filter(translation_key=key).values_list("path", flat=True)
        return visible(pages.filter(below(list(paths))))
