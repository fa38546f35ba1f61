"""What the model makes of another page becoming the source of facts."""

from __future__ import annotations

from dataclasses import replace

from tests.events.sharing.machine.model import TEXTS, GroupModel, PageModel, Version


def next_source(group: GroupModel, leaving: PageModel) -> PageModel:
    """Return the page that takes over by itself: a published one, English, the oldest."""
    others = [page for page in group.pages.values() if page is not leaving]
    return min(others, key=lambda page: (not page.live, page.language != "en", page.pk))


def hand_over(group: GroupModel, new: PageModel, old: PageModel | None) -> None:
    """Nothing that is published changes; only from now on do facts come from ``new``.

    :param old: the source so far; None if it has been deleted, and is not in ``group`` any more.
    """
    link, was_published = group.published_link, group.published_facts is not None
    facts = _facts_to_take(group, new, old)
    new.row = _with(new.row, facts, link)
    new.change_what_may_go_live(lambda version: _with(version, facts, link))
    group.source = new.pk
    _hand_over_text(group, new, old)
    for each in group.siblings:
        if link and new.row.link != link:  # they have shown it so far
            each.row = _with(each.row, each.row.facts, link)
            each.change_what_may_go_live(lambda version: _with(version, version.facts, link))
        if new.live or was_published:
            each.row = replace(each.row, facts=new.row.facts)
    if new.live or was_published:
        group.published_facts = new.row.facts
    if not new.live:
        return
    group.published_link = new.row.link
    if old is not None:
        old.row = replace(old.row, link="" if old.row.link == new.row.link else old.row.link)
        old.drop_copies(new.row.link)


def _facts_to_take(group: GroupModel, new: PageModel, old: PageModel | None):
    if group.published_facts is not None:
        return group.published_facts
    if old is None or any(page.live for page in group.pages.values()):
        return new.row.facts  # a draft is nobody's business
    return old.draft.facts


def _with(version: Version, facts, link: str) -> Version:
    return replace(version, facts=facts, link=version.link or link)


def _hand_over_text(group: GroupModel, new: PageModel, old: PageModel | None) -> None:
    """What was up to date stays so, and what was stale stays stale."""
    before = group.published_text
    for name in TEXTS if before else ():
        one, other = group.meaning(name, before[name]), group.meaning(name, new.row.text[name])
        if one != other:
            group.meanings[name, other] = one
    if new.live:
        group.published_text = new.row.text
    if old is not None:
        made_from = before or group.published_text
        _base_on(old, lambda version: made_from or version.text)
    if before is None and new.live:
        for each in group.siblings:
            _base_on(each, lambda version: new.row.text)


def _base_on(page: PageModel, text_for) -> None:
    def change(version: Version) -> Version:
        return replace(version, basis=dict(text_for(version)))

    page.row = change(page.row)
    page.change_what_may_go_live(change)
