"""What ``make`` starts can be started."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from tests.docs.markdown_blocks import ROOT


@pytest.mark.parametrize("path", sorted((ROOT / "scripts").glob("*.py")), ids=lambda path: path.stem)
def test_every_script_finds_what_it_imports(path: Path) -> None:
    pytest.importorskip("playwright")
    import_module(f"scripts.{path.stem}")
