"""The same editors with wagtail-localize, whose editor takes the place of Wagtail's."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.events.sharing.machine.editors import LANGUAGES, Editors, languages, which
from tests.events.sharing.machine.localize_steps import Translators
from tests.events.sharing.machine.model import PageModel


class EditorsAndTranslators(Editors):
    def __init__(self) -> None:
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
