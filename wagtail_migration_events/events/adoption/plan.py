"""What adopting a group would do: which page is the source, and what it would overwrite."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wagtail_migration_events.events.fact_columns import (
    differing,
    fact_field,
    name_of,
    read_facts,
)
from wagtail_migration_events.events.group import EventGroup, first_origin, own_pages, source_page
from wagtail_migration_events.events.sharing.propagation import followers
from wagtail_migration_events.events.sharing.unless_set import values_unless_set


@dataclass(frozen=True)
class PagePlan:
    """What would happen to one sibling or alias.

    Attributes:
        page: as its row has it.
        facts: names of the facts that the source would overwrite.
        draft: the page as its newest draft has it, if that is newer than the row.
        draft_facts: names of the facts in which the draft differs from both source and row.
        kept: names of "unless set" facts in which the page has a value of its own, which stays.
        emptied: names of those in which it repeats the source, so that it follows from now on.
    """

    page: Any
    facts: tuple[str, ...] = ()
    draft: Any = None
    draft_facts: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    emptied: tuple[str, ...] = ()

    @property
    def says_something(self) -> bool:
        return bool(self.facts or self.draft_facts or self.kept or self.emptied)


@dataclass(frozen=True)
class GroupPlan:
    """What would happen to one group.

    Attributes:
        group: its row; not saved if the group has none yet.
        source: the page whose facts win. If it is not live, it may hold a draft, so nothing is
            overwritten before it is published.
        passed_over: the page that would be the source if it were published.
    """

    group: EventGroup
    source: Any
    passed_over: Any = None
    pages: tuple[PagePlan, ...] = ()

    @property
    def overwrites(self) -> bool:
        return any(each.facts or each.draft_facts for each in self.pages)

    @property
    def says_something(self) -> bool:
        waits = not self.source.live and any(True for each in self.pages)
        return waits or self.passed_over is not None or any(p.says_something for p in self.pages)

    def overwritten_names(self) -> list[str]:
        """Return the facts that some page would lose, in the order of the source's class."""
        lost = {name for each in self.pages for name in (*each.facts, *each.draft_facts)}
        return [name for name in type(self.source).event_facts if name in lost]


def plan_for(group: EventGroup) -> GroupPlan | None:
    """Say what adopting a group would do; nothing is written.

    :param group: its row, locked if the plan is to be carried out; a new one for a group without.
    :return: None if the group has no event page of its own.
    """
    source, passed_over = choose_source(group)
    if source is None:
        return None
    would_be = EventGroup(key=group.key, origin_id=source.pk)
    pages = tuple(_page_plan(page, source) for page in followers(would_be))
    return GroupPlan(group, source, passed_over, pages)


def choose_source(group: EventGroup) -> tuple[Any, Any]:
    """Return the page that is to be the source, and one that was passed over as a draft.

    It is the page that the group's row names, else the one that ``first_origin`` finds; but the
    row of a page that is not published may hold a draft, so a published page goes before it.
    """
    pages = own_pages(group.key)
    first = group.origin_id
    if first is None or not pages.filter(pk=first).exists():
        first = first_origin(group.key)
    live = pages.filter(live=True)
    if first is None or live.filter(pk=first).exists() or not live.exists():
        return _specific(first), None
    drafts = list(pages.filter(live=False).values_list("pk", flat=True))
    return _specific(first_origin(group.key, but_not=drafts)), _specific(first)


def _specific(pk: int | None) -> Any:
    return source_page(EventGroup(origin_id=pk)) if pk is not None else None


def _page_plan(page: Any, source: Any) -> PagePlan:
    if not source.live:
        return PagePlan(page)
    wanted = read_facts(source, type(page).event_facts)
    facts = differing(page, wanted)
    _hold_rows(page, facts)
    _hold_rows(source, facts)
    draft = _newer_draft(page)
    draft_facts = []
    if draft is not None:
        row = read_facts(page)
        own = read_facts(draft, differing(draft, wanted))
        draft_facts = [name for name, value in own.items() if value != row[name]]
    kept, emptied = _unless_set(page, values_unless_set(source))
    return PagePlan(page, tuple(facts), draft, tuple(draft_facts), kept, emptied)


def _hold_rows(page: Any, names: list[str]) -> None:
    """Read child rows now: the plan is still to say what they were when they are overwritten."""
    for field in (fact_field(type(page), name) for name in names):
        if field.one_to_many or field.many_to_many:
            manager = getattr(page, name_of(field))
            if hasattr(manager, "get_object_list"):
                manager.get_object_list()


def _unless_set(page: Any, values: dict[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    own = {name: value for name, value in values_unless_set(page).items() if value}
    if page.alias_of_id:
        own = {}
    kept = tuple(name for name, value in own.items() if value != values.get(name))
    return kept, tuple(name for name in own if name not in kept)


def _newer_draft(page: Any) -> Any:
    if page.alias_of_id or page.latest_revision_id in (None, page.live_revision_id):
        return None
    return page.get_latest_revision_as_object()


def said_pages(plan: GroupPlan) -> Iterator[PagePlan]:
    """Yield the pages of which the plan says something."""
    return (each for each in plan.pages if each.says_something)
