"""Among the facts about time: what was understood of them, and the aid that fills the dates."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin.panels import Panel

from wagtail_migration_events.events.aliases import field_name_of
from wagtail_migration_events.events.editor.when.form import AS_OPENED
from wagtail_migration_events.events.editor.when.local_moment import LocalMoment, inputs_of
from wagtail_migration_events.events.editor.when.reading import WHEN_FACTS, understood_of
from wagtail_migration_events.events.editor.when.repeat_aid import FILL, RepeatAid
from wagtail_migration_events.events.entry.understanding import Understood
from wagtail_migration_events.events.facts.when import WhenFields
from wagtail_migration_events.events.readiness.check import where_of
from wagtail_migration_events.events.times.occurrence import DatePrecision, Occurrence
from wagtail_migration_events.events.times.wording import format_occurrence
from wagtail_migration_events.groups.event_settings import site_of_path

#: The namespace of the addresses that the scripts of these panels ask.
NAMESPACE = "wagtail_migration_events_when"


def too_many_fields(most: int) -> str:
    """Say why a form cannot be saved that has more fields than the server takes at once."""
    words = _(
        "This form has more than %(most)s fields, which is all that the server takes at once. "
        "Nothing was sent, and what you typed is still here. Shorten the list of dates, or ask "
        "your web team to raise DATA_UPLOAD_MAX_NUMBER_FIELDS."
    )
    return words % {"most": most}


class WhenPartPanel(Panel):
    """A panel that is shown where the form has fields about time."""

    class BoundPanel(Panel.BoundPanel):
        def is_shown(self) -> bool:
            form = self.form
            return hasattr(form, "shown") and form.shown("starts_at") is not None

        @property
        def names(self) -> dict[str, str]:
            """What the fields about time are called in this form."""
            shown = {name: self.form.shown(name) for name in WHEN_FACTS}
            return {name: self.form.add_prefix(each) for name, each in shown.items() if each}


class UnderstoodPanel(WhenPartPanel):
    class BoundPanel(WhenPartPanel.BoundPanel):
        template_name = "wagtail_migration_events/admin/when_understood.html"

        @cached_property
        def understood(self) -> Understood:
            form = self.form
            names = {form.shown(name) for name in WHEN_FACTS}
            if form.is_bound and names & set(form.errors):
                return Understood()
            return understood_of(self.instance, where_of(self.instance))

        @property
        def part_of(self) -> str:
            """What the field for umbrellas is called in this form; "" where it is not shown."""
            name = self.form.shown("part_of")
            return self.form.add_prefix(name) if name else ""

        @property
        def as_opened(self) -> dict[str, str]:
            """The hidden input that keeps what the form said is known of the date; none where it
            does not say so."""
            name = self.form.shown("date_precision")
            if name is None:
                return {}
            key = self.form.add_prefix(f"{name}{AS_OPENED}")
            return {"name": key, "value": self.form.precision_as_opened}

        @cached_property
        def proposal(self) -> Proposal | None:
            is_empty = not self.instance.starts_at and not self.instance.dates
            return proposed_start(self.form) if is_empty else None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["names"] = json.dumps(self.names)
            path = getattr(where_of(self.instance), "url_path", "")
            context["site"] = site_of_path(path) if path else None
            context["model"] = self.instance._meta.label_lower
            if most := settings.DATA_UPLOAD_MAX_NUMBER_FIELDS:
                context |= {"most_fields": most, "too_many_fields": too_many_fields(most)}
            return context


class RepeatPanel(WhenPartPanel):
    class BoundPanel(WhenPartPanel.BoundPanel):
        template_name = "wagtail_migration_events/admin/when_repeat.html"

        def is_shown(self) -> bool:
            return super().is_shown() and self.form.shown("dates") is not None

        @property
        def aid(self) -> RepeatAid:
            aid: RepeatAid = self.form.repeat_aid
            return aid

        @property
        def fill(self) -> str:
            return FILL


@dataclass(frozen=True, slots=True)
class Proposal:
    """A start that an editor may take over by one click: words, and what the inputs then hold."""

    words: str
    inputs: str


def proposed_start(form: Any) -> Proposal:
    """Return the start of the event in which a new one is made; else the next full hour."""
    umbrella = form.parent_page if form.instance.pk is None else None
    if (
        isinstance(umbrella, WhenFields)
        and umbrella.starts_at
        and umbrella.date_precision in (DatePrecision.TIME, DatePrecision.DAY)
    ):
        stretch = umbrella.get_stretch()
        words = _("Start with “%(event)s”: %(moment)s") % {
            "event": umbrella.title,  # type: ignore[attr-defined]
            "moment": _words(stretch),
        }
    else:
        name = form.shown("timezone")
        zone = form.initial.get(name) if name else form.instance.timezone
        hour = timezone.now().replace(minute=0, second=0, microsecond=0) + dt.timedelta(hours=1)
        stretch = Occurrence("", hour, None, str(zone or ""), DatePrecision.TIME, "")
        words = _("Start at the next full hour: %(moment)s") % {"moment": _words(stretch)}
    return Proposal(words, json.dumps(_inputs(form, stretch)))


def _words(stretch: Occurrence) -> str:
    first = Occurrence("", stretch.starts_at, None, stretch.timezone, stretch.precision, "")
    return format_occurrence(first, get_language() or "en").text


def _inputs(form: Any, stretch: Occurrence) -> dict[str, str]:
    """Return what the inputs hold if a stretch begins the event, by their names."""
    if stretch.starts_at is None:
        return {}
    model = type(form.instance)
    moment = LocalMoment.of(stretch.starts_at, stretch.timezone, stretch.precision)
    found = dict(inputs_of(form.add_prefix(field_name_of(model, "starts_at")), moment))
    if name := form.shown("timezone"):
        found[form.add_prefix(name)] = stretch.timezone
    if name := form.shown("date_precision"):
        found[form.add_prefix(name)] = str(stretch.precision)
    return found
