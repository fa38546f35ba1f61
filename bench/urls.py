"""The addresses of the tests' site and the APIs of the example site, and one that does nothing,
whose time is the unit."""

from django.http import HttpResponse
from django.urls import path

from bench.plain_endpoint import router as plain_router
from example_site.api import urlpatterns as api_patterns
from tests.worlds.urls import urlpatterns as site_patterns

urlpatterns = [
    path("empty/", lambda request: HttpResponse("")),
    path("api/plain/", plain_router.urls),
    *api_patterns,
    *site_patterns,
]
