"""Checkboxes drawn without three templates for each of them; a script lays a filter over them.

The form of an event has some sixty, and what draws them is most of the form's time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    _Base = forms.CheckboxSelectMultiple
else:
    _Base = object

FILTERED_ABOVE = 8
"""Checkboxes; a shorter list is seen at a glance."""


class ChecklistMixin(_Base):
    """Writes a list of checkboxes, each in its label with a hint below."""

    def _render(self, template_name: str, context: Any, renderer: Any = None) -> SafeString:
        widget = context["widget"]
        options = [option for _head, group, _index in widget["optgroups"] for option in group]
        attrs = {"class": "event-terms"}
        if widget["attrs"].get("id"):
            attrs["id"] = widget["attrs"]["id"]
        if len(options) > FILTERED_ABOVE:
            attrs |= {
                "data-term-checklist": _("Filter"),
                "data-said": _("Shown: %(shown)s. Chosen: %(chosen)s."),
            }
        boxes = mark_safe("\n".join(map(_box, options)))  # noqa: S308 - each part is escaped
        return format_html("<div{}>\n{}\n</div>", flatatt(attrs), boxes)


def _box(option: dict[str, Any]) -> str:
    attrs = {"type": "checkbox", "name": option["name"], "value": option["value"]}
    attrs |= option["attrs"]
    hint = option.get("hint")
    box_id = attrs.get("id")
    hint_attrs = dict(option.get("hint_attrs") or {})
    if hint and box_id:
        hint_attrs["id"] = attrs["aria-describedby"] = f"{box_id}_hint"
    target = {"for": box_id} if box_id else {}
    label = f"<span{flatatt(option.get('label_attrs') or {})}>"
    label += f"{conditional_escape(option['label'])}</span>"
    drawn = f"<label{flatatt(target)}><input{flatatt(attrs)}> {label}</label>"
    if hint:
        drawn += f"<small{flatatt(hint_attrs)}>{conditional_escape(hint)}</small>"
    return f'<div class="event-terms__term">{drawn}</div>'
