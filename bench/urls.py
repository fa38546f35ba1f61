"""The addresses of the tests' site, and one that does nothing, whose time is the unit."""

from django.http import HttpResponse
from django.urls import path

from tests.worlds.urls import urlpatterns as site_patterns

urlpatterns = [path("empty/", lambda request: HttpResponse("")), *site_patterns]
