"""Addresses that there are not, which would else be looked for among the pages of a language."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.urls import register_converter
from django.urls.converters import PathConverter
from django.utils.translation import gettext as _
from ninja import Router

from wagtail_migration_events.api.asking.endpoint import NOT_DESCRIBED

router = Router()


class AnyText(PathConverter):
    """Beside what Django takes for a path, one with line breaks in it."""

    regex = r"[\s\S]+"


register_converter(AnyText, "any_text")


@router.api_operation(
    ["GET", *NOT_DESCRIBED], "/{any_text:rest}", include_in_schema=False, url_name="nowhere"
)
def nowhere(request: HttpRequest, rest: str) -> None:
    raise Http404(_("The API has no such address."))
