"""The APIs as the example site mounts them, beside the pages."""

from example_site import api
from tests.worlds import urls

urlpatterns = [*api.urlpatterns, *urls.urlpatterns]
