"""One event in one language, as a file."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from wagtail_migration_events.translation.files.archive import file_name
from wagtail_migration_events.translation.files.formats.known import usable_formats
from wagtail_migration_events.translation.files.pieces_out import works_of
from wagtail_migration_events.translation.files.screens.access import Access, translations


@require_safe
def download(request: HttpRequest, translation_id: int, name: str) -> HttpResponse:
    """Answer with the text of a translation.

    :param name: of the format.
    """
    formats = {each.name: each for each in usable_formats()}
    if name not in formats:
        raise Http404
    access = Access(request.user, [get_object_or_404(translations(), pk=translation_id)])
    if not access.translations:
        raise Http404
    if not access.readable():
        raise PermissionDenied
    [work] = works_of(access.translations)
    chosen = formats[name]
    return as_download(chosen.write(work), chosen.content_type, file_name(work, chosen))


def as_download(content: bytes, content_type: str, file: str) -> HttpResponse:
    """Return a file that a browser stores instead of showing it.

    :param file: its name.
    """
    response: Any = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, file)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
