"""Editors at work, at random, in three languages."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.events.sharing.machine.checks import Shown, check_group, check_index, shown, state_of
from tests.events.sharing.machine.forms import stored
from tests.events.sharing.machine.model import TEXTS, Facts, Opened, PageModel
from tests.events.sharing.machine.steps import Desk
from tests.factories import make_organizer
from tests.occurrences.index_checks import assert_what_is_remembered_is_right
from wagtail_migration_events.occurrences.kept_results import KEPT_RESULTS

LANGUAGES = ("en", "fr", "ar")

which = st.integers(0, 2)
languages = st.sampled_from(LANGUAGES)
# Few words, so that a text often comes back to what it was.
words = st.fixed_dictionaries({}, optional={name: st.sampled_from("ABC") for name in TEXTS})
links = st.none() | st.sampled_from(["", "https://a.example.org/", "https://b.example.org/"])
how_to_send = st.sampled_from(["draft", "publish", "publish", "schedule"])
roles = st.sampled_from(["lead", "host"])
organizers = st.lists(st.tuples(which, roles), max_size=3, unique_by=lambda row: row[0])
changes = st.fixed_dictionaries(
    {},
    optional={
        "venue": st.sampled_from(["", "Room 1", "Room 2", "Room 3"]),
        "day": st.integers(1, 28),
        "status": st.sampled_from(["scheduled", "cancelled", "tentative"]),
        "objectives": st.sampled_from([(), ("1",), ("1", "7"), ("7",)]),
        "organizers": organizers.map(tuple),
    },
)


def has_siblings(machine: Any) -> bool:
    return bool(machine.desk.group.siblings)


class Editors(RuleBasedStateMachine):
    """Bound to a user and a site by whoever runs it."""

    user: Any
    site: Any

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        KEPT_RESULTS.forget()  # what was taken back since
        self.copies: dict[int, Shown] = {}
        self.copy_number = 0
        self.others: dict[int, Any] = {}
        self.open: Opened | None = None
        names = ("First", "Second", "Third")
        self.people = [make_organizer(self.site.organizers["en"], name) for name in names]
        self.desk = Desk(self.user, self.site, self.people)

    def teardown(self) -> None:
        self.desk.leave()
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    # --- Choosing ---

    def page(self, number: int) -> PageModel:
        pages = list(self.desk.group.pages.values())
        return pages[number % len(pages)]

    def sibling(self, number: int) -> PageModel:
        return self.desk.group.siblings[number % len(self.desk.group.siblings)]

    def is_closed(self, page: PageModel) -> bool:
        """Whether Wagtail's editor cannot be sent: a page that is scheduled is locked."""
        return page.scheduled is not None

    def own_step_of(self, *pages: PageModel) -> None:
        """Remember how all other pages are before a step of these."""
        self.desk.look_at_live_revisions()
        acting = {page.pk for page in pages}
        everybody = [*self.desk.group.pages.values()]
        self.others = {page.pk: state_of(page.pk) for page in everybody if page.pk not in acting}

    def typed(self, page: PageModel, words: Any, link: Any, changes: Any) -> tuple[Any, ...]:
        newest = page.draft
        text = {name: f"{page.language} {word}" for name, word in words.items()}
        facts = Facts(**{**vars(newest.facts), **changes})
        shown = (
            newest.link
            if page.pk == self.desk.group.source
            else (self.desk.group.own_link(newest.link, page))
        )
        return {**newest.text, **text}, shown if link is None else link, facts

    def before_deletion_of(self, page: PageModel) -> None:
        """For steps with more than the pages of the group."""

    # --- Steps ---

    @initialize(language=languages, changes=changes, link=links)
    def add_event(self, language: str, changes: Any, link: Any) -> None:
        text = dict.fromkeys(TEXTS, f"{language} A")
        self.desk.write_event(language, text, link or "", Facts(**changes))

    @rule(number=which, words=words, link=links, changes=changes, how=how_to_send)
    def edit(self, number: int, words: Any, link: Any, changes: Any, how: str) -> None:
        page = self.page(number)
        if self.is_closed(page):
            return
        self.own_step_of(page)
        form = self.typed(page, words, link, changes)
        self.desk.send(self.desk.open_form(page, *form), how)

    @rule(words=words, changes=changes)
    def publish_source(self, words: Any, changes: Any) -> None:
        page = self.desk.group.source_page
        if self.is_closed(page):
            return
        self.own_step_of(page)
        form = self.typed(page, words, None, changes)
        self.desk.send(self.desk.open_form(page, *form), "publish")

    @rule(number=which, words=words, link=links, changes=changes)
    def open_editor(self, number: int, words: Any, link: Any, changes: Any) -> None:
        page = self.page(number)
        self.own_step_of()
        self.open = self.desk.open_form(page, *self.typed(page, words, link, changes))

    @precondition(lambda self: self.open is not None)
    @rule(how=how_to_send)
    def send_what_was_opened_before(self, how: str) -> None:
        assert self.open is not None
        opened, self.open = self.open, None
        page = opened.page
        if self.desk.group.pages.get(page.language) is not page or self.is_closed(page):
            return
        self.own_step_of(page)
        self.desk.send(opened, how)

    @rule()
    def wait(self) -> None:
        acting = [page for page in self.desk.group.pages.values() if page.scheduled]
        self.own_step_of(*acting)
        self.desk.wait_for_schedules()

    @rule(number=which)
    def call_off(self, number: int) -> None:
        page = self.page(number)
        if page.scheduled:
            self.own_step_of(page)
            self.desk.call_off(page)

    @precondition(lambda self: any(page.live for page in self.desk.group.pages.values()))
    @rule(number=which)
    def unpublish(self, number: int) -> None:
        page = self.page(number)
        if page.live and not page.scheduled:
            self.own_step_of(page)
            self.desk.unpublish(page)

    @precondition(lambda self: len(self.desk.group.pages) < len(LANGUAGES))
    @rule(number=which, language=languages)
    def translate(self, number: int, language: str) -> None:
        if language not in self.desk.group.pages:
            self.own_step_of()
            self.desk.translate(self.page(number), language)

    @rule(number=which, revision=st.integers(0, 9), how=how_to_send)
    def restore(self, number: int, revision: int, how: str) -> None:
        """Of a source only the text goes back; its facts and links stay what they are today."""
        page = self.page(number)
        if self.is_closed(page):
            return
        self.own_step_of(page)
        restored = page.revisions[revision % len(page.revisions)]
        version, is_source = restored[1], page.pk == self.desk.group.source
        today = page.row if page.live else page.draft
        facts = today.facts if is_source else version.facts
        link = today.link if is_source else self.desk.group.own_link(version.link, page)
        form = (version.text, link, facts)
        self.desk.send(self.desk.open_form(page, *form, restored), how, restored)

    @precondition(has_siblings)
    @rule(number=which)
    def delete_sibling(self, number: int) -> None:
        page = self.sibling(number)
        self.own_step_of(page)
        self.before_deletion_of(page)
        self.desk.delete(page)

    @rule(number=which)
    def copy(self, number: int) -> None:
        page = self.page(number)
        self.own_step_of()
        self.copy_number += 1
        copy = self.desk.copy(page, self.copy_number)
        assert shown(copy, self.people).facts == page.row.facts
        self.copies[copy.pk] = shown(copy, self.people)

    # --- What must hold ---

    @invariant()
    def pages_agree_with_the_model(self) -> None:
        if self.desk.group.pages:
            check_group(self.desk)

    @invariant()
    def only_a_pages_own_steps_change_its_state(self) -> None:
        for pk, before in self.others.items():
            assert state_of(pk) == before
        self.others = {}

    @invariant()
    def copies_go_their_own_way(self) -> None:
        for pk, before in self.copies.items():
            assert shown(stored(pk), self.people) == before

    @invariant()
    def index_is_as_a_rebuild_would_make_it(self) -> None:
        check_index()

    @invariant()
    def what_is_remembered_is_what_would_be_found_now(self) -> None:
        assert_what_is_remembered_is_right(LANGUAGES)
