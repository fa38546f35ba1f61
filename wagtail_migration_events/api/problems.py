"""What is wrong with a request, told as RFC 9457 asks and in the shape of Wagtail's API v3."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from pydantic import BaseModel, Field

from wagtail_migration_events.occurrences.parsing import Problem

PROBLEM_JSON = "application/problem+json"


class ProblemDetail(BaseModel):
    """Why a request was refused, and what to write instead."""

    type: str = Field(description="Names the kind of problem.", examples=["about:blank"])
    title: str = Field(description="The status in words.", examples=["Unprocessable Entity"])
    status: int = Field(description="The HTTP status.", examples=[422])
    detail: str = Field("", description="What happened.", examples=["Validation failed"])
    errors: list[dict[str, Any]] | None = Field(
        None,
        description="What is wrong with each parameter: `loc` names it, `msg` says what to write.",
        examples=[
            [
                {
                    "type": "parameter",
                    "loc": ["query", "when"],
                    "msg": "Write one of: upcoming, past.",
                }
            ]
        ],
    )


def described_problem(status: int) -> dict[str, Any]:
    """Return how the OpenAPI document describes an answer of this status."""
    schema = ProblemDetail.model_json_schema()
    return {
        "description": HTTPStatus(status).phrase,
        "content": {PROBLEM_JSON: {"schema": schema}},
    }


def invalid_parameters(problems: Iterable[Problem]) -> ValidationError:
    """Return the exception that becomes an answer with status 422, in Wagtail's API v3 too."""
    return ValidationError(
        [
            {"type": "parameter", "loc": ["query", each.parameter], "msg": each.message}
            for each in problems
        ]
    )


def register_problem_handlers(api: NinjaAPI) -> None:
    """Answer with ``application/problem+json`` in an API of the site's own.

    Wagtail's API v3 has handlers that answer alike. What nobody has foreseen is left to Django.
    """

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        return problem_response(422, "Validation failed", error.errors)

    @api.exception_handler(Http404)
    def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
        return problem_response(404, str(error) or "Not found")

    @api.exception_handler(HttpError)
    def refused(request: HttpRequest, error: HttpError) -> HttpResponse:
        return problem_response(error.status_code, str(error))


def problem_response(
    status: int, detail: str, errors: list[dict[str, Any]] | None = None
) -> HttpResponse:
    """Return a problem as RFC 9457 writes it.

    :param errors: what is wrong with each parameter, as pydantic says it.
    """
    content: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    if errors is not None:
        content["errors"] = [
            {
                "type": each.get("type", ""),
                "loc": list(each.get("loc", ())),
                "msg": each.get("msg", ""),
            }
            for each in errors
        ]
    return JsonResponse(content, status=status, content_type=PROBLEM_JSON)
