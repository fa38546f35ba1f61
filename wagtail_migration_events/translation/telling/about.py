"""What a notice is about: a request, or a page in review that nobody has requested."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.translation.event_class import is_event
from wagtail_migration_events.translation.requests.request import TranslationRequest
from wagtail_migration_events.translation.review.task import ReviewByLanguageTask


@dataclass(frozen=True)
class Unrequested:
    """A page of an event in its language, with what notices read of a request.

    Attributes:
        page: of the base class or specific.
        group: of the event.
    """

    page: Any
    group: EventGroup

    person_id = team_id = asked_by_id = due_on = closed_at = None
    note = ""

    @property
    def pk(self) -> str:
        """Never that of a request, beside which it stands."""
        return f"page {self.page.pk}"

    @property
    def group_id(self) -> Any:
        return self.page.translation_key

    @property
    def locale(self) -> Any:
        return self.page.locale

    @property
    def locale_id(self) -> Any:
        return self.page.locale_id


def under_review(workflow_state: Any) -> TranslationRequest | Unrequested | None:
    """Return what is told here of the review of a page; None where Wagtail tells it.

    That is the request for an event in the page's language; without one, the page itself, where
    the reviewers of its language have a say in its workflow.
    """
    page = workflow_state.content_object
    page = getattr(page, "specific", page)
    if not is_event(page) or page.alias_of_id:
        return None
    rows = TranslationRequest.objects.filter(group=page.translation_key, locale=page.locale_id)
    if (row := rows.select_related("group").first()) is not None:
        return row
    tasks = ReviewByLanguageTask.objects.filter(workflow_tasks__workflow=workflow_state.workflow_id)
    group = EventGroup.objects.filter(pk=page.translation_key).first()
    return Unrequested(page, group) if group is not None and tasks.exists() else None


def subjects_of(notices: Iterable[Any]) -> dict[int, Any]:
    """Return what notices are about, by their primary keys, in one query.

    :param notices: with their requests and pages, these with group and locale.
    """
    notices = list(notices)
    keys = {each.page.translation_key for each in notices if each.request is None}
    groups = EventGroup.objects.in_bulk(keys) if keys else {}
    return {
        each.pk: each.request or Unrequested(each.page, groups[each.page.translation_key])
        for each in notices
        if each.request is not None or each.page.translation_key in groups
    }
