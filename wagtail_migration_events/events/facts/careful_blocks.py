"""A stream of blocks that was sent garbled is refused at its field, and shown as it is stored.

Wagtail's script writes how many blocks there are and of what type each is. A form that was sent in
another way, or arrived cut off, has no block where one is announced.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.blocks.base import BlockField, BlockWidget

UNREADABLE = object()


class CarefulBlockWidget(BlockWidget):
    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        try:
            return super().value_from_datadict(data, files, name)
        except (ValueError, LookupError):  # a count that is no number, a block that is not there
            return UNREADABLE


class CarefulBlockField(BlockField):
    def __init__(self, block: Any = None, **kwargs: Any) -> None:
        super().__init__(block=block, **{"widget": CarefulBlockWidget(block), **kwargs})

    def clean(self, value: Any) -> Any:
        if value is UNREADABLE:
            raise ValidationError(_("The rows could not be read. Please enter them again."))
        return super().clean(value)

    def bound_data(self, data: Any, initial: Any) -> Any:
        return initial if data is UNREADABLE else super().bound_data(data, initial)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return data is UNREADABLE or super().has_changed(initial, data)
