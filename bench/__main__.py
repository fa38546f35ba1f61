"""``python -m bench``: measure the subjects on each database, and say which bounds were held."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from typing import Any

from bench.databases import SQLITE, Database, postgresql, silence_of


def main() -> int:
    """Run on every database that answers; return 1 if a bound on queries was missed."""
    arguments = _arguments()
    if arguments.on:
        return _measure_here(arguments)
    failed = 0
    for database in (SQLITE, postgresql()):
        if arguments.database not in ("all", database.name.lower()):
            continue
        if reason := silence_of(database):
            print(f"{database.name} is left out: {reason}", flush=True)
            continue
        failed |= _measure_on(database)
    return failed


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--subject", action="append", help="only this one; may be repeated")
    parser.add_argument("--events", type=int, default=1000, help="where there are many (1000)")
    parser.add_argument("--rounds", type=int, default=9, help="how often each case is timed (9)")
    parser.add_argument("--database", choices=("all", "sqlite", "postgresql"), default="all")
    parser.add_argument("--on", default="", help=argparse.SUPPRESS)
    return parser.parse_args()


def _measure_on(database: Database) -> int:
    """Start this program again with the settings of that database, which are read only once."""
    command = [sys.executable, "-m", "bench", *sys.argv[1:], "--on", database.name]
    settings = {"DATABASE_URL": database.url, "DJANGO_SETTINGS_MODULE": "bench.settings"}
    return subprocess.run(command, env={**os.environ, **settings}, check=False).returncode


def _measure_here(arguments: argparse.Namespace) -> int:
    import django

    django.setup()
    from django.db import connection

    from bench.subjects import ALL_SUBJECTS

    if unknown := set(arguments.subject or ()) - set(ALL_SUBJECTS):
        names = ", ".join(ALL_SUBJECTS)
        _note(f"No such subject: {', '.join(sorted(unknown))}. There are: {names}.")
        return 2
    _note(f"{arguments.on}: building the database")
    original_name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        return _measure_subjects(arguments)
    finally:
        connection.creation.destroy_test_db(original_name, verbosity=0)


def _measure_subjects(arguments: Any) -> int:
    from django.conf import settings

    from bench.cases import Plan
    from bench.measuring import measure, measure_once
    from bench.report import table, verdicts
    from bench.subjects import ALL_SUBJECTS, SUBJECTS

    codes = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES if code != "en"]
    plan = Plan(arguments.events, ("en", *codes), arguments.rounds, _note)
    failed = 0
    for name in arguments.subject or SUBJECTS:
        subject = ALL_SUBJECTS[name](plan)
        _note(f"{arguments.on}: measuring {name}")
        if subject.takes_long:
            measured = measure_once(subject.cases)
        else:
            measured = measure(subject.cases, plan.rounds)
        plan.earlier.update(measured)
        lines, held = verdicts(subject, measured)
        print("", table(arguments.on, subject, measured), "", *lines, "", sep="\n", flush=True)
        failed |= not held
    return int(failed)


def _note(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
