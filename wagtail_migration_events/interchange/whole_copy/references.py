"""Images and documents in a page's stored values: numbers on a site, digests in a copy.

A primary key means something on one site only; the digest of a file means the same everywhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from wagtail.blocks import ChooserBlock, ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model

#: ``swap(kind, reference)``: gives another name to a file; None for one that is not known.
Swap = Callable[[str, Any], Any]
_TAG = re.compile(r"<(?:embed|a)\b[^>]*>")
_ID = re.compile(r'\bid="([^"]*)"')
_KINDS = {'embedtype="image"': "image", 'linktype="document"': "document"}


def kind_of(model: Any) -> str:
    """Return "image" or "document" for the models of which files are copied; "" for others."""
    if model is not None and issubclass(model, get_image_model()):
        return "image"
    if model is not None and issubclass(model, get_document_model()):
        return "document"
    return ""


def swapped(model: Any, name: str, value: Any, swap: Swap) -> Any:
    """Return a stored value of a page's field with its files named otherwise.

    :param value: as ``serializable_data()`` has it.
    """
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return value
    if field.one_to_many:
        rows = field.related_model
        return [{key: swapped(rows, key, each, swap) for key, each in row.items()} for row in value]
    if isinstance(field, StreamField):
        stored = json.loads(value or "[]") if isinstance(value, str) else value
        return json.dumps(_in_block(field.stream_block, stored, swap), ensure_ascii=False)
    if isinstance(field, RichTextField):
        return _in_rich_text(value, swap)
    if value is not None and (kind := kind_of(field.related_model)):
        return swap(kind, value)
    return value


def _in_block(block: Any, value: Any, swap: Swap) -> Any:
    if isinstance(block, StreamBlock):
        known = [each for each in value if each.get("type") in block.child_blocks]
        return [_in_item(block.child_blocks[each["type"]], each, swap) for each in known]
    if isinstance(block, ListBlock):
        return [_in_item(block.child_block, each, swap) for each in value]
    if isinstance(block, StructBlock):
        children = block.child_blocks
        return {
            name: _in_block(children[name], each, swap)
            for name, each in (value or {}).items()
            if name in children
        }
    if isinstance(block, RichTextBlock):
        return _in_rich_text(value, swap)
    if isinstance(block, ChooserBlock) and value is not None:
        kind = kind_of(block.model_class)
        return swap(kind, value) if kind else value
    return value


def _in_item(block: Any, item: dict[str, Any], swap: Swap) -> dict[str, Any]:
    return {**item, "value": _in_block(block, item["value"], swap)}


def _in_rich_text(html: Any, swap: Swap) -> Any:
    def swap_tag(tag: re.Match[str]) -> str:
        kind = next((kind for mark, kind in _KINDS.items() if mark in tag[0]), "")
        found = _ID.search(tag[0])
        if not kind or found is None:
            return tag[0]
        named = swap(kind, found[1])
        return tag[0].replace(found[0], f'id="{"" if named is None else named}"')

    return _TAG.sub(swap_tag, html) if isinstance(html, str) else html
