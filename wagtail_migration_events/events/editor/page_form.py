"""The form of an event page: every message at its field, or at the top where there is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, FieldDoesNotExist, ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from wagtail_migration_events.events.aliases import field_name_of
from wagtail_migration_events.events.editor.slug_suggestion import free_slug, suggest_by
from wagtail_migration_events.events.editor.text_direction import write_in, write_in_any
from wagtail_migration_events.events.editor.versions.texts_kept import TextsKeptForm
from wagtail_migration_events.events.facts.when import WhenFields
from wagtail_migration_events.events.readiness.check import results
from wagtail_migration_events.events.umbrella import prefill_part
from wagtail_migration_events.events.widget_patterns import shown_once
from wagtail_migration_events.groups.forms import read_at_once
from wagtail_migration_events.vocabularies.forms.fields import read_terms_at_once


class EventPageForm(TextsKeptForm):
    """Base form of event pages; a page class with a form of its own derives that from this one."""

    class Media:
        js = [
            "wagtail_migration_events/admin/one-save.js",
            "wagtail_migration_events/admin/readiness.js",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown_once(self.fields.values())
        read_terms_at_once(self.fields.values())
        write_in(self._own_fields(self.instance.event_text), self._language)
        write_in_any(self._own_fields(("venue",)))
        if "slug" in self.fields:
            suggest_by(self.fields["slug"].widget, self._language)
            # Of a page that nobody has seen it follows from the title where no script filled it in.
            self.fields["slug"].required &= self.instance.first_published_at is not None
        if links := self.formsets.get("organizer_links"):
            read_at_once([row["organizer"] for row in links.forms if "organizer" in row.fields])
        if self.instance.pk is None and isinstance(self.parent_page, WhenFields):
            # What the editor sees was filled in when the form was first shown; the rest is here.
            prefill_part(self.instance, self.parent_page, but_not={*self.fields, *self.formsets})

    def _own_fields(self, names: Iterable[str]) -> Iterator[Any]:
        own_names = (field_name_of(type(self.instance), name) for name in names)
        return (self.fields[name] for name in own_names if name in self.fields)

    @property
    def _language(self) -> str:
        page = self.instance if self.instance.locale_id or self.parent_page is None else None
        return str((page or self.parent_page).locale.language_code)

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"] or ""
        if self.instance.first_published_at is not None or self.parent_page is None:
            return slug
        title = self.cleaned_data.get("title") or ""
        return free_slug(slug, title, self._language, self.parent_page, self.instance.pk)

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.errors or self.is_deferred_validation:
            return
        for each in results(self.instance, only_blocking=True):
            name = field_name_of(type(self.instance), each.finding.field) or each.finding.field
            self.add_error(name if name in self.fields else None, each.finding.words)

    def is_valid(self) -> bool:
        valid = super().is_valid()
        return self._organizers_are_distinct() and valid

    def _organizers_are_distinct(self) -> bool:
        formset = self.formsets.get("organizer_links")
        if formset is None or not formset.is_bound:
            return True
        seen, distinct = set(), True
        for row in formset.forms:
            data = getattr(row, "cleaned_data", None) or {}
            organizer = data.get("organizer")
            if organizer is None or data.get("DELETE"):
                continue
            if organizer in seen:
                row.add_error("organizer", _("This organizer is listed already. Remove one row."))
                distinct = False
            seen.add(organizer)
        return distinct

    def add_error(self, field: Any, error: Any) -> None:
        """Keep messages about fields that this form does not show, at the top of the form."""
        if field is None and hasattr(error, "error_dict"):
            known = {*self.fields, NON_FIELD_ERRORS}
            for name in [name for name in error.error_dict if name not in known]:
                for message in ValidationError(error.error_dict.pop(name)).messages:
                    super().add_error(None, self._about_hidden(name, message))
            if not error.error_dict:
                return
        super().add_error(field, error)

    def _about_hidden(self, name: str, message: str) -> ValidationError:
        try:
            label = capfirst(str(self.instance._meta.get_field(name).verbose_name))
        except (FieldDoesNotExist, AttributeError):
            return ValidationError(message)
        return ValidationError(
            _("%(field)s: %(message)s"), params={"field": label, "message": message}
        )
