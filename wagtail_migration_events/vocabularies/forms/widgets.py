"""Widgets that show terms: plain HTML controls, complete without JavaScript."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from wagtail_migration_events.vocabularies.forms.checklist import ChecklistMixin
from wagtail_migration_events.vocabularies.forms.long_select import LongSelectMixin
from wagtail_migration_events.vocabularies.registry import get_vocabulary
from wagtail_migration_events.vocabularies.terms import Label, Term

if TYPE_CHECKING:
    _Base = forms.widgets.ChoiceWidget
else:
    _Base = object

#: The namespace of the address that the script of a long list asks.
NAMESPACE = "wagtail_migration_events_terms"
FOLDER = "wagtail_migration_events/admin"


class TermOptions(_Base):
    """Gives options the language of their label, and shows chosen codes that are no terms.

    Such a code was retired or mistyped; it has to be seen to be taken away.
    """

    vocabulary_name = ""

    def optgroups(self, name: str, value: Any, attrs: dict[str, Any] | None = None) -> Any:
        groups = super().optgroups(name, value, attrs)
        offered = {
            str(option["value"]) for _heading, options, _index in groups for option in options
        }
        for code in value:
            if code and code not in offered:
                index = len(groups)
                label = _("%(code)s (not in the list)") % {"code": code}
                option = self.create_option(name, code, label, True, index, attrs=attrs)
                groups.append((None, [option], index))
        return groups

    def create_option(self, name: str, value: Any, label: Any, *args: Any, **kwargs: Any) -> Any:
        option = super().create_option(name, value, label, *args, **kwargs)
        term = get_vocabulary(self.vocabulary_name).get(str(value)) if value else None
        if term is not None:
            self.describe(option, term)
        return option

    def describe(self, option: dict[str, Any], term: Term) -> None:
        """Give the option of a list the language of its label."""
        option["attrs"].update(language_attrs(term.short_label()))


class CodeSelect(TermOptions, LongSelectMixin, forms.Select):
    """One term from a drop-down list."""


class CodeSelectMultiple(TermOptions, LongSelectMixin, forms.SelectMultiple):
    """Several terms from a long list, in groups; a script lays a search over it."""

    class Media:
        css = {"all": [f"{FOLDER}/search-list.css", f"{FOLDER}/terms.css"]}
        js = [f"{FOLDER}/search-list.js", f"{FOLDER}/term-search.js"]

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__({"size": 12, **(attrs or {})}, choices)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        try:
            url = reverse(f"{NAMESPACE}:search", args=[self.vocabulary_name])
        except NoReverseMatch:
            return context
        context["widget"]["attrs"] |= {
            "data-term-search": url,
            "data-help": _(
                "Search, and take as many as you need. A line “All of …” takes many at once."
            ),
            "data-hint": _("Name, code or acronym"),
            "data-none": _("Nothing of that name"),
            "data-remove": _("Remove %(name)s"),
            "data-clear": _("Remove all"),
            "data-said": _("Chosen: %(number)s"),
        }
        return context


class CodeCheckboxes(TermOptions, ChecklistMixin, forms.CheckboxSelectMultiple):
    """Several terms as checkboxes, each with its full title as a hint."""

    class Media:
        css = {"all": [f"{FOLDER}/terms.css"]}
        js = [f"{FOLDER}/term-checklist.js"]

    def describe(self, option: dict[str, Any], term: Term) -> None:
        short, full = term.short_label(), term.label()
        option["label_attrs"] = language_attrs(short)
        option["hint"] = full.text if full.text != short.text else None
        option["hint_attrs"] = language_attrs(full)


def language_attrs(label: Label) -> dict[str, str]:
    """Return the HTML attributes of a label that is not in the reader's language."""
    if not label.is_fallback or label.language == "und":
        return {}
    return {"lang": label.language, "dir": label.direction}
