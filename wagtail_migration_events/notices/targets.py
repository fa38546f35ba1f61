"""Who is told of changes by webhook: the entries of the setting ``WEBHOOKS``."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from wagtail_migration_events.conf import setting
from wagtail_migration_events.outgoing.public_addresses import AddressRefusedError, parts_of

SHORTEST_SECRET = 32
#: Before a secret in base64: https://github.com/standard-webhooks/standard-webhooks, "Signature
#: scheme".
ENCODED = "whsec_"
SHORTEST_KEY = 24  # bytes, by the same specification
_NAMES = {"url", "secret", "allow_private"}


@dataclass(frozen=True, slots=True)
class Target:
    """One address that is told. Its path may be as secret as its secret, so only the host is
    ever written anywhere."""

    url: str = field(repr=False)
    secret: bytes = field(repr=False)
    allow_private: bool
    host: str
    mark: str

    def __str__(self) -> str:
        return self.host


def targets() -> list[Target]:
    """Return the targets of the site; entries that are wrong, which a check names, are left out."""
    found: dict[str, Target] = {}
    for entry in _entries():
        if not any(problems_of(entry)):
            target = _target(entry)
            found.setdefault(target.mark, target)
    return list(found.values())


def problems() -> Iterator[tuple[int, str]]:
    """Yield what is wrong with the setting: the place of an entry, from 1, and words for it."""
    if not isinstance(setting("WEBHOOKS"), list | tuple):
        yield 1, "the setting is not a list of dictionaries"
    seen = set()
    for place, entry in enumerate(_entries(), start=1):
        for problem in problems_of(entry):
            yield place, problem
        url = entry.get("url") if isinstance(entry, dict) else None
        if isinstance(url, str) and url in seen:
            yield place, "the same url stands in an earlier entry"
        seen.add(str(url))


def problems_of(entry: Any) -> Iterator[str]:
    """Yield what is wrong with one entry, in words without its secrets."""
    if not isinstance(entry, dict):
        yield "it is not a dictionary"
        return
    if unknown := sorted(str(name) for name in entry.keys() - _NAMES):
        yield f"{', '.join(unknown)}: unknown; known are {', '.join(sorted(_NAMES))}"
    if not isinstance(entry.get("allow_private", False), bool):
        yield "allow_private is neither True nor False"
    try:
        parts_of(str(entry.get("url", "")), allow_private=bool(entry.get("allow_private")))
    except AddressRefusedError as error:
        yield f"url: {error}"
    yield from _problems_of_secret(entry.get("secret"))


def _problems_of_secret(secret: Any) -> Iterator[str]:
    if not isinstance(secret, str) or len(secret) < SHORTEST_SECRET:
        yield f"secret is not a text of at least {SHORTEST_SECRET} characters"
        return
    try:
        if len(_key(secret)) < SHORTEST_KEY:
            yield f"secret: what follows {ENCODED} is less than {SHORTEST_KEY} bytes"
    except binascii.Error:
        yield f"secret: what follows {ENCODED} is not base64"


def _entries() -> list[Any]:
    entries = setting("WEBHOOKS")
    return list(entries) if isinstance(entries, list | tuple) else []


def _target(entry: dict[str, Any]) -> Target:
    url = entry["url"]
    return Target(
        url=url,
        secret=_key(entry["secret"]),
        allow_private=entry.get("allow_private", False),
        host=urlsplit(url).hostname or "",
        mark=hashlib.sha256(url.encode()).hexdigest(),
    )


def _key(secret: str) -> bytes:
    if secret.startswith(ENCODED):
        return base64.b64decode(secret.removeprefix(ENCODED), validate=True)
    return secret.encode()
