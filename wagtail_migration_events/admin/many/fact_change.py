"""One change of facts, made to many events as a person would make it in the editor of each.

It is made in the source of facts, as a new version in its history. Where the event is published,
that version is published too, if the person may. A draft beside it is kept: it gets the change, is
saved again as the newest version, and stays a draft.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.publish_page_revision import PublishPageRevisionAction

from wagtail_migration_events.admin.editing.publishing_checks import findings_in
from wagtail_migration_events.admin.many.on_each import Answer, on_each
from wagtail_migration_events.events.going_live import against_saving
from wagtail_migration_events.events.group import group_of, source_page
from wagtail_migration_events.groups.page_log import entries_of_one_page
from wagtail_migration_events.runs.kinds import Work, Worked
from wagtail_migration_events.runs.run import Outcome


class FactChange(Protocol):
    """What is changed."""

    def apply(self, event: Any) -> list[str]:
        """Change an event in memory.

        :return: what has changed, in words; nothing if it was so before.
        :raises ValidationError: if an event of this class cannot have it.
        """


def may_edit(user: Any, event: Any) -> bool:
    return bool(event.permissions_for_user(user).can_edit())


def works(read: Callable[[Mapping[str, Any]], FactChange]) -> tuple[Work, Work]:
    """Return the work of making a change to events, and of foreseeing it.

    :param read: makes the change from the arguments of a run.
    """

    def do(things: Sequence[str], arguments: Mapping[str, Any], user: Any) -> Sequence[Worked]:
        return _on_events(things, user, read(arguments), is_done=True)

    def foresee(things: Sequence[str], arguments: Mapping[str, Any], user: Any) -> Sequence[Worked]:
        return _on_events(things, user, read(arguments), is_done=False)

    return do, foresee


def _on_events(
    things: Sequence[str], user: Any, change: FactChange, *, is_done: bool
) -> Sequence[Worked]:
    def work(events: list[Any]) -> Mapping[UUID, Answer]:
        return {event.translation_key: _answer(event, user, change, is_done) for event in events}

    return on_each(things, user, work, may_edit)


def _answer(event: Any, user: Any, change: FactChange, is_done: bool) -> Answer:
    try:
        with transaction.atomic():
            group = group_of(event, lock=is_done)
            source = source_page(group) if group is not None else None
            if group is None or source is None or source.pk != event.pk:
                # Meanwhile somebody has made another page the source, which has rights of its own.
                return Outcome.REFUSED, _("Its source of facts is another page now. Try again.")
            if not group.adopted:
                return Outcome.REFUSED, _(
                    "Its languages have not been tied together yet (“events_adopt”). Change each "
                    "page by itself."
                )
            if reason := against_saving(source, user):
                return Outcome.REFUSED, reason
            return _Versions.of(source, user).changed(change, user, is_done)
    except ValidationError as error:
        return Outcome.REFUSED, " ".join(error.messages)


@dataclass
class _Versions:
    """The versions of the source that there are.

    Attributes:
        public: what is published and may be published anew; None if there is none.
        draft: what is not published; None if there is none.
        is_kept_back: whether the change is left as a draft, as its author may not publish.
    """

    source: Any
    public: Any
    draft: Any
    is_kept_back: bool

    @classmethod
    def of(cls, source: Any, user: Any) -> _Versions:
        may_publish = bool(source.permissions_for_user(user).can_publish())
        has_draft = not source.live or source.has_unpublished_changes
        draft = source.get_latest_revision_as_object() if has_draft else None
        if not source.live:
            return cls(source, None, draft, is_kept_back=False)
        if not may_publish:
            return cls(source, None, draft or source, is_kept_back=True)
        return cls(source, source, draft, is_kept_back=False)

    def changed(self, change: FactChange, user: Any, is_done: bool) -> Answer:
        in_public = change.apply(self.public) if self.public is not None else []
        in_draft = change.apply(self.draft) if self.draft is not None else []
        if not in_public and not in_draft:
            return Outcome.UNCHANGED, ""
        if in_public:
            check(self.public)
        if is_done:
            with entries_of_one_page():
                self._save(change, user, bool(in_public))
        return Outcome.DONE, " ".join([*(in_public or in_draft), self._notes(bool(in_public))])

    def _save(self, change: FactChange, user: Any, is_published: bool) -> None:
        newest = self.source.get_latest_revision() if self.draft is not None else None
        if is_published:
            revision = self.public.save_revision(user=user, log_action=True, clean=False)
            PublishPageRevisionAction(revision, user=user, changed=True).execute()
            if newest is not None:  # it comes back as it was, on top of what is published now
                self.draft = newest.as_object()
                change.apply(self.draft)
        if self.draft is not None:
            self.draft.save_revision(user=user, log_action=True, clean=False)

    def _notes(self, is_published: bool) -> str:
        if self.is_kept_back:
            return _("You may not publish it: this is saved as a draft.")
        if self.public is None:
            return _("It is a draft, and stays one.")
        if not is_published:
            return _("Only its draft changes, and stays a draft.")
        if self.draft is not None:
            return _("It has a draft, which gets the change too and stays a draft.")
        return _("Published at once, in all languages.")


def check(event: Any) -> None:
    """Hold an event to what its editor would ask before it is published.

    :raises ValidationError: with what is to be mended first.
    """
    if event.go_live_at and event.go_live_at > timezone.now():
        event.go_live_at = None  # a date that a draft was given; this version is published already
    try:
        event.full_clean()
    except ValidationError as error:
        raise ValidationError([_("Mend this first:"), *error.messages]) from error
    if findings := findings_in(event):
        raise ValidationError([_("Mend this first:"), *findings])
