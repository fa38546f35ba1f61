"""Every code block of the documentation is run, or checked as far as it can be without a site."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.docs.block_checks import check_block
from tests.docs.markdown_blocks import ROOT, Block, blocks_of, documented_pages
from wagtail_migration_events.conf import DEFAULTS, PREFIX

PAGES = documented_pages()


def _name(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_block_of_the_page_holds(page: Path) -> None:
    namespace: dict[str, Any] = {"__name__": "documentation"}
    wrong = []
    for block in blocks_of(page):
        try:
            check_block(block, namespace)
        except Exception as error:
            wrong.append(f"{block.place}: {type(error).__name__}: {error}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_setting_that_the_page_names_exists(page: Path) -> None:
    named = set(re.findall(rf"{PREFIX}([A-Z][A-Z_]*)", page.read_text(encoding="utf-8")))
    assert named <= set(DEFAULTS)


@pytest.mark.parametrize(
    ("language", "text", "directive"),
    [
        ("", "nobody knows what this is\n", ""),
        ("mermaid", "graph TD\n", ""),
        ("python", "1 / 0\n", ""),
        ("python", ">>> 1 + 1\n3\n", ""),
        ("sh", "make no-such-target\n", ""),
        ("sh", "python manage.py no_such_command\n", ""),
        ("sh", "python manage.py migrate --no-such-option\n", ""),
        ("sh", "pip install wagtail-migration-events[no-such-extra]\n", ""),
        ("json", "{'single': 'quotes'}\n", ""),
        ("html+django", "{% no_such_tag %}\n", ""),
        ("text", "no_such_folder/\n", "tree"),
        ("python", "INSTALLED_APPS += ['no.such.app']\n", "settings"),
        ("python", "these lines stand nowhere\n", "part of README.md"),
        ("python", "1\n", "no such comment"),
    ],
)
def test_a_block_that_is_wrong_or_that_nothing_checks_is_refused(
    language: str, text: str, directive: str
) -> None:
    with pytest.raises(Exception, match=r"."):
        check_block(Block(ROOT / "README.md", 1, language, text, directive), {})
