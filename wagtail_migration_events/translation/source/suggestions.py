"""Translations of an older text, kept at hand as suggestions for the new one.

A ``StringTranslation`` with an error is the one mark of localize's that does all that is needed:
it is not used on the page, it counts as still to do, and its editor shows it in the field that is
to be filled, with the message. It goes when the translator saves the field, changed or not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext, override
from wagtail_localize.models import StringTranslation, Translation

#: Stands in ``tool_name`` of a translation that is only a suggestion.
EARLIER_TEXT = "earlier text"


@dataclass(frozen=True)
class Change:
    """One string that took the place of another in the same context; primary keys."""

    context: int
    old: int
    new: int


def suggestions() -> Any:
    """Return all translations that are only suggestions."""
    return StringTranslation.objects.filter(has_error=True, tool_name=EARLIER_TEXT)


def mark(row: Any, language: str) -> None:
    """Make a ``StringTranslation`` a suggestion; it is not saved.

    :param language: of the translation, a BCP 47 tag: its translator reads the message.
    """
    row.has_error, row.tool_name = True, EARLIER_TEXT
    with override(language):
        row.field_error = gettext(
            "The source text has changed. This is the translation of the earlier text: correct "
            "it, or save it again if it is still right."
        )


def carry_over(source: Any, changes: Iterable[Change]) -> None:
    """Suggest the translation of each replaced string for the string in its place."""
    changes = list(changes)
    locales = {}
    if changes:
        translations = Translation.objects.filter(source=source).select_related("target_locale")
        locales = {each.target_locale_id: each.target_locale for each in translations}
    if not locales:
        return
    known = {
        (row.locale_id, row.context_id, row.translation_of_id): row
        for row in StringTranslation.objects.filter(
            locale__in=locales,
            context__in=[change.context for change in changes],
            translation_of__in={pk for change in changes for pk in (change.old, change.new)},
        )
    }
    made = []
    for locale_id, locale in locales.items():
        for change in changes:
            old = known.get((locale_id, change.context, change.old))
            if old and old.data and (locale_id, change.context, change.new) not in known:
                made.append(_suggestion(old, change.new, locale.language_code))
    # Without signals: localize would take the title for a new one.
    StringTranslation.objects.bulk_create(made)


def _suggestion(old: Any, string: int, language: str) -> Any:
    row = StringTranslation(
        translation_of_id=string,
        locale_id=old.locale_id,
        context_id=old.context_id,
        data=old.data,
        translation_type=old.translation_type,
        last_translated_by_id=old.last_translated_by_id,
    )
    mark(row, language)
    return row


def let_machine_translate(original: Any, translation_id: int, user: Any, translator: Any) -> Any:
    """Around ``apply_machine_translation``, which leaves alone whatever has a translation.

    A suggestion is none, so the machine is asked for these afterwards. Each stays until the
    machine has answered, and where it has nothing to say.
    """
    done = original(translation_id, user, translator)  # it has checked permissions
    translation = Translation.objects.select_related("source").get(pk=translation_id)
    found = suggestions().filter(
        locale=translation.target_locale_id,
        context__object=translation.source.object_id,
        translation_of__in=translation.source.stringsegment_set.values("string"),
    )
    texts = {
        row.pk: row.translation_of.as_value() for row in found.select_related("translation_of")
    }
    if not texts:
        return done
    # Not in a transaction: the machine may be far away, and slow.
    answers = translator.translate(
        translation.source.locale, translation.target_locale, dict.fromkeys(texts.values()).keys()
    )
    with transaction.atomic():
        for row in suggestions().filter(pk__in=texts).select_for_update():
            answer = answers.get(texts[row.pk])
            if answer is not None and answer.data is not None:
                _accept(row, answer.data, user, translator)
    return True


def _accept(row: Any, text: str, user: Any, translator: Any) -> None:
    row.data, row.last_translated_by = text, user
    row.translation_type = StringTranslation.TRANSLATION_TYPE_MACHINE
    row.tool_name = translator.display_name
    row.has_error, row.field_error = False, ""
    row.save()
