"""Facts that somebody else has changed while a form was open do not go back when it is saved.

A hidden field says which facts the form was made with: a short digest of each, and how often and
when they were last published. When it is sent after another change, the form takes the new values
of the facts that were changed meanwhile and is shown once more. The digests decide, because the
facts of a draft change too, without being published.
"""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from wagtail_migration_events.events.aliases import field_name_of
from wagtail_migration_events.events.display.fact_words import UNREADABLE, fact_lines, value_lines
from wagtail_migration_events.events.display.wording import (
    both_in_one_line,
    heading_of,
    in_one_line,
)
from wagtail_migration_events.events.editor.facts_form import VERSION, FactsForm
from wagtail_migration_events.events.editor.source_link import language_of_source
from wagtail_migration_events.events.fact_columns import read_facts, row_data
from wagtail_migration_events.events.freshness.digests import digest

#: A text that is changed together with facts: why an event was cancelled.
CHANGED_WITH_FACTS = ("status_reason",)
DIGITS = 8


class VersionField(forms.CharField):
    """Says nothing about the page, so it never counts as a change of it."""

    def __init__(self) -> None:
        super().__init__(required=False, widget=forms.HiddenInput)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


def sent_object(text: str | None) -> dict[str, Any]:
    """Return the JSON object that such a field was sent with; an empty one for all else."""
    try:
        sent = json.loads(text or "{}")
    except (ValueError, RecursionError):  # the latter where brackets are nested without end
        return {}
    return sent if isinstance(sent, dict) else {}


