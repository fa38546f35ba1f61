from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from example_site import api
from example_site.health import health
from wagtail_migration_events.feeds.sitemap import MultilingualSitemap

handler400 = "wagtail_migration_events.admin.editing.form_size.bad_request"
handler500 = "example_site.website.unavailable.unavailable_or_broken"

urlpatterns = [
    path("health/", health),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": MultilingualSitemap}}),
    *api.urlpatterns,
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    *i18n_patterns(
        path("", include("wagtail_migration_events.urls")),
        path("", include(wagtail_urls)),
    ),
]
