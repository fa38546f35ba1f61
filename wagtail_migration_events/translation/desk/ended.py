"""What becomes of words that were typed at a desk whose translation has ended in the meantime.

Its source was deleted, or somebody has turned the page into a regular page or an alias. Wagtail's
editor, which the form would reach now, does not know its fields. Or it has ended for one person,
who has the right to the page no more.
"""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from wagtail_migration_events.translation.desk.questions import typed_in
from wagtail_migration_events.translation.pieces.rich_text import text_of_editor
from wagtail_migration_events.translation.pieces.saving import BASE, RICH, VALUE
from wagtail_migration_events.translation.pieces.typed_text import fingerprint
from wagtail_migration_events.vocabularies.languages import direction, normalise_tag

TEMPLATE = "wagtail_migration_events/admin/translation/ended.html"
_OF_DESK = re.compile(rf"{BASE}(\d+)")


def comes_from_desk(request: HttpRequest) -> bool:
    """Whether a request is the form of a translator's desk, or its autosave."""
    return any(_OF_DESK.fullmatch(name) for name in request.POST)


def around_editing(
    original: Any, view: Any, request: HttpRequest, *args: Any, **kwargs: Any
) -> HttpResponse:
    """Around Wagtail's editor, which refuses who has lost the right to a page before any hook.

    The autosave goes on as it is: its words stay on the screen.
    """
    try:
        opened: HttpResponse = original(view, request, *args, **kwargs)
    except PermissionDenied:
        page = getattr(view, "page", None)
        if page is None or not comes_from_desk(request) or not request.accepts("text/html"):
            raise
        words = _("You may not edit this page any more, so this could not be saved.")
        answer = _with_words(request, page, words)
        if answer is None:
            raise
        answer.status_code = 403
        return answer
    return opened


def give_back(request: HttpRequest, page: Any) -> HttpResponse:
    """Answer with the words that could not be saved; to go on is to open the page anew.

    :param page: that is not translated here any more.
    """
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    words = _("This page is no longer translated here, so this could not be saved.")
    if not request.accepts("text/html"):
        return JsonResponse({"detail": words}, status=409)
    return _with_words(request, page, words, url) or redirect(url)


def _with_words(request: HttpRequest, page: Any, why: str, url: str = "") -> HttpResponse | None:
    """Return a page with the words that somebody has typed; None if there are none.

    :param url: where they may go on, if anywhere.
    """
    texts, asked = _unsaved(request.POST), list(typed_in(request.POST).values())
    if not texts and not asked:
        return None
    tag = normalise_tag(page.locale.language_code)
    shown = {"texts": texts, "questions": asked, "tag": tag, "direction": direction(tag)}
    return render(request, TEMPLATE, {**shown, "words": why, "url": url})


def _unsaved(data: Any) -> list[str]:
    found = []
    for name in data:
        if piece := _OF_DESK.fullmatch(name):
            typed = _typed(data, piece[1])
            if typed.strip() and fingerprint(typed) != data[name]:
                found.append(typed)
    return found


def _typed(data: Any, pk: str) -> str:
    content = data.get(f"{RICH}{pk}")
    if content is not None:
        try:
            return text_of_editor(content)
        except ValidationError:
            return str(content)
    return str(data.get(f"{VALUE}{pk}", ""))
