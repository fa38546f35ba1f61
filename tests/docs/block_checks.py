"""What is checked of a code block, by its language and by the comment before it."""

from __future__ import annotations

import ast
import doctest
import json
import re
import tomllib
from collections.abc import Callable
from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.template import engines
from django.utils.module_loading import import_string

from tests.docs.example_checks import try_corrections, try_import, try_rendering
from tests.docs.markdown_blocks import ROOT, Block, commands_of
from tests.docs.shell_commands import check_command
from wagtail_migration_events.interchange.mapping.plan import plan_of
from wagtail_migration_events.translation.wording.glossary import parse_glossary


def check_block(block: Block, namespace: dict[str, Any]) -> None:
    """Check one block; raise an exception that says what is wrong with it.

    :param namespace: the names that the earlier Python blocks of the page have defined.
    """
    kind, _, argument = block.directive.partition(" ")
    if kind == "part" and argument.startswith("of "):
        _is_part_of(block, argument.removeprefix("of "))
    elif kind == "settings":
        _are_settings(block)
    elif kind == "tree":
        _is_a_tree_of_this_repository(block)
    elif kind == "step":
        _is_a_step(block)
    elif kind == "corrections":
        try_corrections(block, namespace, _run_python)
    elif kind in BY_KIND:
        BY_KIND[kind](block)
    elif kind:
        raise AssertionError(f"the comment 'test: {block.directive}' is unknown")
    elif block.language in BY_LANGUAGE:
        BY_LANGUAGE[block.language](block, namespace)
    else:
        raise AssertionError(f"nothing checks a block of {block.language or 'no language'}")


def _run_python(block: Block, namespace: dict[str, Any]) -> None:
    if block.text.startswith(">>>"):
        test = doctest.DocTestParser().get_doctest(
            block.text, namespace, block.place, str(block.page), block.line
        )
        runner = doctest.DebugRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
        runner.run(test, clear_globs=False)
        namespace.update(test.globs)
    else:
        exec(compile(block.text, block.place, "exec"), namespace)


def _run_nothing_but_know_commands(block: Block, namespace: dict[str, Any]) -> None:
    commands = commands_of(block)
    assert commands, "the block has no command"
    for command in commands:
        check_command(command)


BY_LANGUAGE: dict[str, Callable[[Block, dict[str, Any]], Any]] = {
    "python": _run_python,
    "sh": _run_nothing_but_know_commands,
    "console": _run_nothing_but_know_commands,
    "json": lambda block, namespace: json.loads(block.text),
    "toml": lambda block, namespace: tomllib.loads(block.text),
    "html+django": lambda block, namespace: engines["django"].from_string(block.text),
}


BY_KIND: dict[str, Callable[[Block], Any]] = {
    "rendered": try_rendering,
    "imported": try_import,
    "glossary": lambda block: _is_a_glossary(block),
    "mapping": lambda block: plan_of(tomllib.loads(block.text)),
}


def _is_a_glossary(block: Block) -> None:
    assert parse_glossary(block.text), "the glossary has no term"


def _is_part_of(block: Block, name: str) -> None:
    whole = [line.strip() for line in (ROOT / name).read_text(encoding="utf-8").splitlines()]
    part = [line.strip() for line in block.text.strip().splitlines()]
    starts = range(len(whole) - len(part) + 1)
    assert any(whole[start : start + len(part)] == part for start in starts), (
        f"{name} does not hold these lines"
    )


def _are_settings(block: Block) -> None:
    settings: dict[str, Any] = {"INSTALLED_APPS": [], "MIDDLEWARE": [], "TEMPLATES": [{}]}
    exec(compile(block.text, block.place, "exec"), settings)
    for app in settings["INSTALLED_APPS"]:
        AppConfig.create(app)
    for middleware in settings["MIDDLEWARE"]:
        import_string(middleware)


def _is_a_tree_of_this_repository(block: Block) -> None:
    folders: list[str] = []
    for line in block.text.splitlines():
        drawn = re.match(r"^(?P<branches>[│├└─ ]*)(?P<name>[\w.-]+/?)(\s|$)", line)
        assert drawn, f"not a line of a tree: {line}"
        depth = len(drawn["branches"]) // 4
        folders = [*folders[:depth], drawn["name"].rstrip("/")]
        assert ROOT.joinpath(*folders).exists(), f"{'/'.join(folders)} does not exist"


def _is_a_step(block: Block) -> None:
    verb, _, target = block.directive.removeprefix("step ").partition(" ")
    if verb == "run":
        _run_nothing_but_know_commands(block, {})
    elif verb == "shell" or (verb in ("write", "append") and target):
        if block.language == "python":
            for module in _imported(ast.parse(block.text)):
                import_module(module)
        else:
            assert block.language in BY_LANGUAGE, f"a step cannot be {block.language}"
    else:
        raise AssertionError(f"'{block.directive}' is no step")


def _imported(tree: ast.AST) -> set[str]:
    """Return the modules of the package that a block imports."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return {name for name in found if name.startswith("wagtail_migration_events")}
