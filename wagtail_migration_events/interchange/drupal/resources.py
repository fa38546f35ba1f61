"""One resource of a JSON:API document, laid flat: attributes and what they refer to, by name."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin, urlsplit

from wagtail_migration_events.interchange.drupal.documents import Document, as_dict

MOST_VALUES = 500
#: How Drupal calls what a person would call a resource by, in the order of preference.
_NAMES = ("name", "title", "display_name", "label", "info", "filename")
Key = tuple[str, str]


class Included:
    """The resources that a document brings along, by type and identifier."""

    def __init__(self, document: Document) -> None:
        included = document.content.get("included")
        items = included if isinstance(included, list) else []
        self._by_key = {key_of(item): item for item in items if isinstance(item, dict)}
        self._address = document.address

    def words_for(self, key: Key, depth: int = 0) -> str:
        """Return what a resource is called, or the address of a file; "" if it is not there."""
        item = self._by_key.get(key)
        if item is None:
            return ""
        attributes = as_dict(item.get("attributes"))
        uri = as_dict(attributes.get("uri")).get("url")
        if isinstance(uri, str) and uri:
            return urljoin(self._address, uri) if self._address else uri
        if key[0].startswith("media--") and depth < 2:
            for name in as_dict(item.get("relationships")):
                if name.startswith("field_media"):
                    for other in keys_in(item, name):
                        if words := self.words_for(other, depth + 1):
                            return words
        for name in _NAMES:
            if isinstance(attributes.get(name), str) and attributes[name].strip():
                return str(attributes[name]).strip()
        return ""


def cells_of(item: dict[str, Any], included: Included) -> tuple[dict[str, Any], list[str]]:
    """Return the cells of a resource by name, and the relationships that are not included.

    ``body.processed`` is the value ``processed`` in ``body``; of a field with several values the
    cell is the list of them. A relationship is what the resources are called to which it leads.
    """
    cells: dict[str, Any] = {"id": item.get("id")}
    for name, value in as_dict(item.get("attributes")).items():
        _lay_flat(cells, str(name), value)
    missing = []
    for name in as_dict(item.get("relationships")):
        keys = keys_in(item, name)
        words = [included.words_for(key) for key in keys]
        if any(alts := _alts_in(item, name)):
            cells[f"{name}.alt"] = alts
        if found := [word for word in words if word]:
            cells[name] = found
        if keys and not all(words):
            cells[f"{name}.id"] = [
                key[1] for key, word in zip(keys, words, strict=True) if not word
            ]
            if name.startswith("field_"):
                missing.append(name)
    return cells, missing


def key_of(item: dict[str, Any]) -> Key:
    return str(item.get("type", "")), str(item.get("id", ""))


def keys_in(item: dict[str, Any], name: str) -> list[Key]:
    """Return the type and identifier of what a relationship leads to."""
    data = as_dict(as_dict(item.get("relationships")).get(name)).get("data")
    items = data if isinstance(data, list) else [data]
    # A target that was deleted has the identifiers "missing" and "virtual" (Drupal core).
    return [
        key_of(each)
        for each in items[:MOST_VALUES]
        if isinstance(each, dict) and each.get("id") not in ("missing", "virtual", None)
    ]


def address_of(item: dict[str, Any], document: Document) -> str:
    """Return where the page stood: its alias, else ``/node/1``, on the host of the document."""
    attributes = as_dict(item.get("attributes"))
    path = as_dict(attributes.get("path")).get("alias")
    number = attributes.get("drupal_internal__nid")
    if not isinstance(path, str) or not path.startswith("/"):
        path = f"/node/{number}" if isinstance(number, int) else ""
    try:
        base = urlsplit(document.address)
    except ValueError:
        return ""
    if not path or not base.hostname or base.scheme not in ("http", "https"):
        return ""
    prefix = base.path.partition("/jsonapi")[0] if "/jsonapi" in base.path else ""
    return f"{base.scheme}://{base.netloc}{prefix}{path}"


def _alts_in(item: dict[str, Any], name: str) -> list[str]:
    """Return the alternative texts of images, which Drupal keeps beside the reference."""
    data = as_dict(as_dict(item.get("relationships")).get(name)).get("data")
    metas = [
        as_dict(as_dict(each).get("meta")) for each in (data if isinstance(data, list) else [data])
    ]
    return [alt if isinstance(alt := meta.get("alt"), str) else "" for meta in metas[:MOST_VALUES]]


def _lay_flat(cells: dict[str, Any], name: str, value: Any, depth: int = 0) -> None:
    if isinstance(value, dict) and depth < 3:
        for inner, each in value.items():
            _lay_flat(cells, f"{name}.{inner}", each, depth + 1)
    elif isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
        values = value[:MOST_VALUES]
        for inner in dict.fromkeys(key for each in values for key in each):
            cells[f"{name}.{inner}"] = [each.get(inner) for each in values]
    else:
        cells[name] = value
