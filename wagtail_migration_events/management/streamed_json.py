"""One JSON object with a long list in it, written without holding the list in memory."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder


def write_object(
    write: Callable[[str], Any],
    name: str,
    items: Iterable[dict[str, Any]],
    rest: Callable[[], dict[str, Any]],
) -> None:
    """Write ``{"<name>": [<items>], <rest>}``.

    :param write: takes a line of text.
    :param rest: what else the object holds; asked for after the last of ``items``.
    """
    write(f"{{{json.dumps(name)}: [")
    last = ""
    for item in items:
        if last:
            write(last + ",")
        last = json.dumps(item, cls=DjangoJSONEncoder)
    if last:
        write(last)
    write("], " + json.dumps(rest(), cls=DjangoJSONEncoder)[1:])
