"""What tells the state of an event in a language, read for many pages at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from wagtail.models import WorkflowState

from wagtail_migration_events.events.freshness.basis import Basis, TextBasisField
from wagtail_migration_events.groups.page_model import (
    base_page_model,
    lookup_from_page,
    page_models_with,
)
from wagtail_migration_events.vocabularies.languages import normalise_tag

#: The first four, and then the others in the order of ``OwnPage``.
_COLUMNS = (
    "pk",
    "translation_key",
    "locale__language_code",
    "content_type",
    "url_path",
    "live",
    "_approved_schedule",
    "last_published_at",
    "latest_revision",
    "path",
    "owner",
    "live_revision__object_id",
)


@dataclass(slots=True)
class OwnPage:
    """A page that is no alias.

    Attributes:
        language: a BCP 47 tag.
        is_scheduled: whether a version of it goes live at some moment to come.
        published_at: when it went live last, in UTC.
        path, owner: its place in Wagtail's tree and who has made it, for their rights to it.
        shown_version_of: primary key, as text, of the page of which readers see a version. One
            that was an alias until somebody began to translate it shows that of another page.
    """

    pk: int
    translation_key: UUID
    language: str
    model: Any
    url_path: str
    live: bool
    is_scheduled: bool
    published_at: dt.datetime | None
    latest_revision: int | None
    path: str
    owner: int | None
    shown_version_of: str | None
    text_basis: Basis | None = None
    alias_of_id: None = None

    @property
    def has_own_version(self) -> bool:
        """Whether readers see a version of the page itself."""
        return self.shown_version_of == str(self.pk)

    @property
    def is_still_a_mirror(self) -> bool:
        """Whether readers see what it showed as an alias: word for word the text of its source."""
        pairs = (self.text_basis or {}).values()
        is_copied = bool(pairs) and all(made_from == own for made_from, own in pairs)
        return self.live and is_copied and not self.has_own_version


@dataclass(frozen=True, slots=True)
class Review:
    """The last review of a page that was not cancelled; of which version, made when, in UTC.

    ``last_step`` is how its last task has ended: one that needed nobody is skipped.
    """

    status: str
    revision: int | None
    revision_made_at: dt.datetime | None
    last_step: str | None

    def approves(self, page: OwnPage) -> bool:
        """Whether the newest version of a page is approved, and has not been live yet."""
        if self.revision_made_at is None or not self.approves_newest(page):
            return False
        return page.published_at is None or self.revision_made_at > page.published_at

    def approves_newest(self, page: OwnPage) -> bool:
        """Whether the newest version of a page is approved, be it that it was live already."""
        is_approved = self.status == WorkflowState.STATUS_APPROVED
        return is_approved and self.revision is not None and self.revision == page.latest_revision


def own_pages_of(keys: Collection[UUID], *, with_bases: bool = True) -> list[OwnPage]:
    """Return the pages of events that are no aliases, in one query.

    :param keys: of the groups.
    :param with_bases: read ``text_basis``, of which there is much.
    """
    models = page_models_with(TextBasisField)
    types = ContentType.objects.get_for_models(*models)
    by_type = {types[model].pk: model for model in models}
    bases = [lookup_from_page(model, "text_basis") for model in models] if with_bases else []
    places = {model: place for place, model in enumerate(models)}
    rows = (
        base_page_model()
        .objects.filter(translation_key__in=keys, alias_of=None, content_type__in=by_type)
        .annotate_approved_schedule()
        .order_by("pk")
        .values_list(*_COLUMNS, *bases)
    )
    pages = []
    for pk, key, code, kind, *rest in rows:
        model, known = by_type[kind], rest[: len(rest) - len(bases)]
        basis = rest[len(known) + places[model]] if bases else None
        page = OwnPage(pk, key, normalise_tag(code), model, *known)
        page.text_basis = basis
        pages.append(page)
    return pages


def read_bases(pages: Collection[OwnPage]) -> None:
    """Read ``text_basis`` of pages, in one query for each of their classes."""
    bases: dict[int, Basis] = {}
    for model in dict.fromkeys(page.model for page in pages):
        rows = model._base_manager.filter(pk__in=[page.pk for page in pages if page.model is model])
        bases.update(rows.values_list("pk", "text_basis"))
    for page in pages:
        page.text_basis = bases.get(page.pk)


def last_reviews(pages: Collection[OwnPage]) -> dict[int, Review]:
    """Return the last review of each page that has had one, by primary key, in one query."""
    if not pages or not getattr(settings, "WAGTAIL_WORKFLOW_ENABLED", True):
        return {}
    kind = ContentType.objects.get_for_model(base_page_model(), for_concrete_model=False)
    rows = (
        WorkflowState.objects.filter(
            base_content_type=kind, object_id__in=[str(page.pk) for page in pages]
        )
        .exclude(status=WorkflowState.STATUS_CANCELLED)
        .order_by("pk")
        .values_list(
            "object_id",
            "status",
            "current_task_state__revision",
            "current_task_state__revision__created_at",
            "current_task_state__status",
        )
    )
    return {int(pk): Review(*review) for pk, *review in rows}
