"""The screen in which a Site decides about its events, beside the Django settings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.contrib.settings.registry import register_setting

from wagtail_migration_events.admin.settings.check_weights import CheckWeightsField, offered
from wagtail_migration_events.conf import setting
from wagtail_migration_events.events.display.wording import heading_of
from wagtail_migration_events.events.editor.panels import TEXT_FIELDS
from wagtail_migration_events.events.entry.zone_places import place_of_city
from wagtail_migration_events.events.fact_columns import fact_field
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.events.readiness.check import default_of
from wagtail_migration_events.events.times.timezones import get_zone
from wagtail_migration_events.groups.event_settings import EventSettings
from wagtail_migration_events.groups.page_model import page_models_with

#: Without these there is no event.
NEVER_HIDDEN = frozenset({"starts_at", "timezone", "date_precision"})
MOST_PLACES = 12

FOOTNOTES = [
    ("always", gettext_lazy("On every page")),
    ("when_named", gettext_lazy("Where Kosovo is named")),
    ("never", gettext_lazy("Nowhere")),
]


def fields_in_forms() -> Iterator[tuple[str, str]]:
    """Yield the name of each fact and text that editors can see, with its label."""
    known: dict[str, str] = {}
    for model in page_models_with(EventPageMixin):
        sections = [name for _heading, names in model.facts_sections for name in names]
        for name in (*TEXT_FIELDS, *sections):
            if fact_field(model, name) is not None:
                known.setdefault(name, heading_of(model, name))
    yield from known.items()


def can_be_hidden() -> list[tuple[str, str]]:
    return [pair for pair in fields_in_forms() if pair[0] not in NEVER_HIDDEN]


def can_be_required() -> list[tuple[str, str]]:
    """Return the same for what can be required: rows cannot, and the rest decides about itself."""
    return [pair for pair in can_be_hidden() if pair[0] not in ("organizer_links", "dates")]


class EventSettingsForm(WagtailAdminModelForm):
    """Shows what counts on the Site, and stores only what is other than in the Django settings."""

    kosovo_footnote = forms.ChoiceField(
        label=gettext_lazy("Footnote about Kosovo"),
        choices=FOOTNOTES,
        widget=forms.RadioSelect,
    )
    editor_zones = forms.CharField(
        label=gettext_lazy("Places in whose time editors also see the dates they type"),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
        help_text=gettext_lazy(
            "One in each line: a city by its English name, or a time zone such as Africa/Nairobi."
        ),
    )
    hidden_fields = forms.MultipleChoiceField(
        label=gettext_lazy("Fields that editors do not see"),
        choices=can_be_hidden,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("Hiding a field never deletes what it holds."),
    )
    required_fields = forms.MultipleChoiceField(
        label=gettext_lazy("Fields that must be filled before an event is published"),
        choices=can_be_required,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    publish_checks = CheckWeightsField(label=gettext_lazy("What a finding means"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("kosovo_footnote", "hidden_fields", "required_fields"):
            self.initial[name] = getattr(self.instance, name) or self._default(name)
            if isinstance(getattr(self.instance, name), list):
                self.initial[name] = getattr(self.instance, name)
        zones = self.instance.editor_zones
        zones = self._default("editor_zones") if zones is None else zones
        self.initial["editor_zones"] = "\n".join(zones)
        chosen = {**setting("PUBLISH_CHECKS"), **self.instance.publish_checks}
        self.initial["publish_checks"] = {
            check.name: chosen.get(check.name, default_of(check)) for check in offered()
        }

    def _default(self, name: str) -> Any:
        return setting(name.upper())

    def clean_kosovo_footnote(self) -> str:
        chosen: str = self.cleaned_data["kosovo_footnote"]
        return "" if chosen == self._default("kosovo_footnote") else chosen

    def clean_editor_zones(self) -> list[str] | None:
        lines = [line.strip() for line in self.cleaned_data["editor_zones"].splitlines()]
        places = list(dict.fromkeys(filter(None, lines)))
        if len(places) > MOST_PLACES:
            message = _("Choose at most %(number)s places.")
            raise ValidationError(message, params={"number": MOST_PLACES})
        for place in places:
            if get_zone(place) is None and place_of_city(place, "en") is None:
                message = _("“%(place)s” is neither a city that is known here nor a time zone.")
                raise ValidationError(message, params={"place": place[:60]})
        return None if places == list(self._default("editor_zones")) else places

    def clean_hidden_fields(self) -> list[str] | None:
        return self._own_list("hidden_fields", can_be_hidden())

    def clean_required_fields(self) -> list[str] | None:
        return self._own_list("required_fields", can_be_required())

    def _own_list(self, name: str, choices: list[tuple[str, str]]) -> list[str] | None:
        """Return what was ticked, with what stands in the settings and is no choice here."""
        default = set(self._default(name))
        not_offered = default - {choice for choice, _label in choices}
        chosen = {*self.cleaned_data[name], *not_offered}
        return None if chosen == default else sorted(chosen)

    def clean_publish_checks(self) -> dict[str, str]:
        """Keep what is other than it would be without the row."""
        default = setting("PUBLISH_CHECKS")
        chosen: dict[str, str] = self.cleaned_data["publish_checks"]
        kept = {}
        for name, weight in chosen.items():
            was = self.initial["publish_checks"].get(name)
            if name in default:
                is_default = weight == default[name]
            else:
                is_default = name not in self.instance.publish_checks and weight == was
            if not is_default:
                kept[name] = weight
        return kept


def offer_settings() -> None:
    """Offer the screen where Wagtail's app for settings is installed."""
    if not apps.is_installed("wagtail.contrib.settings"):
        return
    EventSettings.edit_handler = ObjectList(
        [
            FieldPanel("kosovo_footnote"),
            FieldPanel("editor_zones"),
            MultiFieldPanel(
                [FieldPanel("hidden_fields"), FieldPanel("required_fields")],
                heading=gettext_lazy("Fields"),
            ),
            MultiFieldPanel(
                [FieldPanel("publish_checks")], heading=gettext_lazy("Before publishing")
            ),
        ],
        base_form_class=EventSettingsForm,
    )
    register_setting(EventSettings, icon="calendar-alt")
