"""A translation is based on the text that the translator had before him, not on what the source has
published while he wrote.

A hidden field says which text of the source was public when the form of a sibling was made.
"""

from __future__ import annotations

import json
from typing import Any

from wagtail_migration_events.events.editor.facts_form import TEXT_VERSION
from wagtail_migration_events.events.editor.versions.facts_version import VersionField, sent_object
from wagtail_migration_events.events.editor.versions.minor_edit import MinorEditForm
from wagtail_migration_events.events.freshness.digests import text_digests
from wagtail_migration_events.events.freshness.source_text import SourceText


class TextVersionForm(MinorEditForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.group is not None and (self.follows_source or self.was_sibling):
            self.fields[TEXT_VERSION] = VersionField()
            self.initial[TEXT_VERSION] = json.dumps(self.group.published_text)

    def save(self, commit: bool = True) -> Any:
        if self.follows_source:
            self._note_what_was_seen()
        return super().save(commit=commit)

    def _note_what_was_seen(self) -> None:
        """Note for each text that was written anew from which version of the source."""
        basis, seen = dict(self.instance.text_basis or {}), self._seen()
        for name, own in text_digests(self.instance).items():
            if name in seen and name in basis and basis[name][1] != own:
                basis[name] = [seen[name], own]
        self.instance.text_basis = basis

    def _seen(self) -> dict[str, str]:
        """Return the versions that were public when the form was made and are not any more."""
        if self.group is None:
            return {}
        now, sent = self.group.published_text, sent_object(self.cleaned_data.get(TEXT_VERSION))
        older = {
            name: each
            for name, each in sent.items()
            if name in now and now[name] != each and isinstance(each, str)
        }
        known = SourceText.objects.filter(group=self.group, name__in=older)
        there = set(known.values_list("name", "digest")) if older else set()
        return {name: each for name, each in older.items() if (name, each) in there}
