"""What the history keeps of a change of status, so that it can be told and undone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Revision

from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.status_change.stored_values import Stored, as_json

#: The actions in the history of the source.
STATUS_ACTION = "wagtail_migration_events.status"
UNDO_ACTION = "wagtail_migration_events.status_undone"


@dataclass
class ChangedRevision:
    """One revision that was written to, and the values before and after."""

    pk: int
    before: Stored
    after: Stored


@dataclass
class StatusRecord:
    """All that was written, and how the page stood afterwards.

    Attributes:
        state: what is another once somebody has edited, published or unpublished the page.
        notes: primary keys of the comments that were left for reviewers.
    """

    before: Stored
    after: Stored
    revisions: list[ChangedRevision]
    state: Stored = field(default_factory=dict)
    notes: list[int] = field(default_factory=list)

    def note_state(self, group: EventGroup, source: Any) -> None:
        self.state = state_of(group, source)

    def as_data(self) -> dict[str, Any]:
        return {
            "before": self.before,
            "after": self.after,
            "revisions": [
                {"id": each.pk, "before": each.before, "after": each.after}
                for each in self.revisions
            ],
            "state": self.state,
            "notes": self.notes,
        }

    @classmethod
    def of(cls, data: dict[str, Any]) -> StatusRecord:
        """Read the data of an entry in the history."""
        revisions = [
            ChangedRevision(each["id"], each["before"], each["after"]) for each in data["revisions"]
        ]
        return cls(data["before"], data["after"], revisions, data["state"], data["notes"])


def state_of(group: EventGroup, source: Any) -> Stored:
    """Return what tells whether anybody has changed the page since."""
    newest = Revision.objects.filter(pk=source.latest_revision_id).first()
    return as_json(
        {
            "origin": group.origin_id,
            "sequence": group.sequence,
            "live": source.live,
            "live_revision": source.live_revision_id,
            "latest_revision": source.latest_revision_id,
            "saved_at": newest.created_at if newest is not None else None,
        }
    )
