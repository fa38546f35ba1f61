"""What people have decided about organizers, types and places, and what is proposed to them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from wagtail_migration_events.events.facts.where import AttendanceMode
from wagtail_migration_events.interchange.decisions.proposals import (
    SEPARATOR,
    Confidence,
    propose_organizers,
    propose_term,
)
from wagtail_migration_events.interchange.decisions.tables import DecisionTable
from wagtail_migration_events.interchange.pages.organizer_directory import OrganizerDirectory
from wagtail_migration_events.interchange.source.records import UnreadableFile
from wagtail_migration_events.interchange.source.source_event import SourceEvent, quoted
from wagtail_migration_events.organizers.links import OrganizerRole
from wagtail_migration_events.vocabularies.registry import get_vocabulary

LONGEST_PLACE = 1000


class Decisions:
    """The three files of a folder: ``organizers.csv``, ``types.csv``, ``places.csv``.

    What stands in their columns ``organizers`` and ``role``, ``type``, and ``venue``,
    ``attendance_mode`` and ``country`` is what is done. A new row says there what would be done
    without a decision; ``proposal`` is for people only.

    :raises UnreadableFile: if the folder or a file of it cannot be used.
    """

    def __init__(self, folder: Path) -> None:
        if folder.exists() and not folder.is_dir():
            raise UnreadableFile(
                _("“%(file)s” is no folder. Name one with --decisions.") % {"file": folder}
            )
        self.organizers = DecisionTable(
            folder / "organizers.csv", ("organizers", "role", "confidence", "proposal")
        )
        self.types = DecisionTable(folder / "types.csv", ("type", "confidence", "proposal"))
        self.places = DecisionTable(
            folder / "places.csv",
            ("venue", "attendance_mode", "country", "confidence", "proposal"),
        )

    def apply(self, event: SourceEvent, row: dict[str, Any], known: OrganizerDirectory) -> None:
        """Do with an event what was decided; add to the files what is new.

        :param row: as it came, before the rules.
        :param known: the organizers of the site.
        """
        self._apply_organizers(event, known)
        self._apply_type(event)
        self._apply_place(event, row)

    def save(self) -> dict[str, int]:
        """Write what is new; return how many rows were added to which file.

        :raises UnreadableFile: if a file cannot be written.
        """
        tables = (self.organizers, self.types, self.places)
        added = {str(table.path): table.save() for table in tables}
        return {path: number for path, number in added.items() if number}

    def _apply_organizers(self, event: SourceEvent, known: OrganizerDirectory) -> None:
        names: list[str] = []
        for found in event.organizers:
            decided = self.organizers.get(found)
            if decided is None:
                proposal = propose_organizers(
                    found, known.titles, is_known=known.find(found) is not None
                )
                decided = self.organizers.propose(
                    found,
                    organizers=found,
                    role=OrganizerRole.LEAD.value,
                    confidence=proposal.confidence,
                    proposal=proposal.text,
                )
            parts = [
                part.strip() for part in decided.get("organizers", "").split(SEPARATOR.strip())
            ]
            parts = [part for part in parts if part]
            roles = [part.strip() for part in decided.get("role", "").split(SEPARATOR.strip())]
            for place, name in enumerate(parts):
                self._give_role(event, name, roles[place] if place < len(roles) else roles[-1])
            names += parts
        event.organizers = list(dict.fromkeys(names))

    def _give_role(self, event: SourceEvent, name: str, role: str) -> None:
        if role in OrganizerRole.values:
            event.roles.setdefault(name, role)
        elif role:
            message = _("organizers.csv: “%(role)s” is no role; there are: %(roles)s.")
            roles = ", ".join(OrganizerRole.values)
            event.notes.append(message % {"role": quoted(role), "roles": roles})

    def _apply_type(self, event: SourceEvent) -> None:
        if not event.event_type:
            return
        decided = self.types.get(event.event_type)
        if decided is None:
            vocabulary = get_vocabulary("event_types")
            labels = [term.label().text for term in vocabulary]
            is_known = vocabulary.resolve(event.event_type) is not None
            proposal = propose_term(event.event_type, labels, is_known=is_known)
            decided = self.types.propose(
                event.event_type,
                type=event.event_type,
                confidence=proposal.confidence,
                proposal=proposal.text,
            )
        event.event_type = decided.get("type", "").strip()[:255]

    def _apply_place(self, event: SourceEvent, row: dict[str, Any]) -> None:
        found = row.get("location")
        if not isinstance(found, str) or not found.strip() or len(found) > LONGEST_PLACE:
            return
        decided = self.places.get(found)
        if decided is None:
            decided = self._propose_place(event, found)
        event.values["venue"] = decided.get("venue", "").strip()
        mode = decided.get("attendance_mode", "").strip()
        if mode in AttendanceMode.values:
            event.values["attendance_mode"] = mode
        country = decided.get("country", "").strip()
        if country and (code := get_vocabulary("areas").resolve(country)):
            event.values["country"] = code

    def _propose_place(self, event: SourceEvent, found: str) -> dict[str, str]:
        venue = str(event.values.get("venue") or "")
        last = venue.rpartition(",")[2].strip()
        areas = get_vocabulary("areas")
        code = areas.resolve(last) if last and not last.isdecimal() else None
        is_country = code is not None and areas.term(code).kind == "country"
        was_split = venue != found.strip()
        return self.places.propose(
            found,
            venue=venue,
            attendance_mode=str(event.values.get("attendance_mode") or "") if was_split else "",
            country="",
            confidence=Confidence.MEDIUM if was_split else Confidence.HIGH,
            proposal=f"country: {last}" if is_country else "",
        )
