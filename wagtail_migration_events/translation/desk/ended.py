"""What becomes of words that were typed at a desk whose translation has ended in the meantime.

Its source was deleted, or somebody has turned the page into a regular page or an alias. Wagtail's
editor, which the form would reach now, does not know its fields.
"""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
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


def give_back(request: HttpRequest, page: Any) -> HttpResponse:
    """Answer with the words that could not be saved; to go on is to open the page anew.

    :param page: that is not translated here any more.
    """
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    words = _("This page is no longer translated here, so this could not be saved.")
    if not request.accepts("text/html"):
        return JsonResponse({"detail": words}, status=409)
    texts, asked = _unsaved(request.POST), list(typed_in(request.POST).values())
    if not texts and not asked:
        return redirect(url)
    tag = normalise_tag(page.locale.language_code)
    shown = {"texts": texts, "questions": asked, "tag": tag, "direction": direction(tag)}
    return render(request, TEMPLATE, {**shown, "words": words, "url": url})


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
