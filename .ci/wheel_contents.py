"""Refuse a wheel that lacks what a site needs, or carries what it does not.

python .ci/wheel_contents.py dist/wagtail_migration_events-*.whl
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "wagtail_migration_events"
LANGUAGES = ("ar", "es", "fr", "ru", "zh_Hans")

#: Each of these must match at least one file of the wheel.
NEEDED = (
    f"{PACKAGE}/py.typed",
    f"{PACKAGE}/migrations/0001_*.py",
    f"{PACKAGE}/pages/migrations/0001_*.py",
    f"{PACKAGE}/templates/{PACKAGE}/event_page.html",
    f"{PACKAGE}/static/{PACKAGE}/*.css",
    f"{PACKAGE}/vocabularies/data/*.json",
    *(f"{PACKAGE}/locale/{language}/LC_MESSAGES/django.mo" for language in LANGUAGES),
    f"{PACKAGE}-*.dist-info/licenses/LICENSE",
)
#: None of these may match any.
UNWANTED = ("tests/*", "example_site/*", "docs/*", "*/__pycache__/*", "*.orig", "*/.*")


def problems(wheel: Path) -> Iterator[str]:
    """Yield what is wrong with the wheel, in words."""
    names = ZipFile(wheel).namelist()
    for pattern in NEEDED:
        if not any(fnmatch(name, pattern) for name in names):
            yield f"nothing matches {pattern}"
    for pattern in UNWANTED:
        yield from (f"{name} does not belong in it" for name in names if fnmatch(name, pattern))
    for name in names:
        if name.endswith(".po") and name.removesuffix(".po") + ".mo" not in names:
            yield f"{name} is not compiled"
    for path in sorted((ROOT / PACKAGE).rglob("*")):
        name = path.relative_to(ROOT).as_posix()
        is_cache = any(part.startswith((".", "__pycache__")) for part in path.parts)
        if path.is_file() and not is_cache and name not in names:
            yield f"{name} was left out"


def main() -> int:
    wheel = Path(sys.argv[1])
    found = list(problems(wheel))
    for problem in found:
        print(f"{wheel.name}: {problem}")
    if not found:
        print(f"{wheel.name}: {len(ZipFile(wheel).namelist())} files, all that a site needs")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