class FactsVersionForm(FactsForm):
    """The form of a page whose facts are edited in it, or of a sibling, which has no version."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._digests: dict[str, str] = {}
        if self.group is not None and not self.facts_read_only:
            self._digests = self._digests_of(self.instance)
            self.fields[VERSION] = VersionField()
            self.initial[VERSION] = self._version()

    def clean(self) -> dict[str, Any]:
        super().clean()
        if VERSION in self.fields and (known := self._known_when_shown()):
            self._refuse_old_facts(known)
        if self.was_source and self.group is not None:
            # What was typed into their fields was not even read.
            where = _("The facts of this event are now edited in the %(language)s page.")
            self.add_error(None, where % {"language": language_of_source(self.group)})
            self.add_error(None, self._changed_meanwhile())
        return self.cleaned_data

    def save(self, commit: bool = True) -> Any:
        self._drop_rows_made_anew()
        return super().save(commit=commit)

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        """Tell the form that is still open which facts an automatic save has left it with."""
        updates = super().get_field_updates_for_resave()
        if VERSION in self.fields:
            # As they will be read next time, which may be otherwise than they were typed.
            self._digests = self._digests_of(self.instance.get_latest_revision_as_object())
            updates.append((self.add_prefix(VERSION), self._version()))
        return updates

    def _version(self) -> str:
        # Today's facts are not in a form that is to bring back those of an older version.
        facts = {} if self.restoring is not None else self._digests
        return json.dumps({"published": self._published(), "facts": facts})

    def _published(self) -> str:
        if self.group is None:
            return ""
        return f"{self.group.sequence} {self.group.facts_changed_at or ''}"

    def _digests_of(self, page: Any) -> dict[str, str]:
        model = type(self.instance)
        names = [
            name
            for name in (*model.event_facts, *CHANGED_WITH_FACTS)
            if field_name_of(model, name) in {*self.fields, *self.formsets}
        ]
        return {name: _digest(value) for name, value in read_facts(page, names).items()}

    def _known_when_shown(self) -> dict[str, Any]:
        known = sent_object(self.cleaned_data.get(VERSION))
        return known if isinstance(known.get("facts"), dict) else {}

    def _refuse_old_facts(self, known: dict[str, Any]) -> None:
        facts = known["facts"]
        changed = [
            name
            for name, now in self._digests.items()
            if name in facts and facts[name] != now and self._would_change(name)
        ]
        if not changed and not self._restores_over_news(known):
            return
        self.add_error(None, self._changed_meanwhile())
        for name in changed:
            self.add_error(None, self._in_words(name))
            self._show_new(name)
        self._show_stored(VERSION)

    @staticmethod
    def _changed_meanwhile() -> str:
        return _(
            "Somebody has changed facts of this event since you opened this form. "
            "It shows the new facts now; nothing is saved yet. Check it and save again."
        )

    def _drop_rows_made_anew(self) -> None:
        """Where a list says the same as when the form was shown or as what was sent, only what was
        sent is left of it.

        Its rows may have other numbers now; then they would stay beside those that were sent.
        """
        shown = self._known_when_shown().get("facts", {})
        for name, now in self._digests.items():
            formset = self.formsets.get(field_name_of(type(self.instance), name) or name)
            if formset is None:
                continue
            if shown.get(name) != now and not self._rows_are_as_stored(name, formset):
                continue
            # A form whose counts are garbage has not sent the rows that it was shown with.
            if len(formset.initial_forms) == formset.initial_form_count():
                sent = {form.instance.pk for form in formset.forms}
                rows = getattr(self.instance, formset.rel_name)
                rows.remove(*[row for row in rows.all() if row.pk not in sent])

    def _restores_over_news(self, known: dict[str, Any]) -> bool:
        return self.restoring is not None and known.get("published") != self._published()

    def _would_change(self, name: str) -> bool:
        """Whether what was sent is another value than the one that is stored by now.

        It is the same where an automatic save of this very form is not answered yet.
        """
        own_name = field_name_of(type(self.instance), name) or name
        if own_name in self.formsets:
            # Rows that nobody has touched say nothing, but their old order would come back.
            rows = self.formsets[own_name]
            is_sent = bool(rows.initial_forms) or any(row.has_changed() for row in rows.forms)
            return is_sent and not self._rows_are_as_stored(name, rows)
        if own_name not in self.changed_data or self._follows_from_dates(name):
            return False
        if name != "dates":
            return True
        # A date that has been stored has a key, of which the form does not know yet.
        sent, stored = self.cleaned_data.get(own_name), getattr(self.instance, own_name)
        return _without_keys(sent) != _without_keys(stored)

    def _follows_from_dates(self, name: str) -> bool:
        return name in ("starts_at", "ends_at") and bool(self._entered("dates"))

    def _rows_are_as_stored(self, name: str, rows: Any) -> bool:
        if not rows.is_valid():
            return False
        forms = rows.ordered_forms if rows.can_order else rows.forms
        deleted = rows.deleted_forms if rows.can_delete else []
        sent = [
            row_data(form.instance)
            for form in forms
            if form not in deleted and (form.instance.pk or form.has_changed())
        ]
        return bool(read_facts(self.instance, [name])[name] == sent)

    def _in_words(self, name: str) -> str:
        own_name = field_name_of(type(self.instance), name) or name
        fact = heading_of(type(self.instance), name)
        stored = fact_lines(self.instance, name)
        typed = self._typed_lines(name, own_name)
        if typed is None or typed == stored:
            words = {"fact": fact, "new": in_one_line(stored)}
            return _("%(fact)s: now “%(new)s”") % words
        typed_line, new_line = both_in_one_line(typed, stored)
        words = {"fact": fact, "new": new_line, "typed": typed_line}
        return _("%(fact)s: now “%(new)s”; you had “%(typed)s”") % words

    def _typed_lines(self, name: str, own_name: str) -> list[str] | None:
        if own_name not in self.cleaned_data:
            return None
        value = self.cleaned_data[own_name]
        try:
            return value_lines(self.instance, name, value)
        except UNREADABLE:
            return None  # not checked as far as that it could be said

    def _show_new(self, name: str) -> None:
        own_name = field_name_of(type(self.instance), name) or name
        if own_name not in self.formsets:
            self._show_stored(own_name)
            return
        old = self.formsets[own_name]
        self.formsets[own_name] = type(old)(
            instance=self.instance, prefix=old.prefix, form_kwargs=old.form_kwargs
        )

    def _show_stored(self, own_name: str) -> None:
        """Show what the page has instead of what was sent, as Django does for a disabled field."""
        self.fields[own_name].bound_data = lambda data, initial: initial


def _without_keys(rows: Any) -> list[dict[str, Any]]:
    return [{name: item for name, item in row.items() if name != "key"} for row in rows or ()]


def _digest(value: Any) -> str:
    if not isinstance(value, str):
        value = json.dumps(value, cls=DjangoJSONEncoder, sort_keys=True)
    return digest(value)[:DIGITS]
