"""The reference names everything there is, and nothing else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import load_command_class
from django.core.management.base import BaseCommand
from django.dispatch import Signal
from django.template.library import import_library
from django.utils.module_loading import import_string
from wagtail.models import Page

from tests.docs.markdown_blocks import ROOT
from wagtail_migration_events.checks import LABEL
from wagtail_migration_events.conf import DEFAULTS
from wagtail_migration_events.doctor.checkup import CHECKS
from wagtail_migration_events.events.facts.material import DocumentBlock, LinkBlock
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.interchange.record import ImportRecord
from wagtail_migration_events.interchange.rules.all_rules import RULES, rule_names
from wagtail_migration_events.interchange.source.records import COLUMNS
from wagtail_migration_events.occurrences.facets import all_facets
from wagtail_migration_events.occurrences.parsing import WORDS_OF_LISTS
from wagtail_migration_events.organizers.mixin import OrganizerPageMixin
from wagtail_migration_events.pages.models import EventOrganizerLink, EventPage, OrganizerPage
from wagtail_migration_events.vocabularies.official.vocabulary import OfficialVocabulary
from wagtail_migration_events.vocabularies.registry import all_vocabularies

PACKAGE = ROOT / "wagtail_migration_events"
TEMPLATES = PACKAGE / "templates" / "wagtail_migration_events"
PERMISSIONS = "permissions-and-signals.md"
LANGUAGES = ("ar", "zh-hans", "en", "fr", "ru", "es")
CODE = re.compile(r"`([^`]+)`")
SEED_LABELS = (
    "Date", "Location", "Event Category", "Type of Event", "Main organizer/s", "Target Audience",
    "Language", "Geographic Scope", "Workstream Output", "Regional Review Process",
    "GCM Objectives", "Cross Cutting Theme", "SDG", "SDG Targets", "Status: Published",
)  # fmt: skip


def rows(page: str, heading: str = "") -> list[list[str]]:
    """Return the cells of all rows of tables below a heading (or of the page), without headers."""
    text = (ROOT / "docs" / "reference" / page).read_text(encoding="utf-8")
    if heading:
        text = text.partition(f"\n{heading}\n")[2]
        assert text, f"{page} has no heading {heading!r}"
        text = re.split(rf"\n#{{1,{heading.count('#')}}} ", text)[0]
    return list(_body_rows(text.splitlines()))


def _body_rows(lines: list[str]) -> Iterator[list[str]]:
    in_body = False
    for line in lines:
        if not line.startswith("|"):
            in_body = False
        elif re.fullmatch(r"[|\s:-]+", line):
            in_body = True
        elif in_body:
            yield [cell.strip() for cell in line.strip("|").split("|")]


def names(page: str, heading: str = "") -> list[str]:
    """Return the names in the first cells of the tables below a heading."""
    return [found[1] for row in rows(page, heading) if (found := CODE.fullmatch(row[0]))]


@pytest.mark.parametrize(
    ("heading", "there_are"),
    [
        ("## Facts", EventPageMixin.event_facts),
        ("## Shared unless set", EventPageMixin.event_facts_unless_set),
        ("## Text", EventPageMixin.event_text),
        ("## Organizers", OrganizerPageMixin.organizer_text + OrganizerPageMixin.organizer_facts),
        ("## Rows of organizers", ("organizer", "role")),
    ],
)
def test_every_field_is_explained_once_in_its_order(heading: str, there_are: Any) -> None:
    assert sorted(names("fields.md", heading)) == sorted(there_are)


@pytest.mark.parametrize(
    ("heading", "model"),
    [
        *((heading, EventPage) for heading in ("## Facts", "## Shared unless set", "## Text")),
        ("## Organizers", OrganizerPage),
        ("## Rows of organizers", EventOrganizerLink),
    ],
)
def test_every_value_that_a_field_may_have_is_named(heading: str, model: Any) -> None:
    text = {row[0].strip("`"): " ".join(row) for row in rows("fields.md", heading)}
    fields = {field.name: field for field in model._meta.get_fields() if field.name in text}
    for name, field in fields.items():
        for value, _label in getattr(field, "choices", None) or ():
            assert f"`{value}`" in text[name], f"{name} may be {value!r}"


@pytest.mark.parametrize(
    ("heading", "model"),
    [
        *((heading, EventPage) for heading in ("## Facts", "## Shared unless set", "## Text")),
        ("## Organizers", OrganizerPage),
    ],
)
def test_every_field_is_of_the_type_that_is_written(heading: str, model: Any) -> None:
    for name, kind, *_rest in rows("fields.md", heading):
        if kind.startswith("`"):
            field = model._meta.get_field(name.strip("`"))
            classes = {each.__name__ for each in type(field).__mro__}
            assert kind.strip("`") in classes, f"{name} is no {kind}"


@pytest.mark.parametrize(
    ("heading", "name"), [("## Rows of dates", "dates"), ("## Rows of languages", "languages")]
)
def test_the_rows_of_a_field_have_the_keys_that_are_written(heading: str, name: str) -> None:
    field: Any = EventPage._meta.get_field(name)
    assert names("fields.md", heading) == list(import_string(field.row_form).base_fields)


def test_the_blocks_of_material_have_the_keys_that_are_written() -> None:
    blocks = {*LinkBlock().child_blocks, *DocumentBlock().child_blocks}
    assert set(names("fields.md", "## Material")) == blocks


def test_every_label_of_the_model_site_is_answered_by_fields_that_exist() -> None:
    table = rows("fields.md", "## The labels of the model site")
    assert tuple(row[0] for row in table) == SEED_LABELS
    fields = {field.name for field in EventPage._meta.get_fields()}
    for label, ours, _note in table:
        assert set(CODE.findall(ours)) <= fields, label
        assert CODE.findall(ours), label


def test_every_setting_is_listed_with_its_default() -> None:
    table = rows("settings.md")
    listed = {row[0].strip("`"): row[1].strip("`") for row in table if row[1].startswith("`")}
    listed = {name: value for name, value in listed.items() if not name.startswith("WAGTAIL")}
    assert {name: ast.literal_eval(value) for name, value in listed.items()} == DEFAULTS


def test_every_system_check_is_listed() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    there_are = set(re.findall(rf"(?:{{LABEL}}|{LABEL})\.([EWI]\d{{3}})", source))
    assert there_are
    listed = [name.removeprefix(f"{LABEL}.") for name in names("checks.md")]
    assert sorted(listed) == sorted(there_are)


def test_no_page_names_a_system_check_that_does_not_exist() -> None:
    listed = set(names("checks.md"))
    for page in (ROOT / "docs").rglob("*.md"):
        found = set(re.findall(rf"{LABEL}\.[EWI]\d+", page.read_text(encoding="utf-8")))
        assert found <= listed, page


def test_every_vocabulary_is_listed_with_the_number_of_its_terms() -> None:
    table = rows("vocabularies.md")
    listed = {row[0].strip("`"): row[1] for row in table if len(row) == 5}
    assert set(listed) == {vocabulary.name for vocabulary in all_vocabularies()}
    for vocabulary in _official():
        assert listed[vocabulary.name] == str(len(vocabulary))


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("gcm_objectives", "### GCM objectives"),
        ("guiding_principles", "### Guiding principles"),
        ("sdgs", "### Sustainable Development Goals"),
        ("areas", "### Areas"),
        ("scope_levels", "### Levels of scope"),
    ],
)
def test_the_reference_says_how_many_titles_are_verified(name: str, heading: str) -> None:
    terms = list(next(each for each in _official() if each.name == name))
    counted = {row[0]: row[1:] for row in rows("vocabularies.md", heading) if len(row) == 7}
    for label, attribute in (("titles", "titles"), ("short names", "short_names")):
        found = [_count(terms, attribute, language) for language in LANGUAGES]
        if any(total for _verified, total in found):
            assert counted[label] == [f"{verified} of {total}" for verified, total in found]
        else:
            assert label not in counted


def _official() -> list[OfficialVocabulary]:
    return [each for each in all_vocabularies() if isinstance(each, OfficialVocabulary)]


def _count(terms: Any, attribute: str, language: str) -> tuple[int, int]:
    titles = [getattr(term, attribute).get(language) for term in terms]
    there = [title for title in titles if title is not None]
    return sum(title.verified for title in there), len(there)


def test_every_management_command_is_listed_with_its_arguments() -> None:
    apps = (PACKAGE, PACKAGE / "translation")
    files = [file for app in apps for file in (app / "management/commands").glob("[a-z]*.py")]
    commands = {path.stem: path for path in files}
    text = (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    overview = text.partition("\n## ")[0]
    assert set(re.findall(r"^\| `(\w+)`", overview, re.MULTILINE)) == set(commands)
    inherited = _arguments_of(BaseCommand())
    for name, path in commands.items():
        app = ".".join(path.relative_to(ROOT).parts[:-3])
        arguments = _arguments_of(load_command_class(app, name)) - inherited
        assert set(names("commands.md", f"## {name}")) == arguments


def test_every_check_of_the_content_is_listed_with_severity_and_keys_in_its_order() -> None:
    table = rows("commands.md", "## What events_check finds")
    listed = [(row[0].strip("`"), row[1]) for row in table if len(row) == 3]
    assert listed == [(check.name, check.severity.value) for check in CHECKS]
    with_keys = [name for row in table if len(row) == 2 for name in CODE.findall(row[0])]
    assert with_keys == [check.name for check in CHECKS]


def _arguments_of(command: BaseCommand) -> set[str]:
    actions = command.create_parser("manage.py", "x")._actions
    return {[*each.option_strings, each.dest][0] for each in actions}


def test_every_permission_is_listed() -> None:
    models = [
        model
        for app in apps.get_app_configs()
        if app.name.startswith(PACKAGE.name)
        for model in app.get_models()
    ]
    own = {
        f"{model._meta.app_label}.{codename}"
        for model in models
        for codename, _label in model._meta.permissions
    }
    # Wagtail asks for permissions on pages by its own names, never by those of a class of pages.
    tables = {
        model._meta.label_lower
        for model in models
        if model._meta.default_permissions and model not in (EventOrganizerLink, ImportRecord)
        if not issubclass(model, Page)
    }
    assert set(names(PERMISSIONS, "## Permissions of the package")) == own
    assert set(names(PERMISSIONS, "## Permissions on tables")) == tables


def test_every_signal_is_listed_with_the_arguments_it_is_sent_with() -> None:
    sources = [path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")]
    there_are = {name for text in sources for name in re.findall(r"(?m)^(\w+) = Signal\(", text)}
    assert there_are
    assert set(names(PERMISSIONS, "## Signals")) == there_are
    for name, module, _sent, arguments in rows(PERMISSIONS, "## Signals"):
        assert isinstance(import_string(f"{module.strip('`')}.{name.strip('`')}"), Signal)
        # What stands in brackets says what an argument may be.
        said = set(CODE.findall(re.sub(r"\([^)]*\)", "", arguments)))
        directly, nearby = _sent_with(f"{name.strip('`')}.send", sources)
        assert directly <= said <= nearby, name


def _sent_with(send: str, sources: list[str]) -> tuple[set[str], set[str]]:
    """Return the names of the arguments with which a signal is sent, besides its sender.

    :return: those given in the same call, and those of all calls in the functions that send it.
    """
    trees = [ast.parse(text) for text in sources if send in text]
    functions = [each for tree in trees for each in ast.walk(tree) if _mentions(each, send)]
    calls = [call for each in functions for call in ast.walk(each) if isinstance(call, ast.Call)]
    direct = [call for call in calls if any(send in ast.unparse(e) for e in _head(call))]
    return _keywords(direct) - {"sender"}, _keywords(calls)


def _mentions(node: ast.AST, words: str) -> bool:
    return isinstance(node, ast.FunctionDef) and words in ast.unparse(node)


def _head(call: ast.Call) -> list[ast.expr]:
    """Return what is called, and what ``partial`` will call."""
    return [call.func, *call.args[:1]]


def _keywords(calls: list[ast.Call]) -> set[str]:
    return {str(keyword.arg) for call in calls for keyword in call.keywords}


def test_every_template_is_listed() -> None:
    public = {_template(path) for path in TEMPLATES.rglob("*.html")}
    public = {name for name in public if not name.startswith(("admin/", "widgets/"))}
    listed = {*names("templates.md", "## Pages"), *names("templates.md", "## Parts")}
    assert listed == public


def test_every_block_is_listed_with_the_templates_that_have_it() -> None:
    there_are: dict[str, set[str]] = {}
    pages = set(names("templates.md", "## Pages"))
    for page in pages:
        text = (TEMPLATES / page).read_text(encoding="utf-8")
        for block in re.findall(r"{% block (\w+)", text):
            there_are.setdefault(block, set()).add(page)
    listed = {row[0].strip("`"): row[1] for row in rows("templates.md", "## Blocks")}
    assert set(listed) == set(there_are)
    both = {"event_index_page.html", "organizer_index_page.html"}
    groups = {"all": pages, "both index pages": both}
    for block, where in listed.items():
        assert groups.get(where, set(CODE.findall(where))) == there_are[block], block


def test_every_template_tag_and_filter_is_listed() -> None:
    library = import_library("wagtail_migration_events.templatetags.wagtail_migration_events")
    assert sorted(names("templates.md", "## Tags")) == sorted(library.tags)
    assert sorted(names("templates.md", "## Filters")) == sorted(library.filters)


def _template(path: Path) -> str:
    return path.relative_to(TEMPLATES).as_posix()


def test_every_parameter_of_lists_is_explained() -> None:
    assert names("filters.md", "## Facets") == [facet.parameter for facet in all_facets()]
    assert set(names("filters.md", "## Words and time")) == {*WORDS_OF_LISTS, "page"}


def test_every_column_and_rule_of_the_import_is_explained_in_its_order() -> None:
    assert names("import.md", "## Columns") == list(COLUMNS)
    assert names("import.md", "## Rules") == rule_names()
    said = {row[0].strip("`"): row[1] for row in rows("import.md", "## Rules")}
    assert said == {rule.name: str(rule.what) for rule in RULES}
