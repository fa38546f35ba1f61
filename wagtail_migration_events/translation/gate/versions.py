"""What is known of the newest version of an event in each of its languages."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Max
from wagtail.models import Revision, TaskState, WorkflowState
from wagtail_localize.models import StringTranslation, Translation

from wagtail_migration_events.events.freshness.basis import Basis
from wagtail_migration_events.events.freshness.digests import digest
from wagtail_migration_events.events.language_states.own_pages import (
    OwnPage,
    Review,
    last_reviews,
    own_pages_of,
)
from wagtail_migration_events.events.language_states.rules import Progress
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.translation.gate.repeated import Draft, SourceWords
from wagtail_migration_events.translation.progress import translated_strings

#: Nothing, and a stream of no blocks.
_NO_TEXT = frozenset({digest(""), digest("[]")})
_SKIPPED = TaskState.STATUS_SKIPPED


@dataclass
class Version:
    """The newest version of an event in one language.

    Attributes:
        page: the page that it is a version of.
        locale: primary key of the page's language.
        was_live: whether the page is live by a version of its own. One that was an alias until
            somebody began to translate it is live with the words of another language.
        is_changed: whether it differs from what readers see.
        basis: from which version of the source its texts were made.
        progress: of the pieces of text, where localize runs the translation.
        is_unwritten: whether translators have written words that the page does not hold yet.
        repeats_source: whether somebody has saved words of the source past those of translators,
            as a program can that writes no strings of localize's.
        half_copied: where localize runs no translation, columns in which some piece is still the
            source's.
        review: the last review of the page that was not cancelled.
        go_live_at: the date that it has been given.
    """

    page: OwnPage
    locale: int
    was_live: bool
    is_changed: bool
    basis: Basis = field(default_factory=dict)
    progress: Progress | None = None
    is_unwritten: bool = False
    repeats_source: bool = False
    half_copied: list[str] = field(default_factory=list)
    review: Review | None = None
    go_live_at: dt.datetime | None = None

    @property
    def language(self) -> str:
        return self.page.language

    @property
    def is_news(self) -> bool:
        """Whether publishing it would show readers anything else than they see."""
        return not self.page.live or self.is_changed or self.is_unwritten

    @property
    def is_approved(self) -> bool:
        """Whether reviewers have approved it, and nothing was written since."""
        review = self.review
        return review is not None and not self.is_unwritten and review.approves_newest(self.page)

    @property
    def is_read(self) -> bool:
        """Whether a person has approved it, and not only the rule that it needs no review."""
        review = self.review
        return review is not None and self.is_approved and review.last_step != _SKIPPED

    @property
    def is_in_review(self) -> bool:
        """Whether reviewers have it, or have asked for changes: to publish it ends the review."""
        return self.review is not None and self.review.status in (
            WorkflowState.STATUS_IN_PROGRESS,
            WorkflowState.STATUS_NEEDS_CHANGES,
        )

    @property
    def copied(self) -> list[str]:
        """Names of the texts that repeat the source; a title may, if the rest does not."""
        there = {name: pair for name, pair in self.basis.items() if pair[1] not in _NO_TEXT}
        same = [name for name, (made_from, own) in there.items() if made_from == own]
        if len(same) < len(there):
            same = [name for name in same if name != "title"]
        return [*same, *(name for name in self.half_copied if name not in (*same, "title"))]


def versions_of(keys: Collection[UUID]) -> dict[UUID, list[Version]]:
    """Return the newest versions of events, in a number of queries that does not depend on how
    many there are, but for those whose words are not written yet.

    :param keys: of the groups.
    """
    pages = own_pages_of(keys)
    rows = base_page_model().objects.filter(pk__in=[page.pk for page in pages])
    stored = rows.only("locale", "has_unpublished_changes").in_bulk()
    revisions = Revision.objects.in_bulk([page.latest_revision for page in pages])
    reviews, progress, written = last_reviews(pages), translated_strings(keys), _last_written(keys)
    drafts = {page.pk: Draft(page, revisions.get(page.latest_revision)) for page in pages}
    sources = SourceWords(keys, drafts.values())
    found: dict[UUID, list[Version]] = defaultdict(list)
    for page in pages:
        key, row, draft = page.translation_key, stored[page.pk], drafts[page.pk]
        newest = draft.revision.content.get("text_basis") if draft.revision is not None else None
        done = progress.get((key, page.language))
        version = Version(
            page,
            locale=row.locale_id,
            was_live=page.live and (page.has_own_version or done is None),
            is_changed=row.has_unpublished_changes,
            basis=newest or page.text_basis or {},
            progress=done,
            review=reviews.get(page.pk),
            go_live_at=draft.go_live_at,
        )
        found[key].append(version)
        if done is not None:
            repeated = sources.translated.get((key, row.locale_id))
            version.repeats_source = bool(repeated and draft.columns_with(repeated))
            since = written.get((key, row.locale_id))
            version.is_unwritten = version.repeats_source or draft.lacks_words_since(since)
        elif not page.live:
            version.half_copied = sources.copied_into(draft, row.locale_id)
    return found


def _last_written(keys: Collection[UUID]) -> Mapping[tuple[UUID, int], dt.datetime]:
    """Return when translators have written last, by key and language, in UTC."""
    rows = StringTranslation.objects.filter(context__object__in=keys, has_error=False)
    newest = rows.values("context__object", "locale").annotate(newest=Max("updated_at"))
    return {(row["context__object"], row["locale"]): row["newest"] for row in newest.order_by()}


def translation_of(page: Any) -> Any:
    """Return localize's record of a translation that goes on; None where it runs none."""
    rows = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    )
    return rows.select_related("source", "target_locale").last()
