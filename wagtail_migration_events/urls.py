"""Addresses below pages that Wagtail's own, which allow no dot, leave out: to be included before
those. The page in other forms, and the pages of terms whose code has a dot, such as ``sdg/10.7/``.

``path("", include("wagtail_migration_events.urls"))``, inside ``i18n_patterns`` where those are.
"""

from django.urls import re_path
from wagtail.views import serve

app_name = "wagtail_migration_events_formats"
urlpatterns = [
    re_path(
        r"^((?:[\w\-]+/)*[\w\-]+\.(?:ics|jsonld|rss|atom|csv|xlsx))$", serve, name="page_format"
    ),
    re_path(r"^((?:[\w\-]+/)+[0-9]+(?:\.[0-9a-z]+)+/)$", serve, name="term_page"),
]
