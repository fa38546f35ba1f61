"""What becomes of the facts while an older version of a page is being restored."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from wagtail_migration_events.events.fact_columns import copy_facts
from wagtail_migration_events.events.group import group_of

#: A link and a form that want the facts of the older version too say ``restored_facts=old``.
WISH = "restored_facts"
OLD_FACTS = "old"


@dataclass(frozen=True)
class Restoring:
    """How an older version of a page is restored.

    Attributes:
        takes_old: whether the facts of that version are wanted too, or today's are kept.
        url: of the form that holds the facts of that version.
        changes: what would go back, each in one line of words.
    """

    takes_old: bool
    url: str = ""
    changes: list[str] = field(default_factory=list)


def restoring_of(page: Any) -> Restoring | None:
    return getattr(page, "_restoring_facts", None)


def note_restoring(page: Any, restoring: Restoring) -> None:
    """Tell the form that is going to be made for this page object."""
    page._restoring_facts = restoring


def keep_todays_facts(page: Any) -> None:
    """Give a page that was made from an older version today's facts, unless a form has asked.

    Whoever restores one otherwise, by Wagtail's API or by code, says nothing of facts.
    """
    if restoring_of(page) is None and (today := todays_version(page)) is not None:
        copy_facts(today, page, facts_of(page))


def todays_version(page: Any) -> Any:
    """Return the page with the facts that are published, or those of the newest draft of a page
    that is not; None if it takes its facts from another page, or is stored nowhere."""
    group = None if page.alias_of_id else group_of(page)
    if page.alias_of_id or (group is not None and group.is_followed_by(page)):
        return None
    row = type(page)._base_manager.filter(pk=page.pk).first()
    return row if row is None or row.live else row.get_latest_revision_as_object()


def facts_of(page: Any) -> tuple[str, ...]:
    return (*page.event_facts, *page.event_facts_unless_set)
