"""What two revisions hold in a field, line by line, as a person would say it."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Any

from django.utils.safestring import SafeString
from wagtail.admin.compare import FieldComparison, TextDiff

from wagtail_migration_events.events.display.fact_words import fact_lines


class ListComparison(FieldComparison):
    """One line for each item of a list, with those marked that were added or removed."""

    def __init__(self, field: Any, obj_a: Any, obj_b: Any) -> None:
        super().__init__(field, obj_a, obj_b)
        self.before = self.words(self.val_a, obj_a)
        self.after = self.words(self.val_b, obj_b)

    def words(self, value: Any, page: Any) -> list[str]:
        """Return the items of ``value``, which ``page`` holds, as a person would say them."""
        raise NotImplementedError

    def htmldiff(self) -> SafeString:
        changes = []
        matcher = SequenceMatcher(None, self.before, self.after, autojunk=False)
        for kind, start, end, new_start, new_end in matcher.get_opcodes():
            if kind == "equal":
                changes += [("equal", line) for line in self.before[start:end]]
                continue
            changes += [("deletion", line) for line in self.before[start:end]]
            changes += [("addition", line) for line in self.after[new_start:new_end]]
        return SafeString(TextDiff(changes, separator="<br>").to_html())


class FactComparison(ListComparison):
    """A fact in the words of the history, where Wagtail would show codes, ``True`` or ``None``.

    :param fact: its name in the mixin.
    """

    def __init__(self, field: Any, obj_a: Any, obj_b: Any, *, fact: str) -> None:
        self.fact = fact
        super().__init__(field, obj_a, obj_b)

    def words(self, value: Any, page: Any) -> list[str]:
        return fact_lines(page, self.fact)
