"""What is answered while the database is away: it comes back, so ask again."""

import sys
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.defaults import server_error

SECONDS = 30
# No template of the site: its menu and its footer stand in the database.
PAGE = """<!DOCTYPE html>
<html class="events-root" lang="{}" dir="{}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>{}</title>
    <link rel="stylesheet" href="{}">
  </head>
  <body class="events-base"><main><h1>{}</h1><p>{}</p></main></body>
</html>
"""


@never_cache
def unavailable_or_broken(request: Any) -> HttpResponse:
    """Answers 503 with Retry-After where the database failed, and 500 for every other error.

    Django calls it, as ``handler500``, while the exception is handled, and logs that itself.
    """
    if not isinstance(sys.exception(), OperationalError | InterfaceError):
        return server_error(request)
    direction = "rtl" if get_language_bidi() else "ltr"
    style = static("wagtail_migration_events/events.css")
    title, hint = _("Not available just now"), _("Please try again in a minute.")
    page = format_html(PAGE, get_language(), direction, title, style, title, hint)
    return HttpResponse(page, status=503, headers={"Retry-After": str(SECONDS)})
