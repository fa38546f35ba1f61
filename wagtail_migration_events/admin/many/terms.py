"""Terms that many events get or lose, of whatever vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from wagtail_migration_events.admin.many.events_action import EventsBulkAction, EventsForm
from wagtail_migration_events.admin.many.fact_change import may_edit, works
from wagtail_migration_events.conf import setting
from wagtail_migration_events.events.display.fact_words import value_lines
from wagtail_migration_events.events.display.wording import heading_of, listed
from wagtail_migration_events.events.fact_columns import fact_field
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.page_model import page_models_with
from wagtail_migration_events.runs.kinds import RunKind
from wagtail_migration_events.vocabularies.codes import in_order
from wagtail_migration_events.vocabularies.fields import (
    CodeField,
    CodeListField,
    VocabularyFieldMixin,
)

EVENT_TYPE = "event_type"


class How(TextChoices):
    ADD = "add", _("Add")
    REMOVE = "remove", _("Remove")


@dataclass(frozen=True)
class TermChange:
    """Terms to be added or removed: codes, by the fact that holds them.

    A fact that holds one term gets the new one instead of the one it has.
    """

    how: str
    terms: Mapping[str, list[str]]

    @classmethod
    def read(cls, arguments: Mapping[str, Any]) -> TermChange:
        return cls(arguments["how"], arguments["terms"])

    def apply(self, event: Any) -> list[str]:
        model = type(event)
        fields = {name: fact_field(model, name) for name in self.terms}
        if lacking := [name for name, field in fields.items() if field is None]:
            words = _now("Events of this kind have none of these facts: %(facts)s.")
            facts = listed(name.replace("_", " ") for name in lacking)
            raise ValidationError(words % {"facts": facts})
        said = [self._to(event, name, field) for name, field in fields.items()]
        return [words for words in said if words]

    def _to(self, event: Any, name: str, field: Any) -> str:
        codes = self.terms[name]
        if isinstance(field, CodeField):
            return self._to_one(event, name, field, codes[0])
        before = list(getattr(event, field.attname) or [])
        if self.how == How.ADD:
            touched = [code for code in codes if code not in before]
            after = in_order(field.vocabulary, [*before, *touched])
            words = _now("%(fact)s, added: %(terms)s.")
        else:
            touched = [code for code in codes if code in before]
            after = [code for code in before if code not in touched]
            words = _now("%(fact)s, removed: %(terms)s.")
        if not touched:
            return ""
        setattr(event, field.attname, after)
        terms = listed(value_lines(event, name, touched))
        return words % {"fact": heading_of(type(event), name), "terms": terms}

    def _to_one(self, event: Any, name: str, field: Any, code: str) -> str:
        before = getattr(event, field.attname) or ""
        after = code if self.how == How.ADD else ""
        if after == before or (self.how == How.REMOVE and code != before):
            return ""
        setattr(event, field.attname, after)
        words = _now("%(fact)s: %(new)s (before: %(old)s).")
        return words % {
            "fact": heading_of(type(event), name),
            "new": listed(value_lines(event, name, after)) or _now("not stated"),
            "old": listed(value_lines(event, name, before)) or _now("not stated"),
        }


def vocabulary_facts() -> dict[str, Any]:
    """Return the facts that hold terms and are not hidden on this site: fields, by their names."""
    hidden = set(setting("HIDDEN_FIELDS"))
    found: dict[str, Any] = {}
    for model in page_models_with(EventPageMixin):
        for name in model.event_facts:
            field = fact_field(model, name)
            if isinstance(field, VocabularyFieldMixin) and not {name, field.name} & hidden:
                found.setdefault(name, field)
    return found


class TermsForm(EventsForm):
    """Adds or removes terms; several at once, of one vocabulary or of several."""

    how = forms.ChoiceField(
        label=_("What happens"), choices=How.choices, initial=How.ADD, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = [name for name in vocabulary_facts() if name != EVENT_TYPE]
        for name in self.names:
            field = vocabulary_facts()[name]
            self.fields[name] = field.formfield(required=False)
            if not isinstance(field, CodeListField):
                self.fields[name].help_text = _(
                    "An event has one; it takes the place of another that is there."
                )

    def clean(self) -> dict[str, Any]:
        super().clean()
        if not self.errors and not self.arguments()["terms"]:
            raise ValidationError(_("Choose at least one term."))
        return self.cleaned_data

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        chosen = {name: data[name] for name in self.names if data.get(name)}
        terms = {
            name: codes if isinstance(codes, list) else [codes] for name, codes in chosen.items()
        }
        return {"how": data["how"], "terms": terms}


class TypeForm(EventsForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = vocabulary_facts().get(EVENT_TYPE)
        if field is not None:
            self.fields[EVENT_TYPE] = field.formfield(required=True)

    def arguments(self) -> dict[str, Any]:
        return {"how": How.ADD, "terms": {EVENT_TYPE: [self.cleaned_data[EVENT_TYPE]]}}


_do, _foresee = works(TermChange.read)
TERMS = RunKind("event_terms", _("Add or remove terms"), _do, 1, _foresee)
TYPE = RunKind("event_type", _("Change type of event"), _do, 1, _foresee)


class FactBulkAction(EventsBulkAction):
    """Changes facts, of events that the user may edit."""

    question = _(
        "These events are changed in all their languages. What is published is published anew "
        "where you may do so; drafts stay drafts."
    )
    answer = _("Yes, change them")

    @staticmethod
    def may(user: Any, event: Any) -> bool:
        return may_edit(user, event)


class TermsBulkAction(FactBulkAction):
    display_name = _("Add or remove terms")
    action_type = "event_terms"
    aria_label = _("Add terms to the selected events, or remove them")
    icon = "tag"
    action_priority = 202
    kind = TERMS
    form_class = TermsForm


class TypeBulkAction(FactBulkAction):
    display_name = _("Change type of event")
    action_type = "event_type"
    aria_label = _("Give the selected events another type")
    icon = "tag"
    action_priority = 201
    kind = TYPE
    form_class = TypeForm
