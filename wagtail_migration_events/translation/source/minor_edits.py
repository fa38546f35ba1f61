"""After a minor edit of the source its translations are as done as they were before.

The pieces of text that it has changed are other strings to localize, and so begin with a
suggestion, which counts as still to do: at the desk, at the gate and for the machine.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail_localize.models import StringSegment, StringTranslation

from wagtail_migration_events.admin.editing.publishing_notes import noted_texts
from wagtail_migration_events.events.aliases import field_name_of
from wagtail_migration_events.events.editor.versions.minor_edit import MINOR_EDIT
from wagtail_migration_events.translation.event_class import is_event
from wagtail_migration_events.translation.source.suggestions import suggestions

_BEFORE = "_events_unfinished_before_publishing"
_TAKEN_OVER = (
    "translation_type", "tool_name", "last_translated_by", "has_error", "field_error", "updated_at",
)  # fmt: skip

#: Where a translation stands, and its words: primary keys of a locale and of a context.
Words = tuple[int, int, str]


def remember_suggestions(request: HttpRequest, page: Any) -> None:
    """For Wagtail's hook ``before_publish_page``: what was still to do before a minor edit."""
    if request.POST.get(MINOR_EDIT) and is_event(page):
        setattr(request, _BEFORE, _unfinished(page.translation_key))


def keep_translations(request: HttpRequest, page: Any) -> None:
    """For Wagtail's hook ``after_publish_page``, after the core has noted the minor edit.

    A translation of a still older version stays a suggestion.
    """
    before: set[Words] | None = getattr(request, _BEFORE, None)
    names = noted_texts(request)
    if before is None or not names:
        return
    columns = {field_name_of(type(page), name) for name in names}
    rows = suggestions().filter(context__object=page.translation_key).select_related("context")
    for row in rows:
        if row.context.path.split(".")[0] in columns and _words(row) not in before:
            _take_over(row)


def _take_over(row: Any) -> None:
    """Make of a suggestion what the translation is that it repeats, if there is one.

    It was written when that was: what reviewers have approved stays approved.
    """
    same = StringTranslation.objects.filter(
        locale=row.locale_id, context=row.context_id, data=row.data, has_error=False
    )
    earlier = same.order_by("updated_at").values(*_TAKEN_OVER).last()
    if earlier is not None:  # somebody may have saved other words meanwhile
        suggestions().filter(pk=row.pk, data=row.data).update(**earlier)


def _unfinished(key: Any) -> set[Words]:
    segments = StringSegment.objects.filter(source__object_id=key)
    shown = set(segments.values_list("context", "string"))
    rows = StringTranslation.objects.filter(context__object=key, has_error=True)
    return {_words(row) for row in rows if (row.context_id, row.translation_of_id) in shown}


def _words(row: Any) -> Words:
    return row.locale_id, row.context_id, row.data
