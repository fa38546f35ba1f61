"""For whom events are looked for, and where: what is the same whatever is asked for."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import BooleanField, OuterRef, Q, Subquery
from django.http import HttpRequest

from wagtail_migration_events.groups.links.surroundings import FIRST_NODE, roots_of_site
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.groups.serving.http_caching import state_seen
from wagtail_migration_events.groups.visibility import below, may_be_shown
from wagtail_migration_events.occurrences.kept_results import KEPT_RESULTS
from wagtail_migration_events.vocabularies.languages import language_chain, language_variants


@dataclass(frozen=True)
class Scope:
    """Among which pages events are looked for.

    Attributes:
        language: BCP 47 tag of the reader's language; of each event the page is taken that suits
            this reader best.
        request: of the visitor; None for what everybody may see.
        paths: tree paths, at or below one of which a page must stand; None for everywhere.
        fixed: codes, by the parameter of their facet, that every event must have in any case.
        translated_only: leave out events that have no page in the reader's language.
        page: primary key of the page at which ``paths`` begin, where they are not those of a Site.
    """

    language: str
    request: HttpRequest | None = None
    paths: tuple[str, ...] | None = None
    fixed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    translated_only: bool = False
    page: int | None = None

    @property
    def own_language(self) -> str:
        """The tag that pages have which are in the reader's language exactly."""
        return language_chain(self.language)[0]

    @property
    def place(self) -> tuple[Hashable, ...]:
        """What tells this scope from others, but for who asks and for ``fixed``.

        Paths do not tell whose they are: pages that are put in another order swap theirs.
        """
        begins_at: Hashable = self.page
        if self.paths is not None and self.request is not None and self.page is None:
            begins_at = self.request.get_host(), self.request.get_port()
        return self.language, self.paths, begins_at, self.translated_only

    def condition(self, *, few: bool = False) -> Q:
        """Return the condition on occurrences in the index whose pages are within the scope.

        :param few: see :meth:`shown`.
        """
        return self.shown(few=few) & self._in_language()

    def shown(self, *, few: bool = False) -> Q:
        """Return the condition on rows of the index whose pages this visitor may be shown.

        :param few: of many rows it takes least time to find the pages that are hidden, which are
            few as a rule; of few rows, or to stop at the first, to look at the page of each.
        """
        pages = base_page_model().objects.order_by()
        if few:
            page = pages.filter(self.shown_pages(), pk=OuterRef("page_id")).values("live")
            return Q(Subquery(page, output_field=BooleanField()))
        return ~Q(page__in=pages.filter(~self.shown_pages()).values("pk"))

    def shown_pages(self) -> Q:
        """Return the condition on pages that this visitor may be shown."""
        shown = may_be_shown(self.request)
        return shown if self.paths is None else shown & below(list(self.paths))

    def _in_language(self) -> Q:
        variants = language_variants(self.language)
        return Q(language__in=variants) if self.translated_only else Q()


def paths_of_site(request: HttpRequest | None) -> tuple[str, ...] | None:
    """Return the tree paths of the Wagtail Site that was asked, one for each language.

    Which Site a host stands for is remembered like all that is found for everybody.

    :return: None where they are the whole tree, since comparing the paths of all pages is what
        takes longest in a search.
    """
    state = state_seen(request)
    if request is None or state is None:
        return _paths_of_site(request)
    question = (paths_of_site.__qualname__, request.get_host(), request.get_port())
    return KEPT_RESULTS.get(state, question, lambda: ((), _paths_of_site(request)))[1]


def _paths_of_site(request: HttpRequest | None) -> tuple[str, ...] | None:
    rows = roots_of_site(request)
    if not rows:
        return ()
    paths = tuple(root.path for root in rows if root.path != FIRST_NODE)
    children = [root.numchild for root in rows if root.path == FIRST_NODE]
    at_the_top = all(root.depth == 2 for root in rows if root.path != FIRST_NODE)
    return None if at_the_top and children == [len(paths)] else paths


def paths_of_page(page: Any) -> tuple[str, ...]:
    """Return the tree paths of a page and of its translations."""
    pages = base_page_model().objects.filter(translation_key=page.translation_key)
    return tuple(pages.values_list("path", flat=True))
