"""Where on its page a piece of text stands, and how much room there is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst
from wagtail import blocks
from wagtail.fields import StreamField


@dataclass(frozen=True, slots=True)
class Place:
    """The name of a field or block, and its limits; ``longest`` in characters."""

    name: str
    longest: int | None = None
    on_one_line: bool = False


def place_of(model: Any, field_path: str) -> Place:
    """Return the place that wagtail-localize's ``field_path`` names, in the active language.

    :param model: the page class.
    """
    column, *rest = field_path.split(".")
    try:
        field = model._meta.get_field(column)
    except FieldDoesNotExist:
        return Place(column)
    if isinstance(field, StreamField):
        return _in_blocks(field, rest)
    if field.is_relation and rest:
        below = place_of(field.related_model, ".".join(rest))
        name = f"{capfirst(field.related_model._meta.verbose_name)} › {below.name}"
        return Place(name, below.longest, below.on_one_line)
    return Place(
        str(capfirst(field.verbose_name)),
        getattr(field, "max_length", None),
        isinstance(field, models.CharField),
    )


def _in_blocks(field: Any, names: list[str]) -> Place:
    words, block = [str(capfirst(field.verbose_name))], field.stream_block
    for name in names:
        if hasattr(block, "child_blocks"):
            block = block.child_blocks.get(name)
        else:
            block = getattr(block, "child_block", None)
        if block is None:
            return Place(" › ".join([*words, name]))
        if block.label:
            words.append(str(capfirst(block.label)))
    form_field = getattr(block, "field", None)
    return Place(
        " › ".join(words),
        getattr(form_field, "max_length", None),
        isinstance(block, blocks.CharBlock),
    )
