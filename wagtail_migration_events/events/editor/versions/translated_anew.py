"""Whether a stale text that somebody changes has been translated anew, or only mended.

Beside each stale text stands a box, ticked at first. A hidden field says what the text and its
basis were when the form was made: Wagtail saves automatically while somebody is still writing and
has not come to the box yet.
"""

from __future__ import annotations

import json
import re
from typing import Any

from django import forms

from wagtail_migration_events.events.editor.versions.facts_version import VersionField, sent_object
from wagtail_migration_events.events.editor.versions.text_version import TextVersionForm
from wagtail_migration_events.events.freshness.basis import Basis
from wagtail_migration_events.events.freshness.digests import text_digests, text_names
from wagtail_migration_events.events.freshness.staleness import StaleText, stale_texts

ANEW, STALE = "translated_anew", "stale_when_shown"
DIGEST = re.compile("[0-9a-f]{32}")


class AnewField(forms.MultipleChoiceField):
    """The names of the ticked texts; the panel that names the changes draws the boxes."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class TranslatedAnewForm(TextVersionForm):
    """The form of a sibling; other forms have no boxes.

    Attributes:
        stale: the stale texts of the page that the form was made for.
    """

    translated_anew = AnewField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stale: list[StaleText] = []
        if not self.follows_source or ANEW not in (self._meta.fields or ()):
            del self.fields[ANEW]
            return
        self.stale = stale_texts(self.instance)
        names, basis = [each.name for each in self.stale], self.instance.text_basis
        self.fields[ANEW].choices = [(each, each) for each in text_names(type(self.instance))]
        self.fields[STALE] = VersionField()
        self.initial[ANEW] = names
        self.initial[STALE] = json.dumps({name: basis[name] for name in names})

    def _note_what_was_seen(self) -> None:
        basis, own = dict(self.instance.text_basis or {}), text_digests(self.instance)
        ticked = set(self.cleaned_data.get(ANEW) or ())
        for name, (source, before) in self._stale_when_shown().items():
            if name not in basis or name not in own:
                continue
            if own[name] != before and name in ticked:
                if basis[name] == [source, own[name]]:  # from an automatic save without the tick
                    basis[name] = [source, ""]
            elif own[name] != before or basis[name][1] != before:
                basis[name] = [source, own[name]]
        self.instance.text_basis = basis
        super()._note_what_was_seen()

    def _stale_when_shown(self) -> Basis:
        return {
            name: pair
            for name, pair in sent_object(self.cleaned_data.get(STALE)).items()
            if isinstance(pair, list) and len(pair) == 2 and all(_is_digest(each) for each in pair)
        }


def _is_digest(value: Any) -> bool:
    return isinstance(value, str) and bool(DIGEST.fullmatch(value))
