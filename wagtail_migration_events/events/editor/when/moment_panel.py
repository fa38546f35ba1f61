"""The panel of a moment: what has changed of it is told on the clock of the event."""

from __future__ import annotations

from typing import Any

from wagtail.admin.compare import FieldComparison
from wagtail.admin.panels import FieldPanel

from wagtail_migration_events.events.display.moments import moment_in_words


class MomentComparison(FieldComparison):
    def __init__(self, field: Any, obj_a: Any, obj_b: Any) -> None:
        super().__init__(field, obj_a, obj_b)
        self.val_a = moment_in_words(obj_a, field.name, field.value_from_object(obj_a))
        self.val_b = moment_in_words(obj_b, field.name, field.value_from_object(obj_b))


class MomentPanel(FieldPanel):
    def get_comparison_class(self) -> type[FieldComparison]:
        return MomentComparison
