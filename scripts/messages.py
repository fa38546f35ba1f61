"""Collects the strings that people see, brings the catalogues up to date and compiles them.

    python -m scripts.messages            update and compile
    python -m scripts.messages --missing  say what is not translated yet

It needs Babel and Django only, so that nobody needs the GNU gettext tools.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("ar", "es", "fr", "ru", "zh_Hans")
#: The folders that have a `locale` of their own.
APPS = (ROOT / "wagtail_migration_events", ROOT / "example_site" / "website")
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "pgettext": ((1, "c"), 2),
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "gettext_noop": None,
}


def source_files(app: Path) -> Iterator[Path]:
    for path in sorted(app.rglob("*")):
        if path.suffix in {".py", ".html", ".txt"} and "migrations" not in path.parts:
            yield path


def extracted(app: Path) -> Catalog:
    """Return a catalogue of every marked string in the Python code and templates of ``app``."""
    catalog = Catalog(charset="utf-8")
    for path in source_files(app):
        text = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            # What Django makes of a template is Python but for its indentation.
            lines = templatize(text, origin=str(path)).splitlines()
            text = "\n".join(line.strip() for line in lines)
        found = extract(
            "python", io.BytesIO(text.encode()), keywords=KEYWORDS, comment_tags=["Translators:"]
        )
        place = path.relative_to(ROOT).as_posix()
        for line, message, comments, context in found:
            _check_named(message, f"{place}:{line}")
            catalog.add(message, locations=[(place, None)], auto_comments=comments, context=context)
    return catalog


def _check_named(message: str | tuple[str, ...], where: str) -> None:
    for text in (message,) if isinstance(message, str) else message:
        if text and ("%s" in text or "{}" in text):
            raise SystemExit(f"{where}: give the placeholder in {text!r} a name.")


def catalogue_path(app: Path, language: str) -> Path:
    return app / "locale" / language / "LC_MESSAGES" / "django.po"


def read(app: Path, language: str) -> Catalog:
    path = catalogue_path(app, language)
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language, charset="utf-8")


def missing(app: Path, language: str) -> list[Message]:
    """Return the strings of ``app`` that have no finished translation in ``language``."""
    catalog = read(app, language)
    gaps = []
    for message in extracted(app):
        if not message.id:
            continue
        known = catalog.get(message.id, message.context)
        texts = (
            [known.string] if known and isinstance(known.string, str) else known and known.string
        )
        if not known or known.fuzzy or not texts or not all(texts):
            gaps.append(message)
    return gaps


def update(app: Path, language: str) -> None:
    catalog = read(app, language)
    catalog.update(extracted(app), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.header_comment = "# Translations of wagtail-migration-events; see scripts/messages.py."
    catalog.project, catalog.version = "wagtail-migration-events", "1"
    catalog.msgid_bugs_address = catalog.last_translator = catalog.language_team = ""
    # A fixed date: a catalogue changes only when a string does.
    catalog.creation_date = catalog.revision_date = datetime(2026, 11, 23, tzinfo=UTC)
    catalog.fuzzy = False
    path = catalogue_path(app, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(
            file, catalog, sort_output=True, width=100, omit_header=False, include_lineno=False
        )
    path.with_suffix(".mo").write_bytes(compiled(catalog))


def compiled(catalog: Catalog) -> bytes:
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def main() -> int:
    gaps = 0
    for app in APPS:
        for language in LANGUAGES:
            if "--missing" not in sys.argv:
                update(app, language)
            left = missing(app, language)
            gaps += len(left)
            print(f"{app.name} {language}: {len(left)} missing")
    return 1 if gaps else 0


if __name__ == "__main__":
    raise SystemExit(main())
