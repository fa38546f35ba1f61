"""The team's site as an older state of the package left it, kept as its SQLite database.

    python -m tests.adopter.recorded

records it anew, under the oldest Wagtail that the package supports: with the package's schema
migrations of `STATE`, and with a page class made before the mixin had the column `NEW_COLUMN`.
"""

from __future__ import annotations

import lzma
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from tests.adopter.town_site import MODELS, Town, install, put_mixin_on

FOLDER = Path(__file__).with_name("recorded_town")
RECORDED_MIGRATION = FOLDER / "migrations/0002_mixin.py"
RECORDED = FOLDER / "town.sqlite3.xz"
OWN_MIGRATION = "mysite/website/migrations/0002_mixin.py"
#: The schema migrations that were the newest then.
STATE = {"wagtail_migration_events": "0004", "wagtail_migration_events_pages": "0001"}
NEW_COLUMN = "contact_email"


def lay_out(town: Town, database: Path) -> None:
    """Write the recorded database, and give the site the schema migration it had made then."""
    database.write_bytes(lzma.decompress(RECORDED.read_bytes()))
    text = RECORDED_MIGRATION.read_text(encoding="utf-8")
    (town.folder / OWN_MIGRATION).write_text(text, encoding="utf-8")


def record() -> None:
    RECORDED_MIGRATION.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "town.sqlite3"
        town = Town(Path(folder) / "site", f"sqlite:///{file}", localize=True)
        town.environment["TOWN_EVENTS"] = "12"
        town.run("before")
        install(town)
        put_mixin_on(town, ask=False)
        town.replace(
            MODELS, "    starts_at = AliasOf", f"    {NEW_COLUMN} = None\n    starts_at = AliasOf"
        )
        town.run("recording")
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("VACUUM")
        RECORDED_MIGRATION.write_text((town.folder / OWN_MIGRATION).read_text())
        RECORDED.write_bytes(lzma.compress(file.read_bytes()))


if __name__ == "__main__":
    record()
