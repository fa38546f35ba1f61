"""Where in a page a piece of text stands: its heading, its order, and how long it may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail_localize.views.edit_translation import TabHelper

#: Pieces of fields that have no panel come after all others.
LAST = 10_000


@dataclass(frozen=True)
class Place:
    """A field, or a part of a block in it.

    Attributes:
        column: name of the page's field.
        heading: of the field.
        label: of the part, such as "Quotation: Who said it"; "" for a whole field.
        order: of the field among the panels of the editor.
        leaf: the field or block that holds the text; None where it is not known.
    """

    column: str
    heading: str
    label: str
    order: int
    leaf: Any

    @property
    def is_rich(self) -> bool:
        return isinstance(self.leaf, RichTextField | blocks.RichTextBlock)

    @property
    def is_plain(self) -> bool:
        """Whether localize puts the text into the page without any markup."""
        fields = (models.CharField, models.TextField, blocks.CharBlock, blocks.TextBlock)
        quotes = (*fields, blocks.BlockQuoteBlock)
        return isinstance(self.leaf, quotes) and not self.is_rich

    @property
    def is_line(self) -> bool:
        """Whether the text is one line."""
        lines = (models.CharField, blocks.CharBlock)
        return isinstance(self.leaf, lines)

    @property
    def max_length(self) -> int | None:
        field = getattr(self.leaf, "field", None) if self._is_block else self.leaf
        length: int | None = getattr(field, "max_length", None)
        return length

    @property
    def _is_block(self) -> bool:
        return isinstance(self.leaf, blocks.Block)


class Places:
    """The places of one class of pages.

    :param page: one of the class.
    """

    def __init__(self, page: Any) -> None:
        self.model = type(page)
        self.orders = TabHelper(page).field_ordering_mapping

    def find(self, context: Any) -> Place:
        """Return the place of a ``TranslationContext``, which localize has described itself."""
        names = (context.field_path or context.path.split(".")[0]).split(".")
        try:
            field = self.model._meta.get_field(names[0])
        except FieldDoesNotExist:  # the class has changed since localize has read the source
            return Place(names[0], names[0], "", LAST, None)
        leaf, labels = _leaf(field, names[1:])
        order = self.orders.get(names[0], LAST)
        return Place(names[0], _heading(field), ": ".join(labels), order, leaf)


def _heading(field: Any) -> str:
    if field.one_to_many:
        return str(capfirst(field.related_model._meta.verbose_name_plural))
    return str(capfirst(field.verbose_name))


def _leaf(field: Any, names: list[str]) -> tuple[Any, list[str]]:
    if isinstance(field, StreamField):
        return _block(field.stream_block, names)
    if field.one_to_many and names:
        child = field.related_model._meta.get_field(names[0])
        leaf, labels = _leaf(child, names[1:])
        return leaf, [_heading(child), *labels]
    return field, []


def _block(block: Any, names: list[str]) -> tuple[Any, list[str]]:
    labels: list[str] = []
    for name in names:
        if isinstance(block, blocks.ListBlock):
            block = block.child_block
            continue
        block = getattr(block, "child_blocks", {}).get(name)
        if block is None:
            return None, labels
        if str(block.label) not in labels:
            labels.append(str(block.label))
    return block, labels
