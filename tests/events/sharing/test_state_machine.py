"""Editors at work, at random, in three languages: whatever they do, the pages of an event agree.

``EVENTS_MACHINE_EXAMPLES=500`` makes the run longer and different each time.
"""

from __future__ import annotations

import os
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.events.sharing.machine.checks import check_group, state_of
from tests.events.sharing.machine.forms import facts_of, stored, text_of
from tests.events.sharing.machine.model import TEXTS, Facts, PageModel
from tests.events.sharing.machine.steps import Desk
from tests.factories import make_organizer
from tests.occurrences.index_checks import assert_index_is_right

pytestmark = pytest.mark.django_db

EXAMPLES = int(os.environ.get("EVENTS_MACHINE_EXAMPLES", "0"))
STEPS = int(os.environ.get("EVENTS_MACHINE_STEPS", "16"))
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


class Editors(RuleBasedStateMachine):
    """Bound to a user and a site by ``test_...`` below."""

    user: Any
    site: Any

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.copies: dict[int, Any] = {}
        self.others: dict[int, Any] = {}
        self.open: tuple[PageModel, Any, Any] | None = None
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

    def has_siblings(self) -> bool:
        return bool(self.desk.group.siblings)

    def own_step_of(self, *pages: PageModel) -> None:
        """Remember how all other pages are before a step of these."""
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
        how = self.desk.possible(page, how)
        self.desk.send(page, self.desk.open_form(page, *form), how)
        self.desk.note(page, *form, how)

    @rule(words=words, changes=changes)
    def publish_source(self, words: Any, changes: Any) -> None:
        page = self.desk.group.source_page
        if self.is_closed(page):
            return
        self.own_step_of(page)
        form = self.typed(page, words, None, changes)
        self.desk.send(page, self.desk.open_form(page, *form), "publish")
        self.desk.note(page, *form, "publish")

    @rule(number=which, words=words, link=links, changes=changes)
    def open_editor(self, number: int, words: Any, link: Any, changes: Any) -> None:
        page = self.page(number)
        self.own_step_of()
        form = self.typed(page, words, link, changes)
        self.open = page, form, self.desk.open_form(page, *form)

    @precondition(lambda self: self.open is not None)
    @rule(how=how_to_send)
    def send_what_was_opened_before(self, how: str) -> None:
        assert self.open is not None
        (page, form, data), self.open = self.open, None
        if self.desk.group.pages.get(page.language) is not page or self.is_closed(page):
            return
        self.own_step_of(page)
        how = self.desk.possible(page, how)
        self.desk.send(page, data, how)
        self.desk.note(page, *form, how)

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
        how = self.desk.possible(page, how, restored)
        self.desk.send(page, self.desk.open_form(page, *form, restored), how, restored)
        self.desk.note(page, *form, how, restored)

    @precondition(has_siblings)
    @rule(number=which)
    def delete_sibling(self, number: int) -> None:
        page = self.sibling(number)
        self.own_step_of(page)
        self.desk.delete(page)

    @rule(number=which)
    def copy(self, number: int) -> None:
        page = self.page(number)
        self.own_step_of()
        copy = self.desk.copy(page, len(self.copies))
        assert facts_of(copy, self.people) == page.row.facts
        self.copies[copy.pk] = (facts_of(copy, self.people), text_of(copy), copy.live)

    # --- What must hold ---

    @invariant()
    def pages_agree_with_the_model(self) -> None:
        if self.desk.group.pages:
            check_group(self.desk)

    @invariant()
    def lists_find_pages_by_what_they_say(self) -> None:
        assert_index_is_right()

    @invariant()
    def only_a_pages_own_steps_change_its_state(self) -> None:
        for pk, before in self.others.items():
            assert state_of(pk) == before
        self.others = {}

    @invariant()
    def copies_go_their_own_way(self) -> None:
        for pk, before in self.copies.items():
            copy = stored(pk)
            assert (facts_of(copy, self.people), text_of(copy), copy.live) == before


class EditorsAndTranslators(Editors):
    """The same with wagtail-localize, whose editor takes the place of Wagtail's."""

    def __init__(self) -> None:
        from tests.events.sharing.machine.localize_steps import Translators

        super().__init__()
        self.translators = Translators(self.desk)

    def is_closed(self, page: PageModel) -> bool:
        return super().is_closed(page) or page in self.translators.managed()

    def managed(self, number: int) -> PageModel | None:
        pages = [page for page in self.translators.managed() if not page.scheduled]
        return pages[number % len(pages)] if pages else None

    @precondition(lambda self: len(self.desk.group.pages) < len(LANGUAGES))
    @rule(number=which, language=languages)
    def submit(self, number: int, language: str) -> None:
        if language not in self.desk.group.pages:
            self.own_step_of()
            self.translators.submit(self.page(number), language)

    @rule(number=which, by_machine=st.booleans())
    def publish_translation(self, number: int, by_machine: bool) -> None:
        page = self.managed(number)
        if page is not None:
            self.own_step_of(page)
            if by_machine:
                self.translators.translate_by_machine(page)
            self.translators.publish(page)

    @rule(number=which, publishes=st.booleans())
    def sync(self, number: int, publishes: bool) -> None:
        page = self.managed(number)
        if page is not None:
            original = self.translators.original_of(page)
            self.own_step_of(*self.translators.targets(original))
            self.translators.sync(original, publishes)

    @rule(number=which)
    def convert_to_regular_page(self, number: int) -> None:
        page = self.managed(number)
        if page is not None:
            self.own_step_of(page)
            self.translators.convert(page)


def run(machine: Any, site: Any, user: Any) -> None:
    run_state_machine_as_test(
        type(machine.__name__, (machine,), {"user": user, "site": site}),
        settings=settings(
            max_examples=EXAMPLES or 3,
            stateful_step_count=STEPS,
            derandomize=not EXAMPLES,
            deadline=None,
            database=None,
            print_blob=False,
            report_multiple_bugs=False,
            phases=[Phase.generate] if EXAMPLES else [Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_whatever_editors_do_the_pages_of_an_event_agree(site: Any, editor_client: Any):
    run(Editors, site, editor_client.user)


@pytest.mark.localize
def test_whatever_translators_do_the_pages_of_an_event_agree(site: Any, editor_client: Any):
    run(EditorsAndTranslators, site, editor_client.user)
