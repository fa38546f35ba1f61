"""Which facts the form of a page lets one edit: none where the page takes them from another."""

from __future__ import annotations

from typing import Any

from django import forms

from wagtail_migration_events.events.aliases import field_name_of
from wagtail_migration_events.events.editor.own_values import explain_own_values
from wagtail_migration_events.events.editor.restoring import OLD_FACTS, WISH, restoring_of
from wagtail_migration_events.events.editor.when.repeating_form import RepeatingForm
from wagtail_migration_events.events.group import group_of, keep_group
from wagtail_migration_events.events.readiness.check import MADE_BELOW, where_of
from wagtail_migration_events.groups.event_settings import site_setting

#: A hidden field of the form of a sibling, in which no facts are.
TEXT_VERSION = "text_version"
#: A hidden field of every other form.
VERSION = "facts_version"


class FactsForm(RepeatingForm):
    """Leaves facts out of the form of a sibling, also if that has become the source since the form
    was opened, and of an older version that is being restored.

    What is not in the form is not read from what was sent either.

    Attributes:
        group: the row of the group of a page that is stored, else None.
        hidden: names of the fields that the Site does not use.
        restoring: what happens to the facts of an older version, else None.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None and self.parent_page is not None:
            setattr(self.instance, MADE_BELOW, self.parent_page)
        self.hidden = self._leave_out_hidden()
        self.group = group_of(self.instance) if self.instance.pk else None
        if self.group is not None and not self.is_bound:
            keep_group(self.instance, self.group)
        self.restoring = restoring_of(self.instance)
        if self.facts_read_only:
            self._leave_out_facts()
        elif self.restoring is not None:
            self.fields[WISH] = forms.CharField(required=False, widget=forms.HiddenInput)
            self.initial[WISH] = OLD_FACTS
        if self.group is not None and self.follows_source:
            explain_own_values(self, self.group)

    def _leave_out_hidden(self) -> frozenset[str]:
        """Return the names of the fields that the Site hides, after taking them out."""
        model = type(self.instance)
        names = set(site_setting("HIDDEN_FIELDS", where_of(self.instance)))
        names |= {field_name_of(model, name) or name for name in names}
        for name in names:
            self.fields.pop(name, None)
            self.formsets.pop(name, None)
        return frozenset(names)

    @property
    def follows_source(self) -> bool:
        """Whether the page takes its facts from another page."""
        return self.group is not None and self.group.is_followed_by(self.instance)

    @property
    def was_sibling(self) -> bool:
        """Whether the page has become the source since the form that is sent was opened."""
        sent = self.add_prefix(TEXT_VERSION) in self.data
        return sent and self.group is not None and not self.follows_source

    @property
    def was_source(self) -> bool:
        """Whether another page has become the source since the form that is sent was opened."""
        sent = self.add_prefix(VERSION) in self.data
        return sent and self.follows_source and self.add_prefix(TEXT_VERSION) not in self.data

    @property
    def facts_read_only(self) -> bool:
        keeps_today = self.restoring is not None and not self.restoring.takes_old
        return self.follows_source or keeps_today or self.was_sibling

    def _leave_out_facts(self) -> None:
        model = type(self.instance)
        names = list(model.event_facts)
        if not self.follows_source:
            names += [name for name in model.event_facts_unless_set if not self._is_sent(name)]
        for name in names:
            own_name = field_name_of(model, name) or name
            self.fields.pop(own_name, None)
            self.formsets.pop(own_name, None)

    def _is_sent(self, name: str) -> bool:
        """Whether a sibling's own value was typed; to leave it empty does not mean "for all"."""
        own_name = field_name_of(type(self.instance), name) or name
        return self.was_sibling and bool(self.data.get(self.add_prefix(own_name)))
