"""The one guard before the addresses of localize that write.

localize asks at most of them whether somebody may edit the target, and never whether the page is
locked: by a person, in a review, or because it is scheduled. "Sync" writes to every language for
whoever may submit pages for translation, and "Convert to alias page" changes what readers see for
whoever may edit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError, UnsupportedMediaType
from rest_framework.parsers import FormParser, MultiPartParser
from rest_framework.request import Request
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.views import convert, edit_translation, update_translations

from wagtail_migration_events.groups.serving.public_page import PublicPageMixin
from wagtail_migration_events.text_checks import check_text
from wagtail_migration_events.translation.desk.actions import ask_machine
from wagtail_migration_events.translation.files.screens.at_localize import take_file
from wagtail_migration_events.translation.gate.holding_back import hold_back
from wagtail_migration_events.translation.gate.telling import held_back_message
from wagtail_migration_events.translation.refusals import (
    Pages,
    check_rights,
    refusal,
    tell_of_locks,
)

READING = ("GET", "HEAD", "OPTIONS", "TRACE")


@dataclass(frozen=True)
class Door:
    """A writing address of localize, and what is asked there."""

    #: Where the view is looked up, and its name there: a line of ``SEAMS``.
    owner: Any
    name: str
    #: The view's arguments -> the pages that it writes to; none if they are of other kinds.
    pages: Callable[..., Pages]
    #: Whether a request changes what readers see.
    goes_live: Callable[[HttpRequest], bool] = lambda request: False
    #: Whether what goes live shows the text of another language, and says so: an alias.
    mirrors: bool = False
    #: Done when the address is only read.
    at_reading: Callable[[HttpRequest, Pages], None] = lambda request, pages: None
    #: Whether its client is JavaScript that understands a status and JSON.
    speaks_json: bool = False
    #: What answers in place of localize's view, once nothing is refused.
    instead: Callable[..., HttpResponse] | None = None


def pass_through(door: Door, original: Any, *args: Any, **kwargs: Any) -> Any:
    """Around a view of localize: refuse before anything is written."""
    request = next(each for each in args if isinstance(each, HttpRequest))
    pages = door.pages(*args, **kwargs)
    if request.method in READING:
        door.at_reading(request, pages)
        return original(*args, **kwargs)
    goes_live = door.goes_live(request)
    refused = refusal(
        request,
        pages,
        goes_live=goes_live,
        asks_gate=goes_live and not door.mirrors,
        speaks_json=door.speaks_json,
    )
    if refused is not None:
        return refused
    if pages and door.speaks_json and (faults := _faults_of_value(request)):
        return JsonResponse({"value": faults}, status=400)
    view = door.instead if pages and door.instead else original
    try:
        with hold_back() as missing:
            response = view(*args, **kwargs)
    except MultiValueDictKeyError as error:  # localize reads what its own client sends
        if not door.speaks_json:
            raise
        name = str(error).strip("'")
        return JsonResponse({name: [_("This field is required.")]}, status=400)
    if missing:
        messages.warning(request, held_back_message(missing))
    return response


def _faults_of_value(request: HttpRequest) -> list[str]:
    """Return why what the client of localize wants to store must not stand on a page.

    localize stores whatever it is sent, and at a NUL PostgreSQL fails.
    """
    _body = request.body  # kept by Django, so that localize can read it after us
    sent = Request(request, parsers=[FormParser(), MultiPartParser()])
    try:
        check_text(sent.POST.get("value"), paragraphs=True)
    except (ParseError, UnsupportedMediaType):
        return []  # localize answers to what nobody can read
    except ValidationError as error:
        return error.messages
    return []


def _ask_machine(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Answer as our own view does, also where the service does not."""
    ask_machine(request, Translation.objects.get(pk=translation_id))
    return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")


def _is_ours(model: Any) -> bool:
    return model is not None and issubclass(model, PublicPageMixin)


def _target(translation: Any) -> Any:
    try:
        return translation.get_target_instance()
    except ObjectDoesNotExist:
        return None


def _of_translation(request: HttpRequest, translation_id: int, **others: Any) -> Pages:
    found = Translation.objects.select_related("source__specific_content_type", "target_locale")
    translation = found.filter(pk=translation_id).first()
    if translation is None or not _is_ours(translation.source.specific_content_type.model_class()):
        return []
    return [_target(translation)]


def _of_source(view: Any, request: HttpRequest, translation_source_id: int) -> Pages:
    found = TranslationSource.objects.select_related("specific_content_type")
    source = found.filter(pk=translation_source_id).first()
    if source is None or not _is_ours(source.specific_content_type.model_class()):
        return []
    translations = source.translations.filter(enabled=True)
    return [_target(each) for each in translations.select_related("source__specific_content_type")]


def _of_page(request: HttpRequest, page_id: int) -> Pages:
    page = Page.objects.filter(pk=page_id).first()
    return [page.specific] if page is not None and _is_ours(page.specific_class) else []


def _of_instance(request: HttpRequest, translation: Any, instance: Any) -> Pages:
    return [instance] if _is_ours(type(instance)) else []


DOORS = (
    Door(edit_translation, "edit_string_translation", _of_translation, speaks_json=True),
    Door(edit_translation, "edit_override", _of_translation, speaks_json=True),
    Door(edit_translation, "upload_pofile", _of_translation, instead=take_file),
    Door(edit_translation, "machine_translate", _of_translation, instead=_ask_machine),
    Door(edit_translation, "stop_translation", _of_translation),
    Door(edit_translation, "restart_translation", _of_instance),
    Door(
        edit_translation,
        "edit_translation",
        _of_instance,
        goes_live=lambda request: request.POST.get("action") == "publish",
        at_reading=tell_of_locks,
    ),
    # The forms of these two show titles, and are of use only to those who may send them.
    Door(
        update_translations.UpdateTranslationsView,
        "dispatch",
        _of_source,
        goes_live=lambda request: "publish_translations" in request.POST,
        at_reading=check_rights,
    ),
    Door(
        convert,
        "convert_to_alias",
        _of_page,
        # The page takes over what its source has published, or that it is not published.
        goes_live=lambda request: True,
        mirrors=True,
        at_reading=partial(check_rights, goes_live=True),
    ),
)
