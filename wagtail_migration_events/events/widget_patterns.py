"""What Wagtail's scripts are told of the large widgets of an event's form.

They get every widget of the form a second time, empty, as the pattern from which to make more of
it. Of these nobody makes more: drawn again, they took a tenth of the time of the form.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail.admin.telepath import register
from wagtail.admin.telepath.widgets import WidgetAdapter

from wagtail_migration_events.vocabularies.forms.widgets import (
    CodeCheckboxes,
    CodeSelect,
    CodeSelectMultiple,
)

_ONCE = "_shown_once"


class WithoutPattern(WidgetAdapter):
    """Scripts find the widget in the page, and read and set its value, as those of any other."""

    def js_args(self, widget: Any) -> list[Any]:
        return [""]


class SelectWithoutPattern(WithoutPattern):
    js_constructor = "wagtail.widgets.Select"


class TermsPattern(WidgetAdapter):
    """For widgets that a site may use elsewhere, in a block of which editors make more."""

    def js_args(self, widget: Any) -> list[Any]:
        return [""] if getattr(widget, _ONCE, False) else super().js_args(widget)


class TermPattern(TermsPattern):
    js_constructor = "wagtail.widgets.Select"


register(TermsPattern(), CodeCheckboxes)
register(TermsPattern(), CodeSelectMultiple)
register(TermPattern(), CodeSelect)


def shown_once(fields: Iterable[Any]) -> None:
    """Leave the widgets of a form's own fields without a pattern."""
    for field in fields:
        setattr(field.widget, _ONCE, True)
