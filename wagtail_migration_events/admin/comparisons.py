"""What has changed between two revisions, in words instead of codes, keys and UTC."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Any

from django.utils.module_loading import import_string
from django.utils.safestring import SafeString
from wagtail.admin.compare import FieldComparison, TextDiff, register_comparison_class

from wagtail_migration_events.events.editor.rows import RowsField
from wagtail_migration_events.groups.fields import GroupKeyField, GroupKeyListField
from wagtail_migration_events.groups.forms import page_for_key
from wagtail_migration_events.vocabularies.codes import codes_of
from wagtail_migration_events.vocabularies.fields import CodeField, CodeListField


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


class TermsComparison(ListComparison):
    def words(self, value: Any, page: Any) -> list[str]:
        return [str(self.field.vocabulary.term(code).label()) for code in codes_of(value)]


class GroupsComparison(ListComparison):
    def words(self, value: Any, page: Any) -> list[str]:
        keys = value if isinstance(value, list) else [value]
        pages = [(key, page_for_key(self.field.mixin_path, key)) for key in keys if key]
        return [page.get_admin_display_title() if page else str(key) for key, page in pages]


class RowsComparison(ListComparison):
    def words(self, value: Any, page: Any) -> list[str]:
        describe = import_string(self.field.row_form).describe
        return [describe(row, page) for row in value or []]


def register_comparisons() -> None:
    """Tell Wagtail's view of two revisions about the fields of the package."""
    for field_class, comparison in (
        (CodeField, TermsComparison),
        (CodeListField, TermsComparison),
        (GroupKeyField, GroupsComparison),
        (GroupKeyListField, GroupsComparison),
        (RowsField, RowsComparison),
    ):
        register_comparison_class(field_class, comparison_class=comparison)
