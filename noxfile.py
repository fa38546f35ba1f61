"""The suite on every Python and Wagtail of the support table, and with the oldest libraries.

``nox`` runs what this machine has interpreters for, and ``nox --list`` names each of them.
`make test` is enough for daily work.
"""

from __future__ import annotations

import nox

PYTHONS = ["3.11", "3.12", "3.13", "3.14"]
WAGTAILS = ["7.4", "8.0"]
GROUP = ("--editable", ".", "--group", "test")
TESTS = ("python", "-m", "pytest", "--numprocesses=auto", "--dist=loadgroup")
FULL = ("--ds=tests.worlds.full", "--ignore=tests/swapped", "-m", "not browser")

nox.options.default_venv_backend = "uv|virtualenv"
nox.options.error_on_missing_interpreters = False


@nox.session(python=PYTHONS)
@nox.parametrize("wagtail", WAGTAILS)
def suite(session: nox.Session, wagtail: str) -> None:
    """Run the suite without browser on the newest Django that Python and Wagtail take."""
    session.install(*GROUP, f"wagtail=={wagtail}.*")
    session.run(*TESTS, *FULL, *session.posargs)


@nox.session(python=PYTHONS[0], venv_backend="uv")
def lowest(session: nox.Session) -> None:
    """Run the suite with the oldest release that pyproject.toml allows of each library."""
    bounds = f"{session.create_tmp()}/lowest.txt"
    extras = ("--extra", "localize", "--extra", "preview", "--extra", "xliff")
    session.run(
        *("uv", "pip", "compile", "--quiet", "--resolution", "lowest-direct", "--group", "test"),
        *(*extras, "pyproject.toml", "--output-file", bounds),
        external=True,
    )
    session.install("--editable", ".", "--requirement", bounds)
    session.run(*TESTS, *FULL, *session.posargs)


@nox.session(python=PYTHONS[-2])
def newest(session: nox.Session) -> None:
    """Run the suite with the newest release of each library, those to come included."""
    session.install("--pre", "--upgrade", *GROUP)
    session.run(*TESTS, *FULL, *session.posargs)
