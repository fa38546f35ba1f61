"""The API of events, and Wagtail's own, at addresses outside the languages.

Routers must be added to ``api`` before its ``urls`` are read.
"""

from django.urls import path
from wagtail import VERSION
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet

from wagtail_migration_events.api.router import router as events_router
from wagtail_migration_events.api.standalone import events_api
from wagtail_migration_events.groups.serving.page_endpoint import VisiblePagesAPIViewSet

router = WagtailAPIRouter("wagtailapi")
router.register_endpoint("pages", VisiblePagesAPIViewSet)
router.register_endpoint("images", ImagesAPIViewSet)
router.register_endpoint("documents", DocumentsAPIViewSet)

urlpatterns = [path("api/events/", events_api.urls), path("api/v2/", router.urls)]

if VERSION >= (8, 0):
    from wagtail.api.v3.urls import api
    from wagtail.locales.api.v3 import router as locales

    # The app wagtail.locales would do this; wagtail-localize takes its place and does not.
    api.add_router("/locales/", locales)
    api.add_router("/events/", events_router)
    urlpatterns.append(path("api/v3/", api.urls))
