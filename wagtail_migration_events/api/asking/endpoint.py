"""How an address of the API behaves, whatever it answers: strict, in one language, cacheable."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, wraps
from http import HTTPMethod
from typing import Any, get_origin

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from ninja import Field, Router, Schema
from pydantic import ValidationError as PydanticError
from pydantic import ValidationInfo, model_validator

from wagtail_migration_events.api.asking.language import asked_language, speaking
from wagtail_migration_events.api.asking.reader import may_have_token, without_session
from wagtail_migration_events.api.asking.values import wrong_values
from wagtail_migration_events.api.problems import (
    described_problem,
    invalid_parameters,
    problem_response,
)
from wagtail_migration_events.conf import setting
from wagtail_migration_events.groups.serving.http_caching import answer_conditionally, keep_private
from wagtail_migration_events.groups.visibility import below, may_be_shown
from wagtail_migration_events.occurrences.parsing import WORDS_OF_LISTS, Problem
from wagtail_migration_events.occurrences.scope import paths_of_site
from wagtail_migration_events.text_checks import one_line

#: With this as the URLconf of a request, Django's LocaleMiddleware leaves a 404 as it is. Else it
#: sends the client to the same path below a language, where any path may be a page of Wagtail's.
NO_LANGUAGES = "wagtail_migration_events.api.asking.no_languages"


READ = (HTTPMethod.GET, HTTPMethod.HEAD)
ALLOWED = ", ".join((*READ, HTTPMethod.OPTIONS))
#: ``OPTIONS`` and ``HEAD`` say nothing of their own, and the others are refused.
NOT_DESCRIBED = [str(method) for method in HTTPMethod if method != HTTPMethod.GET]
_SPOKEN = "_events_api_language"


class LanguageQuery(Schema):
    """What every address understands."""

    locale: str = Field(
        "",
        description="BCP 47 tag of the language of the answer; by default that of the site.",
        examples=["fr"],
    )

    @classmethod
    def others(cls) -> Collection[str]:
        """Return the names of parameters that whoever answers reads and checks."""
        return ()

    @model_validator(mode="wrap")
    @classmethod
    def _name_all_that_is_wrong(cls, values: Any, check: Any, info: ValidationInfo) -> Any:
        """Refuse what is wrong, unknown, or comes twice where one is meant.

        :raises ninja.errors.ValidationError: naming every parameter that is.
        """
        context: dict[str, Any] = info.context or {}
        asked = context["request"].GET
        problems = [*asked_language(asked.get("locale", ""))[1], *_refused(asked, cls)]
        try:
            query = check(values)
        except PydanticError as error:
            problems += wrong_values(error, cls)
        if problems:
            raise invalid_parameters(problems)
        return query


@dataclass(frozen=True)
class Reader:
    """Who asks, and in which language the answer is.

    Attributes:
        request: as of somebody without a session.
        language: BCP 47 tag of a language of the site.
    """

    request: Any
    language: str

    @cached_property
    def paths(self) -> tuple[str, ...] | None:
        """Tree paths of the Wagtail Site that was asked; None for the whole tree."""
        return paths_of_site(self.request)

    @property
    def may_see(self) -> Q:
        """The condition on pages of that Site that may be shown to whoever asks."""
        shown = may_be_shown(self.request)
        return shown if self.paths is None else shown & below(list(self.paths))


def read(
    router: Router,
    path: str,
    *,
    response: Any,
    also: Collection[int] = (),
    parameters: Collection[dict[str, Any]] = (),
    media_type: str = "",
    operation_id: str,
    summary: str,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register a function as what answers ``GET`` and ``HEAD``; other methods are answered for it.

    :param also: statuses of problems that it answers with beside 422.
    :param parameters: those that it reads itself, as OpenAPI describes them.
    :param media_type: of an answer that has a format, and a standard, of its own.
    """
    extra = _described(also, parameters, media_type)

    def register(view: Callable[..., Any]) -> Callable[..., Any]:
        shared: dict[str, Any] = {"url_name": operation_id, "exclude_unset": True}
        router.get(
            path,
            response=response,
            operation_id=operation_id,
            summary=summary,
            openapi_extra=extra,
            **shared,
        )(view)
        hidden: dict[str, Any] = {"include_in_schema": False, **shared}
        router.api_operation(NOT_DESCRIBED, path, response=response, **hidden)(view)
        return view

    return register


