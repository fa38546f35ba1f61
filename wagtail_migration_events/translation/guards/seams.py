"""How functions of wagtail-localize are put another way where it offers no seam.

It has no signals, no settings and no classes of its own to swap for what happens between a source
and its translations (wagtail-localize #634, #820, #823, #861, #876). So a few of its functions are
wrapped when Django starts: always the whole function, once, and named in one list, which the
system check ``wagtail_migration_events.E020`` reads. Of Wagtail there are two: what follows the
last approval of a review, which is a setting of the site and not of an app, and its editor, which
refuses people without a word of what they had typed.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from wagtail.admin.views.pages.edit import EditView
from wagtail.models import WorkflowState
from wagtail_localize import models, operations
from wagtail_localize.views import convert, edit_translation, report, update_translations

ORIGINAL = "_wagtail_migration_events_original"

#: What is wrapped: where it is looked up, and its name there.
SEAMS: tuple[tuple[Any, str], ...] = (
    (models.TranslationSource, "update_from_db"),
    (models.TranslationSource, "refresh_segments"),
    (models.TranslationSource, "create_or_update_translation"),
    (models, "copy_synchronised_fields"),
    (models, "ingest_segments"),
    (operations.TranslationCreator, "create_translations"),
    (edit_translation, "apply_machine_translation"),
    (update_translations, "apply_machine_translation"),
    (convert, "sync_alias"),
    (convert, "convert_to_alias"),
    (edit_translation, "edit_override"),
    (edit_translation, "edit_string_translation"),
    (edit_translation, "edit_translation"),
    (edit_translation, "machine_translate"),
    (edit_translation, "restart_translation"),
    (edit_translation, "stop_translation"),
    (edit_translation, "upload_pofile"),
    (update_translations.UpdateTranslationsView, "dispatch"),
    (report.TranslationsReportView, "get_queryset"),
    (WorkflowState, "on_finish"),
    (EditView, "dispatch"),
)


def wrap(owner: Any, name: str, around: Callable[..., Any]) -> None:
    """Let ``around(original, *args, **kwargs)`` stand for a function of localize.

    Harmless when it is done twice, and where a newer localize has no such function: the system
    check says so.
    """
    original = getattr(owner, name, None)
    if original is None or hasattr(original, ORIGINAL):
        return

    @functools.wraps(original)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        return around(original, *args, **kwargs)

    setattr(wrapped, ORIGINAL, original)
    setattr(owner, name, wrapped)


def missing_seams() -> list[str]:
    """Return the dotted names of what localize should have and has not, or is not wrapped."""
    return [
        f"{owner.__module__ if isinstance(owner, type) else owner.__name__}.{name}"
        for owner, name in SEAMS
        if not hasattr(getattr(owner, name, None), ORIGINAL)
    ]
