"""Reads the packaged data: terms as plain dictionaries, checked against their checksums."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import Any

DATA = files("wagtail_migration_events.vocabularies") / "data"
CHECKSUMS = "SHA256SUMS"


@cache
def read_data(name: str) -> dict[str, Any]:
    """Return one packaged file: ``source``, ``retrieved``, ``licence``, ``note`` and ``terms``.

    Callers must not change what they get: it is read once per process.
    """
    content: dict[str, Any] = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return content


def checksum(name: str) -> str:
    """Return the SHA-256 of a packaged file, whatever line ends the checkout gave it."""
    content = (DATA / f"{name}.json").read_bytes().replace(b"\r\n", b"\n")
    return hashlib.sha256(content).hexdigest()


def recorded_checksums() -> dict[str, str]:
    """Return the checksums recorded with the data, by name of file without ``.json``."""
    lines = (DATA / CHECKSUMS).read_text(encoding="utf-8").split("\n")
    pairs = (line.split() for line in lines if line.strip())
    return {name.removesuffix(".json"): digest for digest, name in pairs}


def altered_files() -> tuple[str, ...]:
    """Return the names of packaged files that are not what was released."""
    return tuple(
        f"{name}.json" for name, digest in recorded_checksums().items() if checksum(name) != digest
    )
