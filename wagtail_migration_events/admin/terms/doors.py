"""What the script of a long list of terms asks: terms by name, with what they lie in.

Only packaged vocabularies are searched, and no page is read: who may enter the admin may ask.
"""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from wagtail_migration_events.vocabularies.forms.widgets import NAMESPACE
from wagtail_migration_events.vocabularies.search import find_terms


def term_urls() -> list[Any]:
    """For Wagtail's hook ``register_admin_urls``."""
    addresses = [path("<str:vocabulary>/", search, name="search")]
    return [path("event-terms/", include((addresses, NAMESPACE)))]


@never_cache
@require_GET
def search(request: HttpRequest, vocabulary: str) -> HttpResponse:
    """Answer with the options of a list of terms."""
    try:
        found = find_terms(vocabulary, request.GET.get("q", ""), get_language() or "en")
    except KeyError as error:
        raise Http404 from error
    lines = [{"line": each, "codes": json.dumps(each.codes)} for each in found]
    return render(request, "wagtail_migration_events/admin/term_options.html", {"lines": lines})
