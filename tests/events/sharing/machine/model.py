"""What the state machine believes: a group of pages in plain values, without a database.

The texts are short strings. A text's basis is the text of the source that it was made from, so
that a translation is stale when the source has since published another.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

TEXTS = ("title", "summary", "status_reason")


@dataclass(frozen=True)
class Facts:
    """The facts that the machine changes; organizers are pairs of page number and role."""

    venue: str = ""
    day: int = 1
    status: str = "scheduled"
    objectives: tuple[str, ...] = ()
    organizers: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Version:
    """What one revision of a page says."""

    text: dict[str, str]
    basis: dict[str, str]
    facts: Facts
    link: str = ""


@dataclass
class PageModel:
    pk: int
    language: str
    row: Version
    draft: Version
    live: bool = False
    scheduled: Version | None = None
    scheduled_revision: int = 0
    revisions: list[tuple[int, Version]] = field(default_factory=list)

    def save(self, revision: int, version: Version) -> None:
        """Wagtail writes the draft of a page that is not live into its row."""
        self.draft = version
        self.revisions.append((revision, version))
        if not self.live:
            self.row = version

    def drop_copies(self, link: str) -> None:
        """Empty a link in what may go live: the newest version and the scheduled one."""

        def without(version: Version) -> Version:
            return replace(version, link="") if version.link == link else version

        may_go_live = {self.revisions[-1][0], self.scheduled_revision if self.scheduled else 0}
        self.draft = without(self.draft)
        self.scheduled = without(self.scheduled) if self.scheduled else None
        self.revisions = [
            (pk, without(version) if pk in may_go_live else version)
            for pk, version in self.revisions
        ]


@dataclass
class GroupModel:
    """The pages of one event; ``source`` is the primary key of that in which facts are edited."""

    source: int
    pages: dict[str, PageModel]
    published_text: dict[str, str] | None = None
    published_link: str = ""

    @property
    def source_page(self) -> PageModel:
        return next(page for page in self.pages.values() if page.pk == self.source)

    @property
    def siblings(self) -> list[PageModel]:
        return [page for page in self.pages.values() if page.pk != self.source]

    def written(
        self, page: PageModel, text: dict[str, str], link: str, facts: Facts, restored: Any = None
    ) -> Version:
        """Return what a form that was sent makes of the version that it was filled with.

        :param restored: that version, if it is not the newest.
        """
        if page.pk == self.source:
            return Version(text, dict(text), facts, link)
        known = restored or page.draft
        basis = {name: self._basis(name, text[name], known) for name in TEXTS}
        return Version(text, basis, page.row.facts, self.own_link(link, page))

    def _basis(self, name: str, text: str, known: Version) -> str:
        if known.text[name] == text:
            return known.basis[name]
        return (self.published_text or self.source_page.row.text)[name]

    def own_link(self, link: str, page: PageModel) -> str:
        """A sibling that repeats the link of the source follows it, unless it had it before."""
        had = {page.row.link, page.draft.link, page.scheduled.link if page.scheduled else ""}
        return "" if link == self.published_link and link not in had else link

    def go_live(self, page: PageModel, version: Version) -> None:
        page.live = True
        if page.pk != self.source:
            page.row = replace(
                version, facts=self.shared_facts(page), link=self.own_link(version.link, page)
            )
            return
        page.row = version
        is_first = self.published_text is None
        self.published_text, self.published_link = version.text, version.link
        for each in self.siblings:
            is_copy = is_first and each.row.link == version.link
            link = "" if is_copy else each.row.link
            each.row = replace(each.row, facts=version.facts, link=link)
            if is_first:
                each.drop_copies(version.link)

    def shared_facts(self, page: PageModel) -> Facts:
        """Return what a sibling must say: what is published, else what it said before."""
        return self.source_page.row.facts if self.source_page.live else page.row.facts

    def translated(self, page: PageModel, pk: int, revision: int, language: str) -> None:
        """Add a copy of a page in another language, as Wagtail makes it."""
        copied = page.row if page.live else page.draft
        facts = copied.facts
        if self.source_page.live:
            facts = self.source_page.row.facts
        elif self.siblings:
            facts = min(self.siblings, key=lambda each: (not each.live, each.pk)).row.facts
        link = "" if copied.link == self.published_link else copied.link
        version = replace(copied, facts=facts, link=link)
        new = PageModel(pk, language, version, version, revisions=[(revision, version)])
        self.pages[language] = new

    def stale(self, page: PageModel) -> list[str]:
        if page.pk == self.source or self.published_text is None:
            return []
        return [name for name in TEXTS if page.row.basis[name] != self.published_text[name]]

    def shown_link(self, page: PageModel) -> str:
        return page.row.link or (self.published_link if page.pk != self.source else "")
