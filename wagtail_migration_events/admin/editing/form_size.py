"""What an editor is told whose form had more fields than the server takes at once.

Django refuses such a form before it reads a field of it, so no view can show it again. A site names
:func:`bad_request` in its ``urls.py``, as ``handler400``.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import defaults
from wagtail.admin.auth import require_admin_access


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say so to people of the admin; answer everybody and everything else as Django does."""
    user: Any = getattr(request, "user", None)
    is_form = isinstance(exception, TooManyFieldsSent)
    if is_form and user and user.has_perm("wagtailadmin.access_admin"):
        answer: HttpResponse = _say_too_many(request)
        return answer
    return defaults.bad_request(request, exception)


@require_admin_access  # for the user's own language
def _say_too_many(request: HttpRequest) -> HttpResponse:
    most = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    template = "wagtail_migration_events/admin/form_size.html"
    return render(request, template, {"most": most}, status=400)
