"""What the state machine believes: a group of pages in plain values, without a database.

The texts are short strings. A text's basis is the text of the source that it was made from, so
that a translation is stale when the source has since published another.
"""

from __future__ import annotations

from collections.abc import Callable
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
    """A page that is no alias.

    ``live_revision`` is read from the page before each step, for only Wagtail knows it.
    """

    pk: int
    language: str
    row: Version
    draft: Version
    live: bool = False
    scheduled: Version | None = None
    scheduled_revision: int = 0
    live_revision: int = 0
    revisions: list[tuple[int, Version]] = field(default_factory=list)

    def save(self, revision: int, version: Version) -> None:
        """Wagtail writes the draft of a page that is not live into its row."""
        self.draft = version
        self.revisions.append((revision, version))
        if not self.live:
            self.row = version

    def change_what_may_go_live(self, change: Callable[[Version], Version]) -> None:
        """Change the newest version, the live one and the scheduled one."""
        is_scheduled = self.scheduled is not None
        open_ones = {self.revisions[-1][0], self.live_revision}
        open_ones |= {self.scheduled_revision} if is_scheduled else set()
        self.draft = change(self.draft)
        self.scheduled = change(self.scheduled) if self.scheduled else None
        self.revisions = [
            (pk, change(version) if pk in open_ones else version) for pk, version in self.revisions
        ]

    def drop_copies(self, link: str) -> None:
        self.change_what_may_go_live(
            lambda version: replace(version, link="") if version.link == link else version
        )


@dataclass
class GroupModel:
    """The pages of one event; ``source`` is the primary key of that in which facts are edited.

    ``published_facts`` are those that were published last, whether or not the source is live.
    ``meanings`` says of a published text which other one it stands for, in another language.
    """

    source: int
    pages: dict[str, PageModel]
    published_text: dict[str, str] | None = None
    published_link: str = ""
    published_facts: Facts | None = None
    meanings: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def source_page(self) -> PageModel:
        return next(page for page in self.pages.values() if page.pk == self.source)

    @property
    def siblings(self) -> list[PageModel]:
        return [page for page in self.pages.values() if page.pk != self.source]

    def written(
        self,
        page: PageModel,
        text: dict[str, str],
        link: str,
        facts: Facts,
        restored: Version | None = None,
        seen: dict[str, str] | None = None,
    ) -> Version:
        """Return what a form that was sent makes of the version that it was filled with.

        :param restored: that version, if it is not the newest.
        :param seen: the text of the source that was public when the form was opened.
        """
        if page.pk == self.source:
            return Version(text, dict(text), facts, link)
        known = restored or page.draft
        now = seen or self.published_text or self.source_page.row.text
        basis = {
            name: known.basis[name] if known.text[name] == text[name] else now[name]
            for name in TEXTS
        }
        return Version(text, basis, page.row.facts, self.own_link(link, page))

    def own_link(self, link: str, page: PageModel) -> str:
        """A sibling that repeats the link of the source follows it, unless it had it before."""
        had = {page.row.link, page.draft.link, page.scheduled.link if page.scheduled else ""}
        had |= {version.link for pk, version in page.revisions if pk == page.live_revision}
        return "" if link == self.published_link and link not in had else link

    def go_live(self, page: PageModel, version: Version) -> None:
        page.live = True
        if page.pk != self.source:
            page.row = replace(
                version, facts=self.shared_facts(page), link=self.own_link(version.link, page)
            )
            return
        page.row = version
        is_first = self.published_facts is None
        self.published_text, self.published_link = version.text, version.link
        self.published_facts = version.facts
        for each in self.siblings:
            is_copy = is_first and each.row.link == version.link
            link = "" if is_copy else each.row.link
            each.row = replace(each.row, facts=version.facts, link=link)
            if is_first:
                each.drop_copies(version.link)

    def shared_facts(self, page: PageModel) -> Facts:
        """Return what a sibling must say: what is published, else what it said before."""
        return page.row.facts if self.published_facts is None else self.published_facts

    def translated(self, page: PageModel, pk: int, revision: int, language: str) -> None:
        """Add a copy of a page in another language, as Wagtail makes it."""
        copied = page.row if page.live else page.draft
        facts = copied.facts
        if self.published_facts is not None:
            facts = self.published_facts
        elif self.siblings:
            facts = min(self.siblings, key=lambda each: (not each.live, each.pk)).row.facts
        link = "" if copied.link in self._links_of_others(page) else copied.link
        version = replace(copied, facts=facts, link=link)
        new = PageModel(pk, language, version, version, revisions=[(revision, version)])
        self.pages[language] = new

    def _links_of_others(self, page: PageModel) -> set[str]:
        """A translation shows the link of the source; those of drafts and siblings are not its."""
        links = {self.published_link}
        if self.published_facts is not None and not self.source_page.live:
            links.add(self.source_page.row.link)
        if page.pk != self.source:
            links.add(page.row.link)
        return links

    def meaning(self, name: str, text: str) -> str:
        while (name, text) in self.meanings:
            text = self.meanings[name, text]
        return text

    def stale(self, page: PageModel) -> list[str]:
        if page.pk == self.source or self.published_text is None:
            return []
        now = self.published_text
        return [
            name
            for name in TEXTS
            if self.meaning(name, page.row.basis[name]) != self.meaning(name, now[name])
        ]

    def shown_link(self, page: PageModel) -> str:
        return page.row.link or (self.published_link if page.pk != self.source else "")


@dataclass(frozen=True)
class Opened:
    """A form that somebody has opened, and what he has typed into it.

    ``shown`` is what it was filled with, ``as_source`` whether it was the form of a source, and
    ``seen`` the text of the source that was public then.
    """

    page: PageModel
    text: dict[str, str]
    link: str
    facts: Facts
    data: dict[str, Any]
    shown: Version
    as_source: bool
    seen: dict[str, str] | None = None

    def is_refused(self, group: GroupModel) -> bool:
        """Whether it would put back facts that somebody has changed meanwhile."""
        if not self.as_source or self.page.pk != group.source:
            return False
        now, shown = self.page.draft, self.shown
        name = "status_reason"
        if now.text[name] != shown.text[name] and self.text[name] != now.text[name]:
            return True
        changed = [each for each in self._changed() if each != "organizers"]
        if any(getattr(self.facts, each) != getattr(now.facts, each) for each in changed):
            return True
        has_rows = bool(shown.facts.organizers or self.facts.organizers)
        return has_rows and now.facts.organizers != shown.facts.organizers

    def meant(self, group: GroupModel) -> tuple[dict[str, str], str, Facts]:
        """Return text, link and facts as they are when it has been sent."""
        now = self.page.draft
        if self.page.pk != group.source:
            return self.text, self.link, self.facts
        if not self.as_source:  # no facts were in it, and no link is not a link for all
            return self.text, self.link or now.link, now.facts
        untouched = {name: getattr(now.facts, name) for name in self._changed()}
        return self.text, self.link, replace(self.facts, **untouched)

    def _changed(self) -> list[str]:
        now, shown = vars(self.page.draft.facts), vars(self.shown.facts)
        return [name for name in now if now[name] != shown[name]]