def _described(
    also: Collection[int], parameters: Collection[dict[str, Any]], media_type: str
) -> dict[str, Any]:
    # ninja would say that problems come with the media type of what was asked for.
    problems = {status: described_problem(status) for status in (*also, 422)}
    unchanged = {304: {"description": "Not changed since."}}
    # Beside a token of Wagtail's, where there are any, nothing at all will do.
    extra: dict[str, Any] = {"responses": {**unchanged, **problems}, "security": [{}]}
    if media_type:
        kind = "object" if media_type.endswith("json") else "string"
        content = {media_type: {"schema": {"type": kind}}}
        extra["responses"][200] = {"description": "OK", "content": content}
    if parameters:
        extra["parameters"] = list(parameters)
    return extra


@contextmanager
def reading(request: HttpRequest, query: LanguageQuery, otherwise: str = "") -> Iterator[Reader]:
    """Speak the language that was asked for until the answer is there.

    :param otherwise: BCP 47 tag of the language where none is asked for.
    """
    language, _problems = asked_language(query.locale or otherwise)
    setattr(request, _SPOKEN, language)
    with speaking(language):
        yield Reader(without_session(request), language)


def _refused(asked: Any, query: type[LanguageQuery]) -> Iterator[Problem]:
    others = query.others()
    known = {field.alias or name: field for name, field in query.model_fields.items()}
    single = {name for name, field in known.items() if get_origin(field.annotation) is not list}
    single |= WORDS_OF_LISTS.intersection(others)
    names = ", ".join(sorted({*known, *others}))
    for parameter, values in asked.lists():
        if parameter not in known and parameter not in others:
            message = _("There is no such parameter. There are: %(names)s.") % {"names": names}
            yield Problem(one_line(parameter, 40), message)
        elif parameter in single and len(values) > 1:
            yield Problem(parameter, _("Give one value only."))


def cacheable(run: Callable[..., Any]) -> Callable[..., Any]:
    """Answer with 304 where nothing has changed; with a token, keep the answer from caches."""

    def answer(request: HttpRequest, build: Callable[[], HttpResponseBase]) -> HttpResponseBase:
        if may_have_token(request):
            return _kept_private(build())
        if not setting("PAGE_MAX_AGE"):
            return build()
        return answer_conditionally(request, "api", build, ("Authorization",))

    return _around(run, answer)


def uncacheable(run: Callable[..., Any]) -> Callable[..., Any]:
    """Keep every answer from caches."""
    return _around(run, lambda request, build: _kept_private(build()))


def _around(run: Callable[..., Any], answer: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(run)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        language, _problems = asked_language(request.GET.get("locale", ""))
        response: HttpResponseBase
        with speaking(language):  # what is refused is refused in it too
            if request.method in READ:
                response = answer(request, lambda: run(request, *args, **kwargs))
            else:
                response = _without_reading(request)
        if response.status_code == 404:
            request.urlconf = NO_LANGUAGES
        # Else LocaleMiddleware names the language of the visitor's browser.
        response.headers["Content-Language"] = getattr(request, _SPOKEN, language)
        return response

    return wrapped


def _without_reading(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(status=204)
    if request.method != "OPTIONS":
        message = _("This address answers %(methods)s only.") % {"methods": ALLOWED}
        response = problem_response(405, message)
    response.headers["Allow"] = ALLOWED
    return response


def _kept_private(response: Any) -> Any:
    keep_private(response)
    return response
