"""Addresses of pages in other forms, to be included before Wagtail's own, which allow no dot.

``path("", include("wagtail_migration_events.urls"))``, inside ``i18n_patterns`` where those are.
"""

from django.urls import re_path
from wagtail.views import serve

app_name = "wagtail_migration_events_formats"
urlpatterns = [
    re_path(
        r"^((?:[\w\-]+/)*[\w\-]+\.(?:ics|jsonld|rss|atom|csv|xlsx))$", serve, name="page_format"
    ),
]
