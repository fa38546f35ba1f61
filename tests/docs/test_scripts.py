"""What ``make`` starts can be started."""

from __future__ import annotations

from importlib import import_module

import pytest

from tests.docs.markdown_blocks import ROOT


@pytest.mark.parametrize("name", [path.stem for path in (ROOT / "scripts").glob("*.py")])
def test_every_script_finds_what_it_imports(name: str) -> None:
    pytest.importorskip("playwright")
    import_module(f"scripts.{name}")
