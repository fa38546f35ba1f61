"""What Wagtail's scripts are told of the large widgets of an event's form.

They get every widget of the form a second time, empty, as the pattern from which to make more of
it. Of these nobody makes more: drawn again, they took a tenth of the time of the form.
"""

from __future__ import annotations

from typing import Any

from wagtail.admin.telepath.widgets import WidgetAdapter


class WithoutPattern(WidgetAdapter):
    """Scripts find the widget in the page, and read and set its value, as those of any other."""

    def js_args(self, widget: Any) -> list[Any]:
        return [""]


class SelectWithoutPattern(WithoutPattern):
    js_constructor = "wagtail.widgets.Select"
