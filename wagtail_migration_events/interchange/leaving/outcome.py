"""What became of each thing that an app would have left behind."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from wagtail_migration_events.text_checks import one_line


class Became(StrEnum):
    """The words of the last line, the same in every language because scripts read it."""

    CONVERTED = "converted"
    DELETED = "deleted"
    CANCELLED = "reviews cancelled"
    SWITCHED_OFF = "workflows switched off"
    DETACHED = "tasks detached"
    REFUSED = "refused"


@dataclass(frozen=True)
class Leaving:
    """A page, task or workflow by its name, what became of it, and why if it was refused."""

    name: str
    became: Became
    reason: str = ""

    def __str__(self) -> str:
        heading = {
            Became.CONVERTED: _("%(name)s: converted"),
            Became.DELETED: _("%(name)s: deleted"),
            Became.CANCELLED: _("%(name)s: the review is cancelled, the draft stays"),
            Became.SWITCHED_OFF: _("%(name)s: the workflow has no other task and is switched off"),
            Became.DETACHED: _("%(name)s: the workflow task is deleted"),
            Became.REFUSED: _("%(name)s: refused: %(reason)s"),
        }[self.became]
        return heading % {"name": one_line(self.name, 100), "reason": one_line(self.reason, 300)}
