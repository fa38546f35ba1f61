"""On which databases a run takes place: each in a process of its own, in a database of its own."""

from __future__ import annotations

import os
from dataclasses import dataclass

LOCAL_POSTGRESQL = "postgres://root@127.0.0.1:5432/postgres"


@dataclass(frozen=True)
class Database:
    """A kind of database, and where it answers."""

    name: str
    url: str


SQLITE = Database("SQLite", "sqlite://:memory:")


def postgresql() -> Database:
    """Return the server that ``DATABASE_URL`` names, if it is one, else the machine's own."""
    url = os.environ.get("DATABASE_URL", "")
    return Database("PostgreSQL", url if url.startswith("postgres") else LOCAL_POSTGRESQL)


def silence_of(database: Database) -> str:
    """Return why a database does not answer, or "" if it does."""
    if database == SQLITE:
        return ""
    try:
        import psycopg

        with psycopg.connect(database.url, connect_timeout=10):
            return ""
    except ImportError:
        return "psycopg is not installed"
    except psycopg.OperationalError as error:
        return str(error).strip().splitlines()[-1]
