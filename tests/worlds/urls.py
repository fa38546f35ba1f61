from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from wagtail_migration_events.api.standalone import events_api
from wagtail_migration_events.feeds.sitemap import MultilingualSitemap

handler400 = "wagtail_migration_events.admin.editing.form_size.bad_request"

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    *i18n_patterns(
        path("", include("wagtail_migration_events.urls")),
        path("", include(wagtail_urls)),
    ),
]
urlpatterns += [path("api/events/", events_api.urls)]
urlpatterns += [path("sitemap.xml", sitemap, {"sitemaps": {"pages": MultilingualSitemap}})]
