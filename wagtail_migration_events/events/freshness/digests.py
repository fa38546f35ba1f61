"""What of a text counts when two versions of it are compared."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from wagtail.fields import StreamField

from wagtail_migration_events.events.fact_columns import fact_field, read_fact

#: Wagtail's editor of rich text gives each paragraph one.
PARAGRAPH_ID = re.compile(r' data-block-key="\w*"')


def text_names(model: Any) -> list[str]:
    """Return the names of the text fields that the class has, as in ``event_text``."""
    return [name for name in model.event_text if fact_field(model, name) is not None]


def text_of(page: Any, name: str) -> str:
    """Return a text of the page as it is stored: plain, rich, or the JSON of blocks or rows."""
    field = fact_field(type(page), name)
    if field.one_to_many or field.many_to_many:
        return json.dumps(read_fact(page, field), cls=DjangoJSONEncoder)
    return as_text(field, getattr(page, field.attname))


def as_text(field: Any, value: Any) -> str:
    """Return the value of a column of text, of a page or of a form, as it is stored."""
    if isinstance(field, StreamField):
        stored = field.get_prep_value(value) or []
        return stored if isinstance(stored, str) else json.dumps(stored, cls=DjangoJSONEncoder)
    return str(value or "")


def text_digests(page: Any) -> dict[str, str]:
    """Return a digest of each text of the page, by name."""
    return {name: digest(text_of(page, name)) for name in text_names(type(page))}


def digest(text: str) -> str:
    """Return a digest that is the same for texts that read the same.

    Forms write other line breaks than imports, and a block or paragraph that is written anew gets
    a new id: none of it is a change of the text.
    """
    return hashlib.sha256(_plain(text).encode()).hexdigest()[:32]


def _plain(text: str) -> str:
    lines = _plain_text(text)
    if not lines.startswith("["):
        return lines
    try:
        return json.dumps(_without_ids(json.loads(lines)), sort_keys=True)
    except ValueError:
        return lines


def _without_ids(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_ids(each) for key, each in value.items() if key != "id"}
    if isinstance(value, list):
        return [_without_ids(each) for each in value]
    return _plain_text(value) if isinstance(value, str) else value


def _plain_text(text: str) -> str:
    return PARAGRAPH_ID.sub("", text.replace("\r\n", "\n").replace("\r", "\n").strip())
