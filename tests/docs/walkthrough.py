"""Do what the steps of a page say in a fresh `wagtail start` site, then hold an event there.

    python -m tests.docs.walkthrough README.md --install dist/wagtail_migration_events-*.whl

Needs nothing but the standard library and an interpreter that has Wagtail. Without ``--install``
the package must be installed already, and the page's `pip install` is passed over. What a page asks
for in words is done by `prove_<name of the page>.py`, where there is one, before the event is held.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.docs.markdown_blocks import ROOT, Block, blocks_of, commands_of

PACKAGE = "wagtail-migration-events"
PROOF = Path(__file__).with_name("hold_an_event.py")
#: Commands that serve, ask, or make another environment than the one that walks.
PASSED_OVER = re.compile(r"^(python3? -m venv|source|python manage\.py runserver)\b")


def steps_of(page: Path) -> list[Block]:
    """Return the blocks of a page that are steps of a walk."""
    return [block for block in blocks_of(page) if block.directive.startswith("step ")]


def walk(page: Path, folder: Path, wheel: Path | None = None) -> None:
    """Make the steps of ``page`` below the empty ``folder``.

    :param wheel: installed where the page says `pip install wagtail-migration-events`.
    :raises subprocess.CalledProcessError: if a step fails; what it printed is on the screen.
    """
    steps = steps_of(page)
    here = folder
    if not any(
        command.startswith("wagtail start") for step in steps for command in commands_of(step)
    ):
        here = _run("wagtail start mysite\ncd mysite", here)
    for step in steps:
        verb, _, target = step.directive.removeprefix("step ").partition(" ")
        print(f"{step.place}: {step.directive}", flush=True)
        if verb == "run":
            here = _run("\n".join(_as_run(line, wheel) for line in commands_of(step)), here)
        elif verb == "shell":
            _shell(step.text, here)
        else:
            path = here / target
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("w" if verb == "write" else "a", encoding="utf-8") as file:
                file.write(("\n" if verb == "append" else "") + step.text)
    own_proof = PROOF.with_name(f"prove_{page.stem.replace('-', '_')}.py")
    if own_proof.exists():
        # The repository comes last, so that the package is the installed one.
        run = f"runpy.run_path({str(own_proof)!r}, run_name='__main__')"
        _shell(f"import runpy, sys; sys.path.append({str(ROOT)!r}); {run}", here)
    _shell(PROOF.read_text(encoding="utf-8"), here)


def _as_run(command: str, wheel: Path | None) -> str:
    if PASSED_OVER.match(command):
        return ":"
    if command.startswith("pip install"):
        extras = re.search(rf"{PACKAGE}(\[[^]]*\])?", command)
        if wheel is None or extras is None:
            return ":"
        return f"python -m pip install -qq '{wheel.resolve()}{extras[1] or ''}'"
    if command.startswith("python manage.py createsuperuser"):
        return command + " --noinput"
    return command


def _run(script: str, here: Path) -> Path:
    """Run commands in ``here``; return the folder in which they end."""
    with tempfile.NamedTemporaryFile("r", encoding="utf-8") as place:
        subprocess.run(
            ["bash", "-euo", "pipefail", "-c", f"{script}\npwd > {place.name}"],
            cwd=here,
            env=_environment(),
            check=True,
        )
        return Path(place.read().strip())


def _shell(code: str, here: Path) -> None:
    command = [sys.executable, "manage.py", "shell", "-c", code]
    subprocess.run(command, cwd=here, env=_environment(), check=True)


def _environment() -> dict[str, str]:
    """Return the caller's environment, without its site, and with this interpreter's programs."""
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    for name in ("DJANGO_SETTINGS_MODULE", "PYTHONPATH", "DATABASE_URL", "REDIS_URL"):
        environment.pop(name, None)
    superuser = {"USERNAME": "admin", "EMAIL": "admin@example.org", "PASSWORD": "admin"}
    return environment | {f"DJANGO_SUPERUSER_{key}": value for key, value in superuser.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("page", type=Path)
    parser.add_argument("--install", type=Path, metavar="WHEEL")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        walk(ROOT / options.page, Path(folder), options.install)


if __name__ == "__main__":
    main()
