"""An organizer that many events get, in a role, or lose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from wagtail_migration_events.admin.many.events_action import EventsForm
from wagtail_migration_events.admin.many.fact_change import works
from wagtail_migration_events.admin.many.terms import FactBulkAction, How
from wagtail_migration_events.events.fact_columns import fact_field
from wagtail_migration_events.groups.forms import GroupFormField, page_for_key
from wagtail_migration_events.organizers.fields import OrganizerChooser
from wagtail_migration_events.organizers.links import ORGANIZER_MIXIN, OrganizerRole
from wagtail_migration_events.runs.kinds import RunKind


@dataclass
class OrganizerChange:
    """An organizer, by the key of its group, to be added or removed.

    One that is there in another role gets the new role, and keeps its place.
    """

    how: str
    organizer: UUID
    role: str

    @classmethod
    def read(cls, arguments: Mapping[str, Any]) -> OrganizerChange:
        return cls(arguments["how"], UUID(arguments["organizer"]), arguments["role"])

    @cached_property
    def name(self) -> str:
        page = page_for_key(ORGANIZER_MIXIN, self.organizer)
        if page is None:
            raise ValidationError(_("The organizer is no longer there."))
        return str(page.title)

    def apply(self, event: Any) -> list[str]:
        relation = fact_field(type(event), "organizer_links")
        if relation is None:
            raise ValidationError(_("Events of this kind have no organizers."))
        rows = list(getattr(event, relation.get_accessor_name()).all())
        same = [row for row in rows if row.organizer == self.organizer]
        role = OrganizerRole(self.role).label
        values = {"organizer": self.name, "role": role}
        if self.how == How.REMOVE:
            rows = [row for row in rows if row.organizer != self.organizer]
            said = _now("Organizer, removed: %(organizer)s.") if same else ""
        elif not same:
            place = max((row.sort_order or 0 for row in rows), default=-1) + 1
            new = relation.related_model(organizer=self.organizer, role=self.role, sort_order=place)
            rows.append(new)
            said = _now("Organizer, added: %(organizer)s (%(role)s).")
        elif same[0].role != self.role:
            values["old"] = same[0].get_role_display()
            same[0].role = self.role
            said = _now("%(organizer)s: %(role)s (before: %(old)s).")
        else:
            said = ""
        if not said:
            return []
        setattr(event, relation.get_accessor_name(), rows)
        return [said % values]


class OrganizersForm(EventsForm):
    how = forms.ChoiceField(
        label=_("What happens"), choices=How.choices, initial=How.ADD, widget=forms.RadioSelect
    )
    organizer = GroupFormField(
        mixin_path=ORGANIZER_MIXIN, label=_("Organizer"), widget=OrganizerChooser(ORGANIZER_MIXIN)
    )
    role = forms.ChoiceField(
        label=_("Role"),
        choices=OrganizerRole.choices,
        initial=OrganizerRole.LEAD,
        help_text=_("Only for an organizer that is added."),
    )

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"how": data["how"], "organizer": str(data["organizer"]), "role": data["role"]}


_do, _foresee = works(OrganizerChange.read)
ORGANIZERS = RunKind("event_organizers", _("Add or remove an organizer"), _do, 1, _foresee)


class OrganizersBulkAction(FactBulkAction):
    display_name = _("Add or remove an organizer")
    action_type = "event_organizers"
    aria_label = _("Add an organizer to the selected events, or remove it")
    icon = "group"
    action_priority = 203
    kind = ORGANIZERS
    form_class = OrganizersForm
