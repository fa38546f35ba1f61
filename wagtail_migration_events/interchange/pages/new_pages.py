"""New pages, added to the tree as they are to be, and their revisions made for many at once.

A page that is added, then saved as a revision and then published is written three times, and each
time everything that follows a page is brought up to date. Here a page is written once; what
Wagtail's publishing leaves behind it (revision, history, references, signals) is made afterwards.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connections, router
from django.db.models import BigIntegerField, Case, Value, When
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.log_actions import registry as log_registry
from wagtail.models import ReferenceIndex, Revision
from wagtail.signals import page_published, published

from wagtail_migration_events.events.freshness.source_text import SourceText
from wagtail_migration_events.events.group import groups_by_key
from wagtail_migration_events.events.sharing.rows import references_left_to_the_page
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.interchange.pages.publishing import free_slug, slug_of


class NewPages:
    """Event pages that have been added and have no revision yet; :meth:`finish` makes them.

    Both within one transaction, so that nobody ever sees a page without its revision.
    """

    def __init__(self) -> None:
        self._waiting: list[Any] = []

    def add(self, page: Any, parent: Any, *, live: bool, slug: str = "") -> None:
        """Add a new page below ``parent``, live or as a draft, under a slug that is free there.

        One that says when it was published keeps that.

        :param slug: the wanted slug; by default one made from the title.
        """
        page.slug = free_slug(parent, slug or slug_of(page.title) or "page")
        page.live, page.has_unpublished_changes = live, not live
        if live:
            page.last_published_at = page.last_published_at or timezone.now()
            page.first_published_at = page.first_published_at or page.last_published_at
        with references_left_to_the_page(), _checked_before(page):
            parent.add_child(instance=page)
        self._waiting.append(page)

    def __len__(self) -> int:
        return len(self._waiting)

    def forget_after(self, number: int) -> None:
        """Forget all but the first pages, because what added them was undone."""
        del self._waiting[number:]

    def finish(self) -> None:
        """Make the revisions and all that follows, for all pages that wait."""
        pages, self._waiting = self._waiting, []
        if not pages:
            return
        revisions = _make_revisions(pages)
        for page in pages:
            ReferenceIndex.create_or_update_for_object(page)
        live = [each for each in zip(pages, revisions, strict=True) if each[0].live]
        for page, revision in live:
            page_published.send(sender=type(page), instance=page, revision=revision)
            published.send(sender=type(page), instance=page, revision=revision)
        _log_published(live)


@contextmanager
def _checked_before(page: Any) -> Iterator[None]:
    """Let a live page be saved with the checks of a draft: the others it has passed just now."""
    page.full_clean = page.minimal_clean
    try:
        yield
    finally:
        del page.full_clean


def _make_revisions(pages: list[Any]) -> list[Any]:
    now = timezone.now()
    revisions = [
        Revision(
            content_object=page,
            base_content_type=page.get_base_content_type(),
            created_at=now,
            content=page.serializable_data(),
            object_str=str(page),
        )
        for page in pages
    ]
    if connections[router.db_for_write(Revision)].features.can_return_rows_from_bulk_insert:
        Revision.objects.bulk_create(revisions)
    else:  # MySQL does not say which numbers it has given
        for revision in revisions:
            revision.save()
    for page, revision in zip(pages, revisions, strict=True):
        page.latest_revision, page.latest_revision_created_at = revision, now
        page.live_revision = revision if page.live else None
    _note_revisions_of_texts(pages)
    columns = ["latest_revision", "latest_revision_created_at", "live_revision"]
    base_page_model().objects.bulk_update(pages, columns)
    return revisions


def _note_revisions_of_texts(pages: list[Any]) -> None:
    """Note in the published texts of sources in which revision they stand."""
    groups = groups_by_key(page.translation_key for page in pages)
    revisions = {
        page.translation_key: page.latest_revision_id
        for page in pages
        if page.live and groups[page.translation_key].origin_id == page.pk
    }
    if revisions:
        cases = [When(group=key, then=Value(revision)) for key, revision in revisions.items()]
        texts = SourceText.objects.filter(group__in=revisions, revision_id=None)
        texts.update(revision_id=Case(*cases, output_field=BigIntegerField()))


def _log_published(published_pages: list[tuple[Any, Any]]) -> None:
    """Write in the history of pages what Wagtail writes there when somebody publishes them."""
    context = get_active_log_context()
    entries: dict[Any, list[Any]] = defaultdict(list)
    for page, revision in published_pages:
        model = log_registry.get_log_model_for_instance(page)
        entry = model(
            page=page,
            content_type=ContentType.objects.get_for_model(page, for_concrete_model=False),
            label=page.get_admin_display_title(),
            action="wagtail.publish",
            timestamp=revision.created_at,
            user=context.user,
            uuid=context.uuid,
            revision=revision,
            content_changed=True,
            data={},
        )
        entries[model].append(entry)
    for model, each in entries.items():
        model.objects.bulk_create(each)
