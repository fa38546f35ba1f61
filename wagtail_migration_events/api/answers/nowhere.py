"""Addresses that there are not, which would else be looked for among the pages of a language."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Router

router = Router()


@router.api_operation(["GET", "HEAD"], "/{path:rest}", include_in_schema=False, url_name="nowhere")
def nowhere(request: HttpRequest, rest: str) -> None:
    raise Http404(_("The API has no such address."))
