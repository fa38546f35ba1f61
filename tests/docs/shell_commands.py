"""Whether a command that the documentation names exists, with the options that it is given."""

from __future__ import annotations

import re
import shlex
import tomllib
from importlib.util import find_spec

from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand
from packaging.requirements import Requirement

from tests.docs.markdown_blocks import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
#: Commands of other people, used as everybody knows them.
FOREIGN = {"cd", "mkdir", "git", "source", "wagtail"}


def check_command(command: str) -> None:
    """Check one line of a shell; raise ``AssertionError`` if it could not work."""
    words = shlex.split(command, comments=True)
    while words and re.fullmatch(r"[A-Z_]+=.*", words[0]):
        words.pop(0)
    if words[-2:-1] == [">"]:  # what it prints goes into a file
        words = words[:-2]
    program, arguments = words[0], words[1:]
    if program == "make":
        _check_make(arguments)
    elif program in ("python", "python3", ".venv/bin/python"):
        _check_python(arguments)
    elif program == "pip":
        _check_pip(arguments)
    elif program.startswith(".ci/"):
        assert (ROOT / program).exists(), f"{program} does not exist"
    else:
        assert program in FOREIGN, f"{program} is not a command that the tests know"


def _check_make(arguments: list[str]) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    variables = set(re.findall(r"^([A-Z]+) \?=", makefile, re.MULTILINE))
    for argument in arguments:
        name, is_variable, _ = argument.partition("=")
        known = variables if is_variable else targets
        assert name in known, f"the Makefile has no {name}"


def _check_python(arguments: list[str]) -> None:
    if arguments[0] == "-m":
        assert find_spec(arguments[1]), f"there is no module {arguments[1]}"
        return
    script, name, *options = arguments
    assert script in ("manage.py", "example_site/manage.py"), f"{script} is not known"
    commands = get_commands()
    assert name in commands, f"there is no management command {name}"
    found = commands[name]
    command = found if isinstance(found, BaseCommand) else load_command_class(found, name)
    # Django's parser raises CommandError for an option that the command does not take.
    command.create_parser("manage.py", name).parse_args(options)


def _check_pip(arguments: list[str]) -> None:
    assert arguments[0] in ("install", "uninstall"), "only pip install and uninstall are known"
    extras = PROJECT["optional-dependencies"]
    for argument in arguments[1:]:
        if argument == "--upgrade":
            continue
        requirement = Requirement(argument)
        if requirement.name == PROJECT["name"]:
            assert requirement.extras <= set(extras), f"{argument}: there is no such extra"
        else:
            assert requirement.name in ("wagtail", "Django"), f"{argument} is not known"
