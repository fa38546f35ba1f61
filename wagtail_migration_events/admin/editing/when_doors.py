"""What the scripts of an event's form ask about time: what was understood, zones, more dates.

Nothing is stored here. But for :func:`umbrella` no page is read: who may enter the admin may ask.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import include, path
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from wagtail_migration_events.admin.listing.rows import explorable_events
from wagtail_migration_events.events.editor.when.moment_inputs import TypedDateField, in_two_inputs
from wagtail_migration_events.events.editor.when.panels import NAMESPACE
from wagtail_migration_events.events.editor.when.reading import WhenReading, read_when
from wagtail_migration_events.events.editor.when.repeat_aid import FILL
from wagtail_migration_events.events.entry.zone_places import find_places
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.events.umbrella import day_of
from wagtail_migration_events.groups.page_model import base_pages_with, page_models_with

#: Digits of a primary key.
LONGEST_KEY = 18
NOON = dt.time(12)


def when_urls() -> list[Any]:
    """For Wagtail's hook ``register_admin_urls``."""
    addresses = [
        path("zones/", zones, name="zones"),
        path("umbrella/", umbrella, name="umbrella"),
        path("<str:model>/understood/", understood, name="understood"),
        path("<str:model>/dates/", dates, name="dates"),
    ]
    return [path("event-when/", include((addresses, NAMESPACE)))]


@never_cache
@require_POST
def understood(request: HttpRequest, model: str) -> HttpResponse:
    """Answer with a fragment of HTML that says what was understood of the fields about time."""
    site = request.GET.get("site", "")
    pk = int(site) if site.isascii() and site.isdigit() and len(site) <= LONGEST_KEY else None
    form = read_when(_event_class(model), request.POST, pk)
    return render(
        request,
        "wagtail_migration_events/admin/understood.html",
        {
            "understood": form.understood(),
            "errors": _errors(form),
            "read": json.dumps(_read(request.POST)),
        },
    )


@never_cache
@require_POST
def dates(request: HttpRequest, model: str) -> HttpResponse:
    """Answer with the list of dates filled by the rule that was sent, or with what is wrong."""
    data = request.POST.copy()
    data[FILL] = "1"
    form = read_when(_event_class(model), data)
    name = form.shown("dates")
    if name is None:
        raise Http404
    aid = render_to_string(
        "wagtail_migration_events/admin/repeat_fields.html", {"aid": form.repeat_aid}, request
    )
    if form.filled is None:
        return JsonResponse({"refused": " ".join(form.refusals), "aid": aid})
    return JsonResponse({"rows": str(form[name]), "message": form.filled.message, "aid": aid})


@never_cache
@require_GET
def zones(request: HttpRequest) -> HttpResponse:
    """Answer with the options of a list of places, with their distance from UTC on a date."""
    language = get_language() or "en"
    at = dt.datetime.combine(_date(request.GET.get("date", "")), NOON, dt.UTC)
    places = [
        {"zone": place.zone, "label": place.label(at, language)}
        for place in find_places(request.GET.get("q", ""), language)
    ]
    return render(request, "wagtail_migration_events/admin/zone_options.html", {"places": places})


@never_cache
@require_GET
def umbrella(request: HttpRequest) -> JsonResponse:
    """Answer with the day and the zone of an event that another is to be part of.

    Only of events that everybody may read, or that the user finds in the admin.
    """
    try:
        pk = int(request.GET.get("page", "")[:18])
    except ValueError as error:
        raise Http404 from error
    known = explorable_events(request.user).values("pk")
    pages = base_pages_with(EventPageMixin).filter(pk=pk)
    page = pages.live().public().first() or pages.filter(pk__in=known).first()
    event = page.specific if page else None
    if event is None:
        raise Http404
    day = day_of(event)
    answer = {"day": day.isoformat() if day else "", "zone": event.timezone or ""}
    return JsonResponse(answer)


def _event_class(label: str) -> Any:
    for model in page_models_with(EventPageMixin):
        if model._meta.label_lower == label:
            return model
    raise Http404


def _errors(form: WhenReading) -> list[str]:
    return [
        f"{form.fields[name].label}: {message}" if name in form.fields else message
        for name, messages in form.errors.items()
        for message in messages
    ]


def _read(data: Any) -> dict[str, str]:
    """Return what the inputs hold once what was pasted is understood, where that is otherwise."""
    read = {}
    for name in data:
        if name.endswith("_date") and (hour := f"{name.removesuffix('_date')}_time") in data:
            sent = data[name], data[hour]
            pairs = zip((name, hour), sent, in_two_inputs(*sent), strict=True)
            read.update({key: new for key, old, new in pairs if new != old})
    return read


def _date(text: str) -> dt.date:
    try:
        return TypedDateField(required=False).clean(text) or timezone.now().date()
    except ValidationError:
        return timezone.now().date()
