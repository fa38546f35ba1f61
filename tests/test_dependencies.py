"""Whatever the package imports, it declares."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "wagtail_migration_events"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def plain(name: str) -> str:
    """Return a name of a distribution in the form in which two spellings of it are the same."""
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(requirements: list[str]) -> set[str]:
    return {plain(re.split(r"[<>=\[ ]", each)[0]) for each in requirements}


def imported() -> dict[str, set[str]]:
    """Return the distributions that the package imports, and in which files."""
    providers = packages_distributions()
    found: dict[str, set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module or ""]
            for name in {each.partition(".")[0] for each in names}:
                if name not in sys.stdlib_module_names and name != PACKAGE.name:
                    found.setdefault(plain(providers[name][0]), set()).add(path.name)
    return found


def test_every_import_is_declared_as_a_dependency() -> None:
    allowed = declared(PROJECT["dependencies"])
    allowed |= declared(PROJECT["optional-dependencies"]["localize"])
    assert {name: files for name, files in imported().items() if name not in allowed} == {}
