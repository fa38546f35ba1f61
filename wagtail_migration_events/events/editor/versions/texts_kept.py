"""Two people who write the same page at once both keep their texts.

A hidden field says which texts the form was made with. What somebody else has written meanwhile
stays where the sender has not touched it; where both have written, the sender is asked.
"""

from __future__ import annotations

import json
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.fields import StreamField

from wagtail_migration_events.events.aliases import field_name_of
from wagtail_migration_events.events.editor.facts_form import VERSION
from wagtail_migration_events.events.editor.versions.facts_version import (
    CHANGED_WITH_FACTS,
    DIGITS,
    VersionField,
    sent_object,
)
from wagtail_migration_events.events.editor.versions.translated_anew import TranslatedAnewForm
from wagtail_migration_events.events.fact_columns import fact_field
from wagtail_migration_events.events.freshness.digests import as_text, digest, text_names

OWN_TEXT = "own_text_version"
MOST_QUOTED = 500


class TextsKeptForm(TranslatedAnewForm):
    """The form of a page that is stored; its texts are those of the newest version."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields[OWN_TEXT] = VersionField()
            self.initial[OWN_TEXT] = json.dumps(self._stored_digests(self.instance))

    def clean(self) -> dict[str, Any]:
        super().clean()
        if OWN_TEXT in self.fields:
            self._keep_texts_of_others(sent_object(self.cleaned_data.get(OWN_TEXT)))
        return self.cleaned_data

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        """Tell the form that is still open which texts an automatic save has left it with."""
        updates = super().get_field_updates_for_resave()
        if OWN_TEXT in self.fields:
            newest = self.instance.get_latest_revision_as_object()
            version = json.dumps(self._stored_digests(newest))
            updates.append((self.add_prefix(OWN_TEXT), version))
        return updates

    def _text_fields(self) -> dict[str, Any]:
        """Return the model fields of the texts in this form, by their names here."""
        model = type(self.instance)
        with_facts = CHANGED_WITH_FACTS if VERSION in self.fields else ()
        names = [name for name in text_names(model) if name not in with_facts]
        own = {field_name_of(model, name) or name: fact_field(model, name) for name in names}
        return {name: field for name, field in own.items() if name in self.fields}

    def _stored_digests(self, page: Any) -> dict[str, str]:
        return {
            name: _digest(field, field.value_from_object(page))
            for name, field in self._text_fields().items()
        }

    def _keep_texts_of_others(self, shown: dict[str, Any]) -> None:
        written_by_both = {}
        for name, now in self._stored_digests(self.instance).items():
            if name not in self.cleaned_data or shown.get(name, now) == now:
                continue
            field = self._text_fields()[name]
            sent = _digest(field, self.cleaned_data[name])
            if sent == shown[name]:
                self.cleaned_data[name] = field.value_from_object(self.instance)
            elif sent != now:
                self.add_error(name, self._theirs(field))
                written_by_both[name] = now
        if written_by_both:
            asked = json.dumps({**shown, **written_by_both})
            self.fields[OWN_TEXT].bound_data = lambda data, initial: asked

    def _theirs(self, field: Any) -> str:
        if isinstance(field, StreamField):
            return _(
                "Somebody has changed this since you opened this form. Yours is still here: save "
                "again to keep yours. Theirs stays in the history."
            )
        text = as_text(field, field.value_from_object(self.instance))
        return _(
            "Somebody has changed this since you opened this form; it is now “%(text)s”. Yours is "
            "still here: save again to keep yours. Theirs stays in the history."
        ) % {"text": Truncator(text).chars(MOST_QUOTED)}


def _digest(field: Any, value: Any) -> str:
    return digest(as_text(field, value))[:DIGITS]
