"""The OpenAPI document of the API, as the tests compare it, and its tables in the documentation.

``python -m scripts.openapi`` writes both anew after a change that was meant.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SNAPSHOT = ROOT / "tests" / "api" / "openapi.json"
REFERENCE = ROOT / "docs" / "reference" / "api.md"
#: ``<!-- openapi: Organizer -->``, below which stands a table that is made.
TABLE = re.compile(r"(?<=<!-- openapi: )([\w ]+)( -->\n\n)(?:\|.*\n)*\n*")


def openapi_document() -> dict[str, Any]:
    """Return the document without what depends on the release and on the version of Wagtail."""
    from django.utils.translation import override

    from wagtail_migration_events.api.standalone import events_api

    with override("en"):
        document = json.loads(
            json.dumps(events_api.get_openapi_schema(path_prefix=""), default=str)
        )
    del document["info"]["version"]
    document["components"].pop("securitySchemes", None)
    for methods in document["paths"].values():
        for operation in methods.values():
            operation.pop("security", None)
    return dict(document)


def renewed(text: str, document: dict[str, Any]) -> str:
    """Return a page of the documentation with its tables as the document has it now."""
    return TABLE.sub(lambda found: found[1] + found[2] + _table(found[1], document) + "\n", text)


def _table(name: str, document: dict[str, Any]) -> str:
    makers = {"addresses": _addresses, "parameters": _parameters, "event": _event}
    head, *rows = makers[name](document) if name in makers else _schema(name, document)
    written = [f"| {' | '.join(_cell(cell) for cell in line)} |\n" for line in (head, *rows)]
    return "".join([written[0], "|---" * len(head) + "|\n", *written[1:]])


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _addresses(document: dict[str, Any]) -> list[list[str]]:
    rows = [["address", "what it answers"]]
    for path, methods in document["paths"].items():
        rows.append([f"`{path}`", _one_line(methods["get"]["description"])])
    return rows


def _parameters(document: dict[str, Any]) -> list[list[str]]:
    """Return the parameters, but for the filters of lists, which have a page of their own."""
    from wagtail_migration_events.api.asking.filter_parameters import filter_names

    found: dict[str, tuple[str, list[str]]] = {}
    for path, methods in document["paths"].items():
        for each in methods["get"].get("parameters", ()):
            if each["in"] == "query" and each["name"] not in filter_names():
                meaning = each.get("description") or each["schema"]["description"]
                found.setdefault(each["name"], (meaning, []))[1].append(f"`{path}`")
    rows = [["parameter", "at", "meaning"]]
    for name, (meaning, paths) in found.items():
        everywhere = len(paths) == len(document["paths"])
        rows.append([f"`{name}`", "all" if everywhere else ", ".join(paths), _one_line(meaning)])
    return rows


def _event(document: dict[str, Any]) -> list[list[str]]:
    from wagtail_migration_events.api.event.field import event_fields

    words = {"always": "always", "on_request": "if asked for", "never": "no"}
    fields = event_fields(of_list=False)
    rows = [["field", "type", "in lists", "meaning"]]
    for name, kind, meaning in _schema("Event", document)[1:]:
        in_lists = words[fields[name.strip("`")].in_lists]
        rows.append([name, kind, in_lists, meaning])
    return rows


def _schema(name: str, document: dict[str, Any]) -> list[list[str]]:
    properties = document["components"]["schemas"][name]["properties"]
    return [
        ["field", "type", "meaning"],
        *(
            [f"`{field}`", _kind(each), _one_line(each["description"])]
            for field, each in properties.items()
        ),
    ]


def _kind(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return schema["$ref"].rsplit("/", 1)[-1]
    if options := schema.get("anyOf") or schema.get("allOf"):
        return " or ".join(_kind(each) for each in options)
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    values = schema.get("additionalProperties")
    if isinstance(values, dict) and values:
        return f"object with {_kind(values)}"
    return str(schema.get("format") or schema.get("type") or "anything")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.worlds.full")
    import django

    django.setup()
    document = openapi_document()
    text = json.dumps(document, indent=1, ensure_ascii=False)
    SNAPSHOT.write_text(f"{text}\n", encoding="utf-8")
    page = REFERENCE.read_text(encoding="utf-8")
    REFERENCE.write_text(renewed(page, document), encoding="utf-8")
    print(f"{SNAPSHOT} and {REFERENCE} written.")


if __name__ == "__main__":
    main()
