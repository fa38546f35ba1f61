"""What the translator's view answers: a whole page, or, to its autosave, what has changed."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.admin.ui.components import MediaContainer

from wagtail_migration_events.events.facts.spoken_languages import language_name
from wagtail_migration_events.translation.desk import page_editor
from wagtail_migration_events.translation.desk.actions import translator_for
from wagtail_migration_events.translation.desk.footer import footer_actions
from wagtail_migration_events.translation.desk.layout import WordsAtHand, count
from wagtail_migration_events.translation.desk.questions import (
    are_enabled,
    read_threads,
    show_unsent,
)
from wagtail_migration_events.translation.files.screens.upload import NAMESPACE as FILES
from wagtail_migration_events.translation.pieces.rich_text import MARKS, editor_options
from wagtail_migration_events.translation.pieces.saving import VALUE, foreign_names
from wagtail_migration_events.vocabularies.languages import direction, normalise_tag

TEMPLATES = "wagtail_migration_events/admin/translation"
#: What stands above the fields where there is cause for it: what counts most comes first.
NOTICES = ("gone", "without_place", "changes_asked", "ends_here", "glossary_fault")
#: What Wagtail 8 waits before it saves by itself, in milliseconds.
AUTOSAVE = 500


def desk_context(view: Any) -> dict[str, Any]:
    """Return the context of the whole page.

    :param view: a ``DeskView``.
    """
    page, request = view.page, view.request
    lock = page.get_lock()
    locked = lock is not None and lock.for_user(request.user)
    without_place = _put_questions(view)
    languages = _languages(view)
    _prepare_rich_text(view, languages["target_direction"])
    interval = getattr(settings, "WAGTAIL_AUTOSAVE_INTERVAL", AUTOSAVE)
    rich_text, widgets = DraftailRichTextArea(features=MARKS), (each.widget for each in view.links)
    panels = MediaContainer([page_editor.status_panel(request, page, view.target_locale)])
    context = {
        **_words(view),
        **languages,
        **_addresses(view),
        **footer_actions(page, request.user, locked),
        "page": page,
        "page_for_status": page,
        "page_locked": locked,
        "sections": view.sections,
        "count": count(view.pieces),
        "gone": view.gone,
        "without_place": without_place,
        "changes_asked": page_editor.changes_asked(page),
        "has_unsaved_changes": bool(view.unsent)
        or any(piece.typed is not None for piece in view.pieces),
        "machine": translator_for(view.translation),
        "side_panels": panels,
        "editing_sessions": page_editor.editing_sessions(request, page),
        "media": MediaContainer([panels, rich_text, *widgets]).media,
        "autosave_interval": 0 if locked else interval,
        "comments_enabled": are_enabled(),
    }
    return {**context, "notices": [name for name in NOTICES if context.get(name)]}


def _prepare_rich_text(view: Any, target_direction: str) -> None:
    for piece in view.pieces:
        if piece.is_rich:
            options = piece.source, f"label-{piece.pk}", target_direction
            piece.rich_options = editor_options(*options)


def _put_questions(view: Any) -> list[str]:
    """Put open questions, and what is not sent yet, at their fields.

    :return: what is not sent and has no field any more.
    """
    threads = read_threads(view.page)
    for section in view.sections:
        for spot in section.spots:
            spot.threads = threads.get(spot.path, [])
    return show_unsent(view.sections, view.unsent)


def autosaved(view: Any) -> JsonResponse:
    """Return, after an autosave, what to show at each field that was sent."""
    data, request = view.request.POST, view.request
    sent = [piece for piece in view.pieces if f"{VALUE}{piece.pk}" in data]
    languages = _languages(view)
    _at_hand(view).check(sent)
    fields = {
        piece.pk: {
            "base": piece.base,
            "is_saved": not piece.error,
            "is_conflict": piece.is_conflict,
            "html": _rendered("piece_state", request, {"piece": piece, **languages}),
        }
        for piece in sent
    }
    links = {
        link.pk: {"base": link.base, "error": link.error}
        for link in view.links
        if f"own-{link.pk}" in data
    }
    gone = foreign_names(data, view.pieces)
    return JsonResponse(
        {
            "fields": fields,
            "links": links,
            "summary": _rendered("summary", request, {"count": count(view.pieces)}),
            "gone": _("The source has changed. Reload the page to go on.") if gone else "",
        }
    )


def _rendered(name: str, request: Any, context: dict[str, Any]) -> str:
    return render_to_string(f"{TEMPLATES}/{name}.html", context, request=request)


def _at_hand(view: Any) -> WordsAtHand:
    source, target = view.source_locale, view.target_locale
    return WordsAtHand(view.page, source.language_code, target.language_code)


def _words(view: Any) -> dict[str, Any]:
    at_hand = _at_hand(view)
    at_hand.check(view.pieces)
    terms = at_hand.in_text(view.pieces)
    return {"titles": at_hand.titles, "terms": terms, "glossary_fault": at_hand.fault}


def _languages(view: Any) -> dict[str, Any]:
    found = {}
    for name, locale in (("source", view.source_locale), ("target", view.target_locale)):
        tag = normalise_tag(locale.language_code)
        found[f"{name}_tag"], found[f"{name}_direction"] = tag, direction(tag)
        found[f"{name}_language"] = language_name(tag, get_language() or "en")
    return found


def _addresses(view: Any) -> dict[str, Any]:
    page, pk = view.page, view.translation.pk
    preview = "wagtail_localize:preview_translation"
    modes = [
        (str(label), reverse(preview, args=[pk, mode] if mode else [pk]))
        for mode, label in page.preview_modes
    ]
    return {
        "url": view.url,
        "previews": modes if page.is_previewable() else [],
        "files_url": reverse(f"{FILES}:page", args=[page.pk]),
        "po_download_url": reverse("wagtail_localize:download_pofile", args=[pk]),
        "alias_url": reverse("wagtail_localize:convert_to_alias", args=[page.pk])
        if page.permissions_for_user(view.request.user).can_publish()
        else "",
        "stop_url": reverse("wagtail_localize:stop_translation", args=[pk]),
        "history_url": reverse("wagtailadmin_pages:history", args=[page.pk]),
    }
