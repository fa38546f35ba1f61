"""At the top of a sibling's text: what the source has changed since it was translated."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from wagtail.admin.panels import Panel

from wagtail_migration_events.events.display.wording import heading_of
from wagtail_migration_events.events.editor.versions.text_diff import readable, readable_diff
from wagtail_migration_events.events.editor.versions.translated_anew import ANEW
from wagtail_migration_events.events.freshness.staleness import StaleText, stale_texts
from wagtail_migration_events.vocabularies.languages import direction

CONFIRM_URL = "wagtail_migration_events_confirm_text"


@dataclass(frozen=True)
class TextChange:
    """A change of the source's text, ready to be shown.

    Attributes:
        name, label: of the field.
        stale: both versions, and since when.
        direction: in which the source's language is written, "ltr" or "rtl".
        diff: HTML of both versions, or of the new one where the old one is not known.
        has_old: whether it is known what the translation was made from.
        is_ticked: whether the box for a new translation is ticked.
    """

    name: str
    label: str
    stale: StaleText
    direction: str
    diff: SafeString
    has_old: bool
    is_ticked: bool = True


def text_changes(page: Any) -> list[TextChange]:
    """Return what the source has changed since the texts of ``page`` were made, field by field.

    :param page: a row or a revision of an event page.
    """
    return [_text_change(page, stale) for stale in stale_texts(page)]


def _text_change(page: Any, stale: StaleText, is_ticked: bool = True) -> TextChange:
    has_old = bool(stale.old) or stale.old_revision is not None
    return TextChange(
        name=stale.name,
        label=heading_of(type(page), stale.name),
        stale=stale,
        direction=direction(stale.language),
        diff=readable_diff(stale.old, stale.new) if has_old else readable(stale.new),
        has_old=has_old,
        is_ticked=is_ticked,
    )


class StaleTextPanel(Panel):
    """Hidden where nothing is stale. Of the form it has the boxes for new translations."""

    def get_form_options(self) -> dict[str, Any]:
        return {"fields": [ANEW]}

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_migration_events/admin/stale_texts.html"

        @cached_property
        def changes(self) -> list[TextChange]:
            form = self.form
            ticked = form[ANEW].value() if form is not None and ANEW in form.fields else ()
            stale = getattr(form, "stale", ())
            return [_text_change(self.instance, each, each.name in ticked) for each in stale]

        def is_shown(self) -> bool:
            return bool(self.changes)

        @property
        def confirm_url(self) -> str:
            """Return where the translation is declared right, for those who may."""
            user = getattr(self.request, "user", None)
            if user is None or not self.instance.permissions_for_user(user).can_publish():
                return ""
            return reverse(CONFIRM_URL, args=[self.instance.pk])
