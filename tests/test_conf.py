"""Settings: read when they are used, with defaults."""

from __future__ import annotations

import ast
import re
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.template.loader import get_template

from tests.docs.markdown_blocks import ROOT
from wagtail_migration_events.conf import DEFAULTS, PREFIX, setting

PACKAGE = ROOT / "wagtail_migration_events"
READERS = ("setting", "site_setting")


@pytest.mark.parametrize("name", DEFAULTS)
def test_every_setting_has_a_default_that_a_site_may_replace(name: str, settings: Any):
    if hasattr(django_settings, PREFIX + name):
        delattr(settings, PREFIX + name)
    assert setting(name) == DEFAULTS[name]
    setattr(settings, PREFIX + name, "another")
    assert setting(name) == "another"


def test_a_setting_that_does_not_exist_is_a_mistake_in_the_code():
    with pytest.raises(KeyError):
        setting("PAGE_SIZES")


def test_every_setting_that_the_package_reads_is_one_it_has():
    read = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in READERS:
                read |= {each.value for each in node.args if isinstance(each, ast.Constant)}
    for path in PACKAGE.rglob("*.html"):
        read |= set(re.findall(r'events_setting "(\w+)"', path.read_text(encoding="utf-8")))
    assert read == set(DEFAULTS)


def test_no_module_reads_a_setting_while_it_is_imported():
    for path in PACKAGE.rglob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                continue
            calls = [each for each in ast.walk(node) if isinstance(each, ast.Call)]
            assert not [each for each in calls if getattr(each.func, "id", "") == "setting"], path


def test_the_default_base_template_exists_and_has_the_blocks_that_pages_fill():
    source = get_template(DEFAULTS["BASE_TEMPLATE"]).template.source
    for block in ("title", "content", "extra_head", "extra_css", "extra_js"):
        assert f"{{% block {block} %}}" in source


def test_the_tests_settings_of_all_worlds_name_only_settings_that_exist():
    written = {name for name in dir(django_settings) if name.startswith(PREFIX)}
    assert written <= {PREFIX + name for name in DEFAULTS}
