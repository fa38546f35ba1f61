"""Only the part of an event's form that is about time: it reads what was typed."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from django import forms
from django.forms.models import construct_instance
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wagtail_migration_events.events.aliases import field_name_of
from wagtail_migration_events.events.editor.when.repeating_form import RepeatingForm
from wagtail_migration_events.events.entry.understanding import Understood, understand
from wagtail_migration_events.events.facts.when import normalise_when, when_errors
from wagtail_migration_events.events.times.timezones import get_zone
from wagtail_migration_events.groups.event_settings import site_setting

#: The facts that say when an event is.
WHEN_FACTS = ("starts_at", "ends_at", "timezone", "date_precision", "dates", "event_status")


class WhenReading(RepeatingForm):
    """Cleans these fields as the whole form does, without a query.

    Attributes:
        list_decides: whether the start that was typed gives way to the list of dates.
    """

    list_decides = False
    site: int | None = None
    instance: Any

    def _post_clean(self) -> None:
        opts = self._meta
        self.instance = construct_instance(self, self.instance, opts.fields, opts.exclude)
        for name, messages in when_errors(self.instance).items():
            own_name = self.shown(name)
            if own_name and not self.has_error(own_name):
                self.add_error(own_name, forms.ValidationError(messages))
        if not self.errors:
            typed = self.instance.starts_at
            normalise_when(self.instance)
            self.list_decides = bool(self.instance.dates and typed) and (
                self.instance.starts_at != typed
            )

    def understood(self) -> Understood:
        """Return what was understood; nothing of a form with errors."""
        if self.errors:
            return Understood()
        understood = understood_of(self.instance, self.site)
        if not self.list_decides:
            return understood
        note = _("The list of dates decides: the start above will be that of its first date.")
        return replace(understood, cautions=(note, *understood.cautions))


def read_when(model: Any, data: Any, site: int | None = None) -> WhenReading:
    """Return a bound form of the fields about time of an event class.

    :param data: what the whole form, or a part of it, holds.
    :param site: primary key of the Site of the event, for the places in whose time it is shown.
    """
    event = model()
    name = field_name_of(model, "timezone")
    sent = str(data.get(name) or "") if name else ""
    if get_zone(sent):
        event.timezone = sent  # an older name is offered to whoever has it
    form: WhenReading = _reading_of(model)(data, instance=event)
    form.site = site
    form.defer_required_fields()  # nobody is to be asked for a start while beginning to type
    return form


def understood_of(event: Any, where: Any) -> Understood:
    """Return what an event's dates mean, in the active language.

    :param where: the page, or the primary key, that says on which Site.
    """
    language = get_language() or "en"
    occurrences = event.get_occurrences()
    return understand(occurrences, language, timezone.now(), site_setting("EDITOR_ZONES", where))


@cache
def _reading_of(model: Any) -> Any:
    names = [own_name for name in WHEN_FACTS if (own_name := field_name_of(model, name))]
    options = {"model": model, "fields": names, "formsets": []}
    return type(f"{model.__name__}WhenReading", (WhenReading,), {"Meta": type("Meta", (), options)})
