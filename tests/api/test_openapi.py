"""What the OpenAPI document promises, and that nothing in it is left unsaid."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator

from scripts.openapi import REFERENCE, SNAPSHOT, openapi_document, renewed

METHODS = ("get", "post", "put", "patch", "delete", "head", "options")


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return openapi_document()


#: Told on the page as lists of what they are lists of, and what they have beside it.
WHOLE = {"Event", "Organizer", "Vocabulary"}


def parameters(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for operation in methods.values():
            for parameter in operation.get("parameters", ()):
                yield f"{path} {parameter['name']}", parameter


def properties(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, schema in document["components"]["schemas"].items():
        for field, described in schema.get("properties", {}).items():
            yield f"{name}.{field}", described


def test_the_document_is_the_one_that_was_agreed_on(document: dict[str, Any]):
    agreed = json.loads(SNAPSHOT.read_text(encoding="utf-8"))
    assert document == agreed, "If this was meant: python -m scripts.openapi"


def test_the_reference_has_the_same_tables(document: dict[str, Any]):
    text = REFERENCE.read_text(encoding="utf-8")
    assert renewed(text, document) == text, "If this was meant: python -m scripts.openapi"
    shown = set(re.findall(r"<!-- openapi: (\w+) -->", text))
    assert {"addresses", "parameters", "event"} <= shown
    there_are = {name.partition(".")[0] for name, _described in properties(document)}
    assert {name for name in there_are - shown if not name.endswith(("Query", "List"))} == WHOLE


def test_every_property_says_what_it_is_and_shows_one(document: dict[str, Any]):
    found = dict(properties(document))
    assert len(found) > 100
    bare = [
        name
        for name, each in found.items()
        if not each.get("description") or "examples" not in each
    ]
    assert bare == []


def test_every_parameter_says_what_it_is_and_shows_one(document: dict[str, Any]):
    found = dict(parameters(document))
    assert len(found) > 50
    bare = [
        name
        for name, each in found.items()
        if not (each.get("description") or each["schema"].get("description"))
        or not ({"example", "examples"} & {*each, *each["schema"]})
    ]
    assert bare == []


def test_every_operation_is_for_reading_and_says_what_it_does(document: dict[str, Any]):
    for path, methods in document["paths"].items():
        assert set(methods) & set(METHODS) == {"get"}, path
        operation = methods["get"]
        assert operation["summary"], path
        assert operation["description"], path
        assert {"200", "304", "422"} <= set(operation["responses"]), path


def test_every_example_of_a_property_is_one(document: dict[str, Any]):
    """Whoever makes a client reads the examples first."""
    schemas = {"components": document["components"]}
    wrong = []
    for name, each in properties(document):
        validator = Draft202012Validator({**each, **schemas})
        for example in each["examples"]:
            wrong += [f"{name}: {error.message}" for error in validator.iter_errors(example)]
    assert wrong == []
