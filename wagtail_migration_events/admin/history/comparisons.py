"""What has changed between two revisions, in words instead of codes, keys and UTC."""

from __future__ import annotations

from typing import Any

from django.utils.module_loading import import_string
from wagtail.admin.compare import register_comparison_class

from wagtail_migration_events.events.editor.versions.list_comparison import ListComparison
from wagtail_migration_events.events.rows import RowsField
from wagtail_migration_events.groups.fields import GroupKeyField, GroupKeyListField
from wagtail_migration_events.groups.forms import page_for_key
from wagtail_migration_events.vocabularies.codes import codes_of
from wagtail_migration_events.vocabularies.fields import CodeField, CodeListField


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
