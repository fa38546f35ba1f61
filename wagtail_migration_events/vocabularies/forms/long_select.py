"""Drop-down lists with hundreds of options, drawn without a template for each of them.

The form of an event has some two thousand options, and Django includes two templates for each.
Without them the form opened in three quarters of the time when this was measured.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

if TYPE_CHECKING:
    _Base = forms.Select
else:
    _Base = object


class LongSelectMixin(_Base):
    """Writes what Django's template for ``Select`` writes."""

    def _render(self, template_name: str, context: Any, renderer: Any = None) -> SafeString:
        widget = context["widget"]
        groups = format_html_join("\n", "{}", ([_group(*each)] for each in widget["optgroups"]))
        attrs = flatatt({"name": widget["name"], **widget["attrs"]})
        return format_html("<select{}>\n{}\n</select>", attrs, groups)


class LongSelect(LongSelectMixin, forms.Select):
    pass


def _group(heading: str | None, options: list[dict[str, Any]], _index: int) -> SafeString:
    drawn = format_html_join(
        "\n",
        '<option value="{}"{}>{}</option>',
        ((str(each["value"]), flatatt(each["attrs"]), each["label"]) for each in options),
    )
    if not heading:
        return drawn
    return format_html('<optgroup label="{}">\n{}\n</optgroup>', heading, drawn)
