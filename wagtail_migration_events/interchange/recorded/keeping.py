"""Why a page that an import made is kept when what it made is removed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry, Revision

from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.events.umbrella import parts_of
from wagtail_migration_events.groups.page_model import (
    base_page_model,
    page_models_with,
    with_aliases,
)
from wagtail_migration_events.interchange.pages.page_values import ORGANIZERS, read_values
from wagtail_migration_events.interchange.record import ImportRecord
from wagtail_migration_events.organizers.mixin import OrganizerPageMixin
from wagtail_migration_events.organizers.usage import events_naming, is_last_of_group


class Keeping:
    """Reads what is known of some pages at once; what stands there now counts.

    :param pks: primary keys of the pages; best at most a few hundred.
    """

    def __init__(self, pks: Iterable[int]) -> None:
        pages = base_page_model().objects.filter(pk__in=list(pks)).select_related("locale")
        self.pages: dict[int, Any] = {page.pk: page for page in pages.specific()}
        self._aliases = {pk: with_aliases([pk]) - {pk} for pk in self._with_aliases()}
        mirrored = [alias for found in self._aliases.values() for alias in found]
        self._edited = _touched_by_people([*self.pages, *mirrored])
        self._applied = dict(
            ImportRecord.objects.filter(page__in=self.pages).values_list("page", "applied")
        )
        keys = {page.translation_key for page in self.pages.values()}
        groups = EventGroup.objects.filter(pk__in=keys)
        self._origins = dict(groups.values_list("origin", "pk"))

    def aliases_of(self, pk: int) -> set[int]:
        """Return the pages that only mirror a page, and so go with it."""
        return self._aliases.get(pk, set())

    def reason(self, pk: int, gone: Collection[int] = ()) -> str:
        """Return why a page is kept; "" if nothing speaks for it.

        :param gone: primary keys of pages that are taken to have been removed.
        """
        return next(self._reasons(self.pages[pk], set(gone)), "")

    def _reasons(self, page: Any, gone: set[int]) -> Iterator[str]:
        if page.pk in self._edited or self._differs(page):
            yield _("Somebody has changed it since.")
        mirrors = self.aliases_of(page.pk)
        if mirrors & self._edited:
            yield _("Somebody has changed its alias since.")
        if self._has_children(page, gone):
            yield _("Other pages stand below it.")
        if isinstance(page, OrganizerPageMixin):
            named = events_naming(str(page.translation_key)).exclude(pk__in=gone)
            if is_last_of_group(page, leaving=gone) and named.exists():
                yield _("Events name it.")
            return
        others = base_page_model().objects.filter(translation_key=page.translation_key)
        others = others.exclude(pk__in={page.pk, *mirrors, *gone})
        if page.pk in self._origins and others.filter(alias_of=None).exists():
            yield _("Its pages in other languages take their facts from it.")
        if not others.exists() and _has_parts(page.translation_key, gone):
            yield _("Other events are part of it.")

    def _has_children(self, page: Any, gone: set[int]) -> bool:
        mirrors = self.aliases_of(page.pk)
        if not page.numchild and not mirrors:
            return False
        objects = base_page_model().objects
        paths = [page.path, *objects.filter(pk__in=mirrors).values_list("path", flat=True)]
        below = objects.filter(reduce(or_, (Q(path__startswith=path) for path in paths)))
        return bool(below.exclude(pk__in={page.pk, *mirrors, *gone}).exists())

    def _with_aliases(self) -> set[int]:
        aliases = base_page_model().objects.filter(alias_of__in=self.pages)
        return set(aliases.values_list("alias_of", flat=True))

    def _differs(self, page: Any) -> bool:
        """Whether a value is another than the one that the import wrote last."""
        applied = dict(self._applied.get(page.pk) or {})
        # Reading these takes a query for each page; whoever changes them leaves a revision.
        applied.pop(ORGANIZERS, None)
        now = read_values(page, applied)
        return any(now[name] != applied[name] for name in now)


def _touched_by_people(pks: list[int]) -> set[int]:
    """Return the pages that a person has saved, published, moved or done something else with."""
    kind = ContentType.objects.get_for_model(base_page_model())
    revisions = Revision.objects.filter(
        base_content_type=kind, object_id__in=list(map(str, pks)), user__isnull=False
    )
    entries = PageLogEntry.objects.filter(page__in=pks, user__isnull=False)
    saved = set(map(int, revisions.order_by().values_list("object_id", flat=True).distinct()))
    return saved | set(entries.order_by().values_list("page", flat=True).distinct())


def _has_parts(key: Any, gone: set[int]) -> bool:
    return any(
        parts_of(model.objects.all(), key).exclude(pk__in=gone).exists()
        for model in page_models_with(EventPageMixin)
    )
