"""Carrying out what a plan says, for one group in one transaction."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import TaskState

from wagtail_migration_events.events.adoption.plan import GroupPlan, PagePlan, plan_for
from wagtail_migration_events.events.fact_columns import read_facts
from wagtail_migration_events.events.freshness.basis import Basis
from wagtail_migration_events.events.freshness.digests import text_digests
from wagtail_migration_events.events.freshness.source_text import remember_published_text
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.saved import note_all_written, written_together
from wagtail_migration_events.events.sharing.propagation import FACTS_ACTION, write_to_followers
from wagtail_migration_events.events.sharing.unless_set import remember_published_values
from wagtail_migration_events.groups.resolution import source_of


def plan_adoption(key: UUID) -> GroupPlan | None:
    """Say what :func:`adopt` would do; nothing is written."""
    group = EventGroup.objects.filter(pk=key).first()
    return plan_for(group or EventGroup(key=key, adopted=False))


def adopt(key: UUID) -> GroupPlan | None:
    """Give a group its source, its siblings the source's facts, and every text its basis.

    A group that is adopted already is brought into line again; what is known of the age of its
    translations stays.

    :return: what was done; None if the group has no event page of its own.
    """
    with transaction.atomic():
        # In a transaction of its own: from here on, whoever saves a page finds a row to lock.
        EventGroup.objects.get_or_create(key=key, defaults={"adopted": False})
    with transaction.atomic(), written_together():
        group = EventGroup.objects.select_for_update().get(pk=key)
        plan = plan_for(group)
        if plan is not None:
            _carry_out(plan)
            # Those in which nothing changes may have been written before the package was there.
            note_all_written([plan.source.pk, *(each.page.pk for each in plan.pages)])
        return plan


def _carry_out(plan: GroupPlan) -> None:
    group, source = plan.group, plan.source
    known = dict(group.published_text) if group.adopted else None
    group.origin_id, group.adopted = source.pk, True
    if source.live:
        remember_published_text(group, source)
        remember_published_values(group, source)
        group.published_facts = {}
        _count_change(group, plan)
    group.save()
    if source.live:
        write_to_followers(group, source, [], is_first=known is None)
    digests = text_digests(source)
    _set_basis(source, {name: [each, each] for name, each in digests.items()})
    for each in plan.pages:
        _log_draft(each, source)
        _confirm_texts(each.page, digests, known)


def _count_change(group: EventGroup, plan: GroupPlan) -> None:
    """Note that facts have changed, as publishing the source would."""
    if any(each.facts for each in plan.pages):
        group.sequence += 0 if group.facts_changed_at is None else 1
        group.facts_changed_at = timezone.now()
    elif group.facts_changed_at is None:
        # So that the first change of facts after the adoption counts as a change.
        group.facts_changed_at = plan.source.last_published_at or timezone.now()


def _log_draft(each: PagePlan, source: Any) -> None:
    """Keep readable what a draft said: from now on it shows the facts of the source."""
    if not each.draft_facts:
        return
    data = {
        "source": {"id": source.pk, "language": source.locale.language_code},
        "overwritten": read_facts(each.draft, each.draft_facts),
        "draft": True,
    }
    log(instance=each.page, action=FACTS_ACTION, data=data)


def _confirm_texts(page: Any, source: dict[str, str], known: dict[str, str] | None) -> None:
    """Say of the texts of a page and of its open revisions that they fit the source's text.

    :param source: digests of the source's text.
    :param known: what the source's text was when the group had a source before. A text that was
        stale then stays so. None for a group that was not adopted: there nobody knows.
    """
    original = source_of(page)
    original = original if original.pk == page.pk else original.specific
    _set_basis(page, _basis(original, source, known))
    if page.alias_of_id:
        return
    for revision in _open_revisions(page):
        basis = _basis(revision.as_object(), source, known)
        if revision.content.get("text_basis") != basis:
            content = {**revision.content, "text_basis": basis}
            type(revision).objects.filter(pk=revision.pk).update(content=content)


def _basis(page: Any, source: dict[str, str], known: dict[str, str] | None) -> Basis:
    own = text_digests(page)
    before: Basis = page.text_basis or {}
    return {
        name: before[name]
        if known is not None and _was_stale(before.get(name), known.get(name))
        else [source.get(name, each), each]
        for name, each in own.items()
    }


def _was_stale(pair: list[str] | None, published: str | None) -> bool:
    return pair is not None and published is not None and pair[0] != published


def _set_basis(page: Any, basis: Basis) -> None:
    if page.text_basis != basis:
        type(page)._base_manager.filter(pk=page.pk).update(text_basis=basis)


def _open_revisions(page: Any) -> Any:
    """Return the revisions that may still be published: newest, scheduled, in review."""
    in_review = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
    return page.revisions.filter(
        Q(pk=page.latest_revision_id)
        | Q(approved_go_live_at__isnull=False)
        | Q(pk__in=in_review.values("revision"))
    )
