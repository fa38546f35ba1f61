"""From what a caller gives to plain codes, and codes in the order of their vocabulary."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wagtail_migration_events.vocabularies.terms import Vocabulary


def code_of(value: Any) -> str:
    """Return the code that ``value`` (a code, a number or an object with ``.code``) stands for.

    :raises TypeError: if it stands for none.
    """
    value = getattr(value, "code", value)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise TypeError(f"{value!r} is not a code")
    return str(value).strip()


def codes_of(value: Any) -> list[str]:
    """Return a plain list of codes, each once, in the order given.

    One code stands for a list of one, None for the empty list, and the text of a JSON list (as
    fixtures and old revisions hold it) for that list.

    :raises TypeError: if ``value`` is neither a code nor an iterable of codes.
    """
    if value is None or value == "":
        return []
    if isinstance(value, str) and value.lstrip().startswith("["):
        try:
            value = json.loads(value)
        except ValueError:
            raise TypeError(f"{value!r} is not a list of codes") from None
    if isinstance(value, int | str) or hasattr(value, "code"):
        value = [value]
    if not isinstance(value, Iterable) or isinstance(value, bytes | dict):
        raise TypeError(f"{value!r} is not a list of codes")
    return [code for code in dict.fromkeys(code_of(item) for item in value) if code]


def in_order(vocabulary: Vocabulary, codes: Iterable[str]) -> list[str]:
    """Return the codes as the vocabulary writes them and in its order, unknown ones at the end."""
    written = (code if code in vocabulary else (vocabulary.resolve(code) or code) for code in codes)
    unique = dict.fromkeys(written)
    position = {code: index for index, code in enumerate(vocabulary.codes())} if unique else {}
    return sorted(unique, key=lambda code: position.get(code, len(position)))
