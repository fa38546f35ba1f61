"""The same editors, who also change where the facts are edited, and make and convert aliases."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from tests.events.sharing.machine.editors import Editors, has_siblings, which
from tests.events.sharing.machine.model import PageModel
from tests.events.sharing.machine.source_steps import Aliases, Sources


class EditorsAndSources(Editors):
    def __init__(self) -> None:
        super().__init__()
        self.sources = Sources(self.desk)
        self.aliases = Aliases(self.desk)

    def before_deletion_of(self, page: PageModel) -> None:
        self.copies |= self.aliases.leave_with(page)

    @precondition(lambda self: has_siblings(self))
    @rule(number=which)
    def make_source(self, number: int) -> None:
        self.own_step_of()
        self.sources.make_source(self.sibling(number))

    @precondition(lambda self: has_siblings(self))
    @rule(number=which, is_asked=st.booleans())
    def delete_source(self, number: int, is_asked: bool) -> None:
        source = self.desk.group.source_page
        self.own_step_of(source)
        self.before_deletion_of(source)
        self.sources.delete_source(self.sibling(number) if is_asked else None)

    @rule(number=which)
    def make_alias(self, number: int) -> None:
        self.own_step_of()
        self.aliases.make(self.page(number))

    @precondition(lambda self: bool(self.aliases.mirrored))
    @rule(number=which)
    def convert_alias(self, number: int) -> None:
        aliases = list(self.aliases.mirrored)
        self.own_step_of()
        pk = aliases[number % len(aliases)]
        self.copies[pk] = self.aliases.convert(pk)

    @invariant()
    def aliases_show_what_their_pages_show(self) -> None:
        self.aliases.check()
