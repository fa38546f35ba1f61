"""The drawing of the house in pyproject.toml: who may import whom."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.docs.markdown_blocks import ROOT

PACKAGE = ROOT / "wagtail_migration_events"
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
    "importlinter"
]["contracts"]


def contract(words: str) -> dict[str, list[str]]:
    [found] = [each for each in CONTRACTS if words in each["name"]]
    return found


def rooms() -> set[str]:
    return {path.parent.name for path in PACKAGE.glob("*/__init__.py")}


def test_every_contract_is_kept():
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as lint; lint()",
    ]
    answer = subprocess.run(
        [*command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_every_room_stands_in_the_drawing():
    drawn = {room for layer in contract("rooms drawn")["layers"] for room in layer.split(" | ")}
    not_rooms = {"migrations", "management", "templatetags"}
    assert drawn == rooms() - not_rooms


@pytest.mark.parametrize("words", ["imports wagtail-localize", "apps that a site may refuse"])
def test_nothing_of_the_core_is_forgotten(words: str):
    forbidden = contract(words)["forbidden_modules"]
    modules = {path.stem for path in PACKAGE.glob("*.py")} - {"__init__"}
    everything = {f"wagtail_migration_events.{name}" for name in rooms() | modules}
    apps = {f"wagtail_migration_events.{name}" for name in ("pages", "translation")}
    expected = everything - apps
    if "wagtail_localize" in forbidden:
        expected |= {"wagtail_migration_events.pages"}
    assert set(contract(words)["source_modules"]) == expected


def test_no_file_has_a_name_that_says_nothing():
    nothing = {"utils", "helpers", "base", "misc", "common", "tools"}
    assert not [path for path in PACKAGE.rglob("*.py") if path.stem in nothing]


def test_no_module_outgrows_a_screenful():
    hand_written = [path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts]
    lengths = {path: length_of(path) for path in hand_written}
    assert not {path: length for path, length in lengths.items() if length > 300}


def length_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())
